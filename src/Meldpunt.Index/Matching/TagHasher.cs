using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Meldpunt.Index.Keys;

namespace Meldpunt.Index.Matching;

/// <summary>
/// Hashes one form of one part of a person: SipHash-2-4-128 under the index's hash key, over the kind's byte and the form in UTF-16 (little end first).
/// A tag is the first 64 bits, a key all 128.
/// </summary>
internal readonly ref struct TagHasher
{
    // Longest form that is hashed whole; what is longer counts by its beginning.
    private const int LongestForm = 255;

    private readonly ReadOnlySpan<byte> _key;

    public TagHasher(ReadOnlySpan<byte> hashKey)
    {
        _key = hashKey[..Sodium.ShortHashBytes];
    }

    [SkipLocalsInit]
    public ulong Tag(TagKind kind, ReadOnlySpan<char> form)
    {
        Span<byte> hash = stackalloc byte[Sodium.ShortHashBytes];
        Write(kind, form, hash);
        return BitConverter.ToUInt64(hash);
    }

    [SkipLocalsInit]
    public MatchKey Key(TagKind kind, ReadOnlySpan<char> form)
    {
        Span<byte> hash = stackalloc byte[Sodium.ShortHashBytes];
        Write(kind, form, hash);
        return new MatchKey(hash);
    }

    [SkipLocalsInit]
    private void Write(TagKind kind, ReadOnlySpan<char> form, Span<byte> hash)
    {
        Span<byte> message = stackalloc byte[1 + (LongestForm * sizeof(char))];
        var text = MemoryMarshal.AsBytes(form[..Math.Min(form.Length, LongestForm)]);
        message[0] = (byte)kind;
        text.CopyTo(message[1..]);
        Sodium.ShortHash(hash, message[..(1 + text.Length)], _key);
    }
}
