using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Meldpunt.Index.Identity;

/// <summary>
/// An id without meaning: 128 random bits, written as 32 lower-case hexadecimal digits.
/// The default value names nothing. Blittable and immutable.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct OpaqueId : IEquatable<OpaqueId>
{
    /// <summary>Bytes in an id.</summary>
    public const int SizeBytes = 16;

    private const int TextLength = 2 * SizeBytes;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private readonly ulong _high;
    private readonly ulong _low;

    /// <summary>Reads an id from exactly <see cref="SizeBytes"/> bytes.</summary>
    public OpaqueId(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != SizeBytes)
        {
            throw new ArgumentException($"An id has {SizeBytes} bytes.", nameof(bytes));
        }

        _high = BitConverter.ToUInt64(bytes);
        _low = BitConverter.ToUInt64(bytes[sizeof(ulong)..]);
    }

    /// <summary>True for the default value, which names nothing.</summary>
    public bool IsEmpty => (_high | _low) == 0;

    /// <summary>Makes a new id from the operating system's random source.</summary>
    public static OpaqueId Create()
    {
        Span<byte> bytes = stackalloc byte[SizeBytes];
        RandomNumberGenerator.Fill(bytes);
        return new OpaqueId(bytes);
    }

    /// <summary>Reads the text form; false, and no exception, when it is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out OpaqueId id)
    {
        id = default;
        if (text is not { Length: TextLength } || text.AsSpan().ContainsAnyExcept(HexDigits))
        {
            return false;
        }

        id = new OpaqueId(Convert.FromHexString(text));
        return !id.IsEmpty;
    }

    /// <summary>Writes the <see cref="SizeBytes"/> bytes of the id.</summary>
    public void CopyTo(Span<byte> destination)
    {
        Unsafe.WriteUnaligned(ref destination[..SizeBytes][0], this);
    }

    /// <summary>The bytes of the id, as the database keeps them.</summary>
    public byte[] ToByteArray()
    {
        var bytes = new byte[SizeBytes];
        CopyTo(bytes);
        return bytes;
    }

    public override string ToString() => Convert.ToHexStringLower(ToByteArray());

    public bool Equals(OpaqueId other) => _high == other._high && _low == other._low;

    public override bool Equals(object? obj) => obj is OpaqueId other && Equals(other);

    public override int GetHashCode() => _low.GetHashCode();

    public static bool operator ==(OpaqueId left, OpaqueId right) => left.Equals(right);

    public static bool operator !=(OpaqueId left, OpaqueId right) => !left.Equals(right);
}
