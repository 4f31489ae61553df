using Meldpunt.Admin.QueryLog.Tree;

namespace Meldpunt.Admin.Tests.QueryLog.Tree;

/// <summary>Proofs of many leaves are the same as proofs one by one, and read less.</summary>
public sealed class ProofSeriesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(700)]
    [InlineData(1_024)]
    public void Each_proof_is_the_one_that_it_would_be_alone(int size)
    {
        var (plain, tiles) = Make(size);
        var series = new ProofSeries(tiles, size);

        foreach (var index in Enumerable.Range(0, size).Reverse())
        {
            Assert.Equal(plain.Inclusion(index, size), series.Prove(index));
            Assert.True(ProofCheck.Includes(size, plain.Root(size), index, plain.Leaf(index), series.Prove(index)));
        }
    }

    [Fact]
    public void A_smaller_tree_than_there_is_can_be_proven_against()
    {
        var (plain, tiles) = Make(700);
        var series = new ProofSeries(tiles, 513);

        Assert.All(Enumerable.Range(0, 513), index => Assert.Equal(plain.Inclusion(index, 513), series.Prove(index)));
    }

    [Fact]
    public void A_full_tile_is_read_once_for_all_its_leaves()
    {
        var (_, tiles) = Make(1_024);
        var series = new ProofSeries(tiles, 1_024);
        _ = series.Prove(0);
        var reads = tiles.Reads;

        Assert.All(Enumerable.Range(0, 256), index => series.Prove(index));

        Assert.Equal(reads, tiles.Reads);
    }

    [Fact]
    public void A_tile_that_is_missing_is_told()
    {
        var (_, tiles) = Make(700);
        tiles.Remove(new TileId(0, 0));

        Assert.Throws<InvalidDataException>(() => new ProofSeries(tiles, 700).Prove(3));
    }

    private static (PlainTree Plain, TileMap Tiles) Make(int size)
    {
        var plain = PlainTree.OfSize(size);
        var tiles = new TileMap();
        var tree = MerkleTree.Open(0, tiles);
        for (var leaf = 0; leaf < size; leaf++)
        {
            tree.Append(plain.Leaf(leaf));
        }

        var changes = new List<TileChange>();
        tree.TakeChanges(changes);
        tiles.Store(changes);
        return (plain, tiles);
    }
}
