using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Meldpunt.Index.Keys;

namespace Meldpunt.Index.Matching;

/// <summary>
/// Hashes the forms of a person: SipHash-2-4-128 over the form in UTF-16, little end first, under a key of its own. What a hash was made of is put in
/// afterwards, by combining it with a mask of its kind and place, so that one form used in many ways is hashed once. Two tags of different
/// kinds or forms are equal by chance alone, once in 2^64. Safe to use from many threads.
/// </summary>
internal sealed class TagHasher
{
    // Longest form that is hashed whole; what is longer counts by its beginning.
    private const int LongestForm = 255;

    private readonly SecretKey _key;
    private readonly ulong[] _masks = new ulong[TagKinds.Count * TagKinds.Places];

    /// <param name="key">The key of all hashes; owned by the caller.</param>
    public TagHasher(SecretKey key)
    {
        _key = key;
        for (var kind = 0; kind < TagKinds.Count; kind++)
        {
            for (var place = 0; place < TagKinds.Places; place++)
            {
                _masks[(kind * TagKinds.Places) + place] = Key((TagKind)kind, [TagKinds.MaskOnly, (char)place]).Low;
            }
        }
    }

    /// <summary>The hash of a form, to be made into tags.</summary>
    [SkipLocalsInit]
    public ulong Hash(ReadOnlySpan<char> form)
    {
        Span<byte> hash = stackalloc byte[Sodium.ShortHashBytes];
        Sodium.ShortHash(hash, MemoryMarshal.AsBytes(form[..Math.Min(form.Length, LongestForm)]), HashKey);
        return BitConverter.ToUInt64(hash);
    }

    /// <summary>The tag of a hashed form of this kind, at a place in the form where that matters.</summary>
    public ulong Tag(TagKind kind, ulong hash, int place = 0) => hash ^ _masks[((int)kind * TagKinds.Places) + place];

    /// <summary>The tag of a form of this kind.</summary>
    public ulong Tag(TagKind kind, ReadOnlySpan<char> form) => Tag(kind, Hash(form));

    /// <summary>The 128 bits under which entries stand together; the kind is the first byte of what is hashed.</summary>
    [SkipLocalsInit]
    public MatchKey Key(TagKind kind, ReadOnlySpan<char> form)
    {
        Span<byte> hash = stackalloc byte[Sodium.ShortHashBytes];
        Span<byte> message = stackalloc byte[1 + (LongestForm * sizeof(char))];
        var text = MemoryMarshal.AsBytes(form[..Math.Min(form.Length, LongestForm)]);
        message[0] = (byte)kind;
        text.CopyTo(message[1..]);
        Sodium.ShortHash(hash, message[..(1 + text.Length)], HashKey);
        return new MatchKey(hash);
    }

    private ReadOnlySpan<byte> HashKey => _key.Bytes[..Sodium.ShortHashBytes];
}
