using Meldpunt.Admin.QueryLog.Tree;

namespace Meldpunt.Admin.Tests.QueryLog.Tree;

public sealed class TileIdTests
{
    [Theory]
    [InlineData(0, 0, 256, "0/000")]
    [InlineData(0, 7, 1, "0/007.p/1")]
    [InlineData(1, 999, 255, "1/999.p/255")]
    [InlineData(2, 1_000, 256, "2/x001/000")]
    [InlineData(0, 1_234_067, 256, "0/x001/x234/067")] // The example of C2SP tlog-tiles.
    [InlineData(63, (1L << 40) - 1, 17, "63/x001/x099/x511/x627/775.p/17")]
    public void Every_tile_has_one_path(int level, long place, int width, string path)
    {
        var tile = new TileId(level, place);

        Assert.Equal(path, tile.ToPath(width));
        Assert.True(TileId.TryParse(path, out var read, out var readWidth));
        Assert.Equal((tile, width), (read, readWidth));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0/")]
    [InlineData("/000")]
    [InlineData("0/0")]
    [InlineData("0/00")]
    [InlineData("0/0000")]
    [InlineData("0/x001")]
    [InlineData("0/001/000")]
    [InlineData("0/x000/000")]
    [InlineData("0/x000/x001/000")]
    [InlineData("0/X001/000")]
    [InlineData("0/x01/000")]
    [InlineData("0/x001/x000")]
    [InlineData("0/x001/000/")]
    [InlineData("0//000")]
    [InlineData("00/000")]
    [InlineData("01/000")]
    [InlineData("64/000")]
    [InlineData("-1/000")]
    [InlineData("+1/000")]
    [InlineData(" 1/000")]
    [InlineData("1/ 00")]
    [InlineData("1/-01")]
    [InlineData("0/000.p/0")]
    [InlineData("0/000.p/256")]
    [InlineData("0/000.p/01")]
    [InlineData("0/000.p/")]
    [InlineData("0/000.p")]
    [InlineData("0/000.p/1/")]
    [InlineData("0/000.p/1.p/1")]
    [InlineData("0/000.P/1")]
    [InlineData("entries/000")]
    [InlineData("0/٠٠٠")]
    [InlineData("0/x001/x099/x511/x627/776")]
    [InlineData("0/x001/x000/x000/x000/x000/000")]
    [InlineData("99999999999999999999/000")]
    public void Anything_else_is_no_path(string path)
    {
        Assert.False(TileId.TryParse(path, out _, out _));
    }

    [Fact]
    public void A_tile_has_its_own_number_in_the_database()
    {
        Assert.Equal(5, new TileId(0, 5).DatabaseId);
        Assert.Equal((3L << 40) + 5, new TileId(3, 5).DatabaseId);
        Assert.Equal(new TileId(3, 5), TileId.FromDatabaseId((3L << 40) + 5));
    }

    // The two trees that C2SP tlog-tiles gives as examples.
    [Theory]
    [InlineData(70_000, 0, 272, 256)]
    [InlineData(70_000, 0, 273, 112)]
    [InlineData(70_000, 0, 274, 0)]
    [InlineData(70_000, 1, 0, 256)]
    [InlineData(70_000, 1, 1, 17)]
    [InlineData(70_000, 2, 0, 1)]
    [InlineData(70_000, 3, 0, 0)]
    [InlineData(70_000, 63, 0, 0)]
    [InlineData(256, 0, 0, 256)]
    [InlineData(256, 1, 0, 1)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(long.MaxValue, 7, 0, 127)]
    public void A_tree_says_how_wide_each_tile_is(long size, int level, long place, int width)
    {
        Assert.Equal(width, new TileId(level, place).WidthAt(size));
    }
}
