using Meldpunt.Admin.QueryLog.Tree;

namespace Meldpunt.Admin.Tests.QueryLog.Tree;

public sealed class MerkleHashTests
{
    // The eight leaves that the tests of certificate transparency have used since RFC 6962, and the roots over the first so many of them.
    private static readonly string[] Leaves =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void The_roots_of_the_published_tree_are_as_published()
    {
        var tree = MerkleTree.Open(0, new TileMap());
        var roots = new List<string> { Hex(tree.Root) };

        foreach (var leaf in Leaves)
        {
            tree.Append(MerkleHash.Leaf(Convert.FromHexString(leaf)));
            roots.Add(Hex(tree.Root));
        }

        Assert.Equal(Roots, roots);
    }

    [Fact]
    public void The_empty_tree_has_the_hash_of_nothing()
    {
        Assert.Equal(Roots[0], Hex(MerkleHash.Empty));
    }

    [Fact]
    public void A_leaf_of_any_length_is_hashed_with_a_zero_before_it()
    {
        foreach (var length in (int[])[0, 1, 386, 1_022, 1_023, 1_024, 5_000])
        {
            var leaf = new byte[length];
            leaf.AsSpan().Fill(7);

            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([0, .. leaf])), Hex(MerkleHash.Leaf(leaf)));
        }
    }

    [Fact]
    public void Hashes_are_equal_when_all_their_bytes_are()
    {
        var hash = MerkleHash.Leaf("a"u8);

        Assert.Equal(hash, MerkleHash.FromBytes(hash.ToArray()));
        Assert.True(hash == MerkleHash.FromBytes(hash.ToArray()));
        Assert.Equal(hash.GetHashCode(), MerkleHash.FromBytes(hash.ToArray()).GetHashCode());
        for (var at = 0; at < 32; at++)
        {
            var other = hash.ToArray();
            other[at] ^= 1;
            Assert.True(hash != MerkleHash.FromBytes(other));
        }
    }

    [Fact]
    public void A_hash_is_read_from_its_own_base64_and_from_no_other()
    {
        var hash = MerkleHash.Leaf("a"u8);
        var text = hash.ToBase64();

        Assert.True(MerkleHash.TryParse(text, out var read));
        Assert.Equal(hash, read);
        string[] wrong = ["", "====", text[..^1], text + "=", " " + text, text + "\n", text.Insert(9, " "), text[..40], text + text, text[..^2] + "B=", "é" + text[1..]];
        Assert.All(wrong, other => Assert.False(MerkleHash.TryParse(other, out _), other));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Only_32_bytes_are_a_hash(int length)
    {
        Assert.Throws<ArgumentException>(() => MerkleHash.FromBytes(new byte[length]));
    }

    private static string Hex(MerkleHash hash) => Convert.ToHexStringLower(hash.ToArray());
}
