using System.Numerics;
using Meldpunt.Admin.QueryLog.Tree;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.QueryLog.Tree;

public sealed class TreeReaderTests
{
    private const int SmallTree = 600;
    private const int LargeTree = 70_000;

    [Fact]
    public void The_root_is_known_at_every_size_up_to_the_stored_one()
    {
        var plain = PlainTree.OfSize(SmallTree);
        var reader = new TreeReader(MerkleTreeTests.Grow(plain, SmallTree, new Dice(1)));

        for (var size = 0; size <= SmallTree; size++)
        {
            Assert.Equal(plain.Root(size), reader.RootAt(size));
        }
    }

    [Fact]
    public void Every_proof_of_small_trees_is_that_of_the_standard_and_is_believed()
    {
        const int smallest = 70;
        var plain = PlainTree.OfSize(SmallTree);
        var reader = new TreeReader(MerkleTreeTests.Grow(plain, SmallTree, new Dice(2)));
        for (var size = 1; size <= SmallTree; size += size < smallest ? 1 : 53)
        {
            for (var index = 0; index < size; index++)
            {
                HasInclusion(plain, reader, index, size);
                HasConsistency(plain, reader, index + 1, size);
            }

            HasConsistency(plain, reader, 0, size);
        }
    }

    [Fact]
    public void Proofs_of_large_trees_are_those_of_the_standard_and_are_believed()
    {
        var dice = new Dice(3);
        var plain = PlainTree.OfSize(LargeTree);
        var reader = new TreeReader(MerkleTreeTests.Grow(plain, LargeTree, dice));
        foreach (var size in (int[])[256, 257, 65_535, 65_536, 65_537, LargeTree, .. Enumerable.Range(0, 40).Select(_ => dice.Next(1, LargeTree))])
        {
            foreach (var index in (int[])[0, size - 1, size / 2, .. Enumerable.Range(0, 20).Select(_ => dice.Next(0, size))])
            {
                HasInclusion(plain, reader, index, size);
                HasConsistency(plain, reader, index, size);
            }
        }
    }

    [Fact]
    public void A_tree_is_the_sum_of_its_complete_subtrees_largest_first()
    {
        var dice = new Dice(4);
        var plain = PlainTree.OfSize(LargeTree);
        var reader = new TreeReader(MerkleTreeTests.Grow(plain, LargeTree, dice));
        Assert.Empty(reader.CompactRange(0));
        foreach (var size in (int[])[1, 2, 3, 255, 256, 65_536, LargeTree, .. Enumerable.Range(0, 30).Select(_ => dice.Next(1, LargeTree))])
        {
            var range = reader.CompactRange(size);

            Assert.Equal(BitOperations.PopCount((uint)size), range.Count);
            Assert.Equal(plain.Root(1 << BitOperations.Log2((uint)size)), range[0]);
            Assert.Equal(plain.Root(size), range.Reverse().Skip(1).Aggregate(range[^1], (right, left) => MerkleHash.Node(left, right)));
        }
    }

    [Fact]
    public void A_proof_takes_a_few_tiles_however_large_the_tree()
    {
        var plain = PlainTree.OfSize(LargeTree);
        var tiles = MerkleTreeTests.Grow(plain, LargeTree, new Dice(5));
        var reader = new TreeReader(tiles);
        var before = tiles.Reads;

        reader.InclusionProof(123, LargeTree);
        reader.ConsistencyProof(65_537, LargeTree);
        reader.RootAt(LargeTree);

        Assert.InRange(tiles.Reads - before, 3, 3 * 6);
    }

    [Fact]
    public void A_missing_tile_is_told_and_nothing_is_invented()
    {
        var plain = PlainTree.OfSize(1_000);
        var tiles = MerkleTreeTests.Grow(plain, 1_000, new Dice(6));
        tiles.Remove(new TileId(0, 1));
        var reader = new TreeReader(tiles);

        Assert.Throws<InvalidDataException>(() => reader.InclusionProof(300, 1_000));
        Assert.Throws<InvalidDataException>(() => reader.RootAt(1_001));
        Assert.Equal(plain.Root(1_000), reader.RootAt(1_000));
    }

    [Fact]
    public void What_is_not_in_the_tree_has_no_proof()
    {
        var reader = new TreeReader(new TileMap());

        Assert.Throws<ArgumentOutOfRangeException>(() => reader.InclusionProof(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.InclusionProof(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.InclusionProof(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.ConsistencyProof(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.ConsistencyProof(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.RootAt(-1));
    }

    private static void HasInclusion(PlainTree plain, TreeReader reader, int index, int size)
    {
        var proof = reader.InclusionProof(index, size);

        Assert.Equal(plain.Inclusion(index, size), proof);
        Assert.True(ProofCheck.Includes(size, plain.Root(size), index, plain.Leaf(index), proof));
    }

    private static void HasConsistency(PlainTree plain, TreeReader reader, int oldSize, int size)
    {
        var proof = reader.ConsistencyProof(oldSize, size);

        Assert.Equal(plain.Consistency(oldSize, size), proof);
        Assert.True(ProofCheck.IsConsistent(oldSize, plain.Root(oldSize), size, plain.Root(size), proof));
    }
}
