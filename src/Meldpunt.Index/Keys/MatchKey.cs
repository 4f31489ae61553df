using System.Runtime.InteropServices;

namespace Meldpunt.Index.Keys;

/// <summary>
/// 128 bits of SipHash over a kind and a form of a person, a birth date or a name and address: under which entries stand together in the hot index. Of the
/// rest of a person it keeps tags, see <c>TagHasher</c>.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct MatchKey : IEquatable<MatchKey>
{
    /// <summary>Bytes in a key.</summary>
    public const int SizeBytes = 16;

    private readonly ulong _high;
    private readonly ulong _low;

    /// <summary>Reads a key from exactly <see cref="SizeBytes"/> bytes.</summary>
    public MatchKey(ReadOnlySpan<byte> bytes)
    {
        _high = BitConverter.ToUInt64(bytes);
        _low = BitConverter.ToUInt64(bytes[sizeof(ulong)..]);
    }

    /// <summary>The last 64 bits.</summary>
    public ulong Low => _low;

    /// <summary>64 evenly spread bits of the key, for a hash table.</summary>
    public long HashCode64 => unchecked((long)_high);

    public bool Equals(MatchKey other) => _high == other._high && _low == other._low;

    public override bool Equals(object? obj) => obj is MatchKey other && Equals(other);

    public override int GetHashCode() => _high.GetHashCode();

    public static bool operator ==(MatchKey left, MatchKey right) => left.Equals(right);

    public static bool operator !=(MatchKey left, MatchKey right) => !left.Equals(right);
}
