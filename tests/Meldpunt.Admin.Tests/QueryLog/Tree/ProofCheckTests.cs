using FsCheck.Fluent;
using Meldpunt.Admin.QueryLog.Tree;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.QueryLog.Tree;

public sealed class ProofCheckTests
{
    private const int Size = 40;

    private static readonly PlainTree Tree = PlainTree.OfSize(Size);

    [Fact]
    public void An_inclusion_proof_with_any_change_in_it_is_refused()
    {
        foreach (var size in (int[])[1, 2, 3, 7, 8, 13, 16, 33, Size])
        {
            for (var index = 0; index < size; index++)
            {
                var (root, leaf, proof) = (Tree.Root(size), Tree.Leaf(index), Tree.Inclusion(index, size));
                Assert.True(ProofCheck.Includes(size, root, index, leaf, proof));

                Assert.All(Changed(proof), other => Assert.False(ProofCheck.Includes(size, root, index, leaf, other)));
                Assert.All(BitsOf(root), other => Assert.False(ProofCheck.Includes(size, other, index, leaf, proof)));
                Assert.All(BitsOf(leaf), other => Assert.False(ProofCheck.Includes(size, root, index, other, proof)));
                for (var other = -1; other <= size; other++)
                {
                    Assert.Equal(other == index, ProofCheck.Includes(size, root, other, leaf, proof));
                }
            }
        }
    }

    [Fact]
    public void A_consistency_proof_with_any_change_in_it_is_refused()
    {
        foreach (var size in (int[])[1, 2, 3, 7, 8, 13, 16, 33, Size])
        {
            for (var old = 1; old <= size; old++)
            {
                var (oldRoot, root, proof) = (Tree.Root(old), Tree.Root(size), Tree.Consistency(old, size));
                Assert.True(ProofCheck.IsConsistent(old, oldRoot, size, root, proof));

                Assert.All(Changed(proof), other => Assert.False(ProofCheck.IsConsistent(old, oldRoot, size, root, other)));
                Assert.All(BitsOf(root), other => Assert.False(ProofCheck.IsConsistent(old, oldRoot, size, other, proof)));
                Assert.All(BitsOf(oldRoot), other => Assert.False(ProofCheck.IsConsistent(old, other, size, root, proof)));
                for (var other = 0; other <= size; other++)
                {
                    Assert.Equal(other == old, ProofCheck.IsConsistent(other, oldRoot, size, root, proof));
                }
            }
        }
    }

    [Fact]
    public void Every_tree_begins_with_the_empty_one_and_that_takes_no_proof()
    {
        Assert.True(ProofCheck.IsConsistent(0, MerkleHash.Empty, 5, Tree.Root(5), []));
        Assert.True(ProofCheck.IsConsistent(0, MerkleHash.Empty, 0, MerkleHash.Empty, []));
        Assert.False(ProofCheck.IsConsistent(0, MerkleHash.Empty, 5, Tree.Root(5), [Tree.Root(5)]));
        Assert.False(ProofCheck.IsConsistent(0, Tree.Root(1), 5, Tree.Root(5), []));
        Assert.False(ProofCheck.IsConsistent(0, MerkleHash.Empty, 0, Tree.Root(1), []));
    }

    [Fact]
    public void A_rewritten_tree_has_no_proof_from_the_old_one()
    {
        var other = new PlainTree();
        for (var leaf = 0; leaf < Size; leaf++)
        {
            other.Add(PlainTree.Entry(leaf == 3 ? 1_000 : leaf));
        }

        for (var old = 4; old < Size; old++)
        {
            Assert.False(ProofCheck.IsConsistent(old, Tree.Root(old), Size, other.Root(Size), other.Consistency(old, Size)));
            Assert.False(ProofCheck.IsConsistent(old, Tree.Root(old), Size, other.Root(Size), Tree.Consistency(old, Size)));
        }
    }

    [Fact]
    public void Whatever_comes_in_the_answer_is_yes_or_no()
    {
        var sizes = Gen.Frequency(
            (3, Gen.Choose(-3, Size).Select(size => (long)size)),
            (1, Gen.Elements(long.MinValue, long.MaxValue, long.MaxValue - 1, 1L << 62, (1L << 62) + 1, 1L << 40)));
        var hashes = Gen.Choose(0, Size).Select(size => Tree.Root(size)).ArrayOf();
        var input = Gen.Zip(Gen.Zip(sizes, sizes), hashes).ToArbitrary();

        Properties.Hold(Prop.ForAll(input, asked =>
        {
            var ((first, second), proof) = asked;
            ProofCheck.Includes(first, Tree.Root(7), second, Tree.Leaf(3), proof);
            ProofCheck.IsConsistent(first, Tree.Root(3), second, Tree.Root(7), proof);
        }));
    }

    [Fact]
    public void No_proof_at_all_is_refused()
    {
        Assert.False(ProofCheck.Includes(2, Tree.Root(2), 0, Tree.Leaf(0), null!));
        Assert.False(ProofCheck.IsConsistent(1, Tree.Root(1), 2, Tree.Root(2), null!));
    }

    private static IEnumerable<MerkleHash[]> Changed(MerkleHash[] proof)
    {
        for (var at = 0; at < proof.Length; at++)
        {
            foreach (var other in BitsOf(proof[at]))
            {
                yield return [.. proof[..at], other, .. proof[(at + 1)..]];
            }

            yield return [.. proof[..at], .. proof[(at + 1)..]];
            yield return [.. proof[..at], proof[at], .. proof[at..]];
            if (at > 0)
            {
                yield return [.. proof[..(at - 1)], proof[at], proof[at - 1], .. proof[(at + 1)..]];
            }
        }

        yield return [.. proof, MerkleHash.Empty];
        yield return [MerkleHash.Empty, .. proof];
    }

    private static IEnumerable<MerkleHash> BitsOf(MerkleHash hash)
    {
        for (var bit = 0; bit < 256; bit++)
        {
            var bytes = hash.ToArray();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return MerkleHash.FromBytes(bytes);
        }
    }
}
