using System.Security.Cryptography;

namespace Meldpunt.Admin.Tests.QueryLog.Verification;

/// <summary>The tree as RFC 6962 defines it, by splitting and not by adding: slow, and for that reason right.</summary>
internal static class TreeByHand
{
    public static byte[] Leaf(byte[] row) => SHA256.HashData([0, .. row]);

    public static byte[] Root(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length < 2)
        {
            return leaves.Length == 0 ? SHA256.HashData([]) : leaves[0];
        }

        var split = 1;
        while (split * 2 < leaves.Length)
        {
            split *= 2;
        }

        return SHA256.HashData([1, .. Root(leaves[..split]), .. Root(leaves[split..])]);
    }

    /// <summary>Every tile by its id in the database.</summary>
    public static Dictionary<long, byte[]> Tiles(byte[][] leaves)
    {
        var tiles = new Dictionary<long, byte[]>();
        var level = leaves;
        for (var number = 0L; level.Length > 0; number++)
        {
            var place = 0L;
            foreach (var tile in level.Chunk(256))
            {
                tiles.Add((number << 40) + place++, [.. tile.SelectMany(hash => hash)]);
            }

            level = [.. level.Chunk(256).Where(tile => tile.Length == 256).Select(tile => Root(tile))];
        }

        return tiles;
    }
}
