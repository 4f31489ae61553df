using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Meldpunt.Admin.QueryLog.Tree;

/// <summary>A hash of the tree: SHA-256, of a leaf or of two hashes below it (RFC 6962, section 2.1). Lies in memory as its 32 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct MerkleHash : IEquatable<MerkleHash>
{
    // Leaves up to this size are hashed from the stack; a row of the log is 386 bytes.
    private const int SmallLeafBytes = 1_023;
    private const int NodeBytes = 1 + (2 * LogFormat.HashBytes);

    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    /// <summary>The root of a tree without leaves: SHA-256 of nothing.</summary>
    public static MerkleHash Empty { get; } = Hash([]);

    public static bool operator ==(MerkleHash left, MerkleHash right) => left.Equals(right);

    public static bool operator !=(MerkleHash left, MerkleHash right) => !left.Equals(right);

    /// <summary>The hash that these 32 bytes are; <see cref="ArgumentException"/> at another length.</summary>
    public static MerkleHash FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.Length == LogFormat.HashBytes
            ? MemoryMarshal.Read<MerkleHash>(bytes)
            : throw new ArgumentException($"A hash has {LogFormat.HashBytes} bytes.", nameof(bytes));

    /// <summary>Reads a hash from its base64 (RFC 4648, section 4), which must be as <see cref="ToBase64"/> writes it.</summary>
    public static bool TryParse(ReadOnlySpan<char> base64, out MerkleHash hash)
    {
        Span<byte> bytes = stackalloc byte[LogFormat.HashBytes];
        hash = default;
        if (!Convert.TryFromBase64Chars(base64, bytes, out var written) || written != LogFormat.HashBytes)
        {
            return false;
        }

        hash = FromBytes(bytes);

        // What base64 lets pass, such as spaces between the letters and loose last bits, would be a second way to write the same hash.
        return base64.SequenceEqual(hash.ToBase64());
    }

    /// <summary>The hash of a leaf.</summary>
    [SkipLocalsInit]
    public static MerkleHash Leaf(ReadOnlySpan<byte> leaf)
    {
        var length = 1 + leaf.Length;
        Span<byte> prefixed = leaf.Length <= SmallLeafBytes ? stackalloc byte[length] : new byte[length];
        prefixed[0] = LogFormat.LeafPrefix;
        leaf.CopyTo(prefixed[1..]);
        return Hash(prefixed);
    }

    /// <summary>The hash over two subtrees.</summary>
    [SkipLocalsInit]
    public static MerkleHash Node(in MerkleHash left, in MerkleHash right)
    {
        Span<byte> prefixed = stackalloc byte[NodeBytes];
        prefixed[0] = LogFormat.NodePrefix;
        left.CopyTo(prefixed[1..]);
        right.CopyTo(prefixed[(1 + LogFormat.HashBytes)..]);
        return Hash(prefixed);
    }

    /// <summary>Writes the 32 bytes at the beginning of a buffer, which may be longer.</summary>
    public void CopyTo(Span<byte> bytes) => MemoryMarshal.Write(bytes, this);

    public byte[] ToArray()
    {
        var bytes = new byte[LogFormat.HashBytes];
        CopyTo(bytes);
        return bytes;
    }

    public string ToBase64()
    {
        Span<byte> bytes = stackalloc byte[LogFormat.HashBytes];
        CopyTo(bytes);
        return Convert.ToBase64String(bytes);
    }

    public bool Equals(MerkleHash other) =>
        _first == other._first && _second == other._second && _third == other._third && _fourth == other._fourth;

    public override bool Equals(object? obj) => obj is MerkleHash other && Equals(other);

    // A hash is random already.
    public override int GetHashCode() => unchecked((int)_first);

    public override string ToString() => ToBase64();

    [SkipLocalsInit]
    private static MerkleHash Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[LogFormat.HashBytes];
        SHA256.HashData(bytes, hash);
        return MemoryMarshal.Read<MerkleHash>(hash);
    }
}
