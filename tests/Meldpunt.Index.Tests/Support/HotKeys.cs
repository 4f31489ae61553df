using System.Buffers.Binary;
using Meldpunt.Index.Hot;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Keys;

namespace Meldpunt.Index.Tests.Support;

/// <summary>Numbered keys and ids, and the questions that the tests of the hot index ask.</summary>
internal static class HotKeys
{
    public static readonly DateOnly Today = new(2026, 11, 21);

    /// <summary>Key number so-and-so, its bits spread as those of a hash are.</summary>
    public static MatchKey Key(int number)
    {
        Span<byte> bytes = stackalloc byte[MatchKey.SizeBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, unchecked((ulong)(number + 1) * 0x9E37_79B9_7F4A_7C15));
        BinaryPrimitives.WriteInt32LittleEndian(bytes[sizeof(ulong)..], number + 1);
        return new MatchKey(bytes);
    }

    public static MatchKey[] KeysOf(params int[] numbers) => [.. numbers.Select(Key)];

    /// <summary>Id number so-and-so, in the half of the id that its hash code is made of.</summary>
    public static OpaqueId Id(int number)
    {
        Span<byte> bytes = stackalloc byte[OpaqueId.SizeBytes];
        BinaryPrimitives.WriteInt32LittleEndian(bytes[sizeof(ulong)..], number + 1);
        return new OpaqueId(bytes);
    }

    /// <summary>Puts an entry in that runs today and only today.</summary>
    public static void PutToday(this HotIndex index, int id, params int[] keys) => index.Put(Id(id), KeysOf(keys), Today, Today);

    /// <summary>The entries found today under any of the keys.</summary>
    public static IReadOnlyList<OpaqueId> FindToday(this HotIndex index, params int[] keys)
    {
        var found = new OpaqueId[1_000];
        var count = index.Find(KeysOf(keys), Today, found);
        Assert.InRange(count, 0, found.Length);
        return found[..count];
    }
}
