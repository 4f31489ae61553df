using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Tree;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.QueryLog.Tree;

public sealed class MerkleTreeTests
{
    private const int SmallTree = 600;

    [Fact]
    public void A_tree_that_grows_has_every_root_that_the_standard_gives()
    {
        var plain = PlainTree.OfSize(SmallTree);
        var tree = MerkleTree.Open(0, new TileMap());

        for (var size = 0; size <= SmallTree; size++)
        {
            Assert.Equal(plain.Root(size), tree.Root);
            if (size < SmallTree)
            {
                tree.Append(plain.Leaf(size));
            }
        }
    }

    [Fact]
    public void A_tree_taken_up_from_its_tiles_goes_on_as_if_it_had_never_stopped()
    {
        var plain = PlainTree.OfSize(SmallTree);
        var tiles = new TileMap();

        for (var size = 0; size < SmallTree; size++)
        {
            var tree = MerkleTree.Open(size, tiles);
            Assert.Equal(plain.Root(size), tree.Root);

            tree.Append(plain.Leaf(size));
            Store(tree, tiles);
            Assert.Equal(plain.Root(size + 1), tree.Root);
        }
    }

    [Fact]
    public void Trees_of_any_size_grown_in_any_steps_have_their_root_and_exactly_their_tiles()
    {
        var dice = new Dice(1);
        var plain = PlainTree.OfSize(70_001);
        foreach (var size in (int[])[255, 256, 257, 65_535, 65_536, 65_537, 70_000, .. Enumerable.Range(0, 12).Select(_ => dice.Next(600, 70_000))])
        {
            var tiles = Grow(plain, size, dice);

            Assert.Equal(plain.Root(size), new TreeReader(tiles).RootAt(size));
            Assert.Equal(plain.Root(size), MerkleTree.Open(size, tiles).Root);
            Assert.Equal(ExpectedTiles(size).ToHashSet(), tiles.Tiles.Select(tile => (tile.Key, tile.Value.Length / LogFormat.HashBytes)).ToHashSet());
        }
    }

    [Fact]
    public void Tiles_that_are_already_longer_do_not_disturb_a_tree_that_is_taken_up_earlier()
    {
        var plain = PlainTree.OfSize(70_000);
        var tiles = Grow(plain, 70_000, new Dice(2));
        foreach (var size in (int[])[0, 1, 255, 256, 300, 65_535, 65_536, 69_999])
        {
            var tree = MerkleTree.Open(size, tiles);
            tree.Append(plain.Leaf(size));

            Assert.Equal(plain.Root(size + 1), tree.Root);
            var changes = new List<TileChange>();
            tree.TakeChanges(changes);
            Assert.All(changes, change => Assert.True(tiles.Tiles[change.Id].AsSpan().StartsWith(change.Hashes.Span)));
        }
    }

    [Fact]
    public void Only_the_right_edge_is_read_to_take_a_tree_up()
    {
        var tiles = Grow(PlainTree.OfSize(70_000), 70_000, new Dice(3));
        tiles.Remove(new TileId(0, 0));
        tiles.Remove(new TileId(0, 272));
        var before = tiles.Reads;

        MerkleTree.Open(70_000, tiles);

        Assert.InRange(tiles.Reads - before, 1, 6);
    }

    [Fact]
    public void Each_changed_tile_is_given_once_and_a_quiet_tree_gives_none()
    {
        var plain = PlainTree.OfSize(1_000);
        var tree = MerkleTree.Open(0, new TileMap());
        var changes = new List<TileChange>();
        tree.TakeChanges(changes);
        Assert.Empty(changes);

        for (var leaf = 0; leaf < 1_000; leaf++)
        {
            tree.Append(plain.Leaf(leaf));
        }

        tree.TakeChanges(changes);
        Assert.Equal(
            [new TileId(0, 0), new TileId(0, 1), new TileId(0, 2), new TileId(0, 3), new TileId(1, 0)],
            changes.Select(change => change.Id).OrderBy(tile => tile.DatabaseId));

        changes.Clear();
        tree.TakeChanges(changes);
        Assert.Empty(changes);
    }

    [Fact]
    public void A_leaf_costs_no_memory_beyond_its_place_in_a_tile()
    {
        const int leaves = 65_536;
        var tree = MerkleTree.Open(0, new TileMap());
        var leaf = MerkleHash.Leaf("row"u8);
        tree.Append(leaf);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var index = 0; index < leaves; index++)
        {
            tree.Append(leaf);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, leaves * LogFormat.HashBytes * 11 / 10);
    }

    [Fact]
    public void A_tree_whose_edge_is_gone_or_too_short_is_not_taken_up()
    {
        var plain = PlainTree.OfSize(70_000);
        foreach (var edge in (TileId[])[new(0, 273), new(1, 1), new(2, 0)])
        {
            var tiles = Grow(plain, 70_000, new Dice(4));
            tiles.Cut(edge, edge.WidthAt(70_000) - 1);
            Assert.Throws<InvalidDataException>(() => MerkleTree.Open(70_000, tiles));

            tiles.Remove(edge);
            Assert.Throws<InvalidDataException>(() => MerkleTree.Open(70_000, tiles));
        }
    }

    internal static TileMap Grow(PlainTree plain, int size, Dice dice)
    {
        var tiles = new TileMap();
        var tree = MerkleTree.Open(0, tiles);
        while (tree.Size < size)
        {
            var steps = Math.Min(size - (int)tree.Size, dice.Next(1, 5_000));
            for (var step = 0; step < steps; step++)
            {
                tree.Append(plain.Leaf((int)tree.Size));
            }

            Store(tree, tiles);
            if (dice.Next(0, 4) == 0)
            {
                tree = MerkleTree.Open(tree.Size, tiles);
            }
        }

        return tiles;
    }

    private static void Store(MerkleTree tree, TileMap tiles)
    {
        var changes = new List<TileChange>();
        tree.TakeChanges(changes);
        tiles.Store(changes);
    }

    // C2SP tlog-tiles: at level l of a tree of s leaves stand floor(s / 256^l) hashes, 256 a tile.
    private static IEnumerable<(TileId Tile, int Width)> ExpectedTiles(long size)
    {
        for (var level = 0; size > 0; level++, size /= 256)
        {
            for (var place = 0L; place * 256 < size; place++)
            {
                yield return (new TileId(level, place), (int)Math.Min(256, size - (place * 256)));
            }
        }
    }
}
