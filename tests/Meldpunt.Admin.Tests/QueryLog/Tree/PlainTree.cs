using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Meldpunt.Admin.QueryLog.Tree;

namespace Meldpunt.Admin.Tests.QueryLog.Tree;

/// <summary>The tree as RFC 6962, section 2.1, writes it down: recursion over the leaves, and hashes by hand. Slow, and shares no code with what it judges.</summary>
internal sealed class PlainTree
{
    private readonly List<byte[]> _leaves = [];
    private readonly Dictionary<(int First, int Count), byte[]> _known = [];

    public int Size => _leaves.Count;

    public static PlainTree OfSize(int size)
    {
        var tree = new PlainTree();
        for (var leaf = 0; leaf < size; leaf++)
        {
            tree.Add(Entry(leaf));
        }

        return tree;
    }

    public static byte[] Entry(int number) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"row {number}"));

    public void Add(byte[] entry) => _leaves.Add(SHA256.HashData([0, .. entry]));

    public MerkleHash Leaf(int index) => MerkleHash.FromBytes(_leaves[index]);

    public MerkleHash Root(int size) => MerkleHash.FromBytes(Hash(0, size));

    public MerkleHash[] Inclusion(int index, int size) => [.. Path(index, 0, size).Select(hash => MerkleHash.FromBytes(hash))];

    public MerkleHash[] Consistency(int oldSize, int size) =>
        oldSize == 0 ? [] : [.. SubProof(oldSize, 0, size, whole: true).Select(hash => MerkleHash.FromBytes(hash))];

    private byte[] Hash(int first, int count)
    {
        if (count <= 1)
        {
            return count == 0 ? SHA256.HashData([]) : _leaves[first];
        }

        if (!_known.TryGetValue((first, count), out var hash))
        {
            var left = LeftOf(count);
            hash = SHA256.HashData([1, .. Hash(first, left), .. Hash(first + left, count - left)]);
            _known.Add((first, count), hash);
        }

        return hash;
    }

    private IEnumerable<byte[]> Path(int index, int first, int count)
    {
        if (count == 1)
        {
            return [];
        }

        var left = LeftOf(count);
        return index < left
            ? Path(index, first, left).Append(Hash(first + left, count - left))
            : Path(index - left, first + left, count - left).Append(Hash(first, left));
    }

    private IEnumerable<byte[]> SubProof(int old, int first, int count, bool whole)
    {
        if (old == count)
        {
            return whole ? [] : [Hash(first, count)];
        }

        var left = LeftOf(count);
        return old <= left
            ? SubProof(old, first, left, whole).Append(Hash(first + left, count - left))
            : SubProof(old - left, first + left, count - left, whole: false).Append(Hash(first, left));
    }

    private static int LeftOf(int count)
    {
        var left = 1;
        while (left * 2 < count)
        {
            left *= 2;
        }

        return left;
    }
}
