using System.Buffers.Binary;
using Meldpunt.Index.Hot;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Matching;

namespace Meldpunt.Index.Tests.Support;

/// <summary>
/// Numbered keys and ids, and the questions that the tests of the hot index ask. A numbered key is an anchor of somebody who shares one birth date with all
/// others, unless the test says that it is a birth date of its own, or an address.
/// </summary>
internal static class HotKeys
{
    public const int SharedDate = 0;

    public static readonly DateOnly Today = new(2026, 11, 21);

    /// <summary>Takes any two people for one who share a key.</summary>
    public static readonly MatchRule OneKeyIsEnough = RuleText.Parse(["versie proef-1", "nodig 1 1 1", "naam 1 1 1 achternaam-klank"], MatchStrength.Balanced);

    /// <summary>Id number so-and-so, in the half of the id that its hash code is made of.</summary>
    public static OpaqueId Id(int number)
    {
        Span<byte> bytes = stackalloc byte[OpaqueId.SizeBytes];
        BinaryPrimitives.WriteInt32LittleEndian(bytes[sizeof(ulong)..], number + 1);
        return new OpaqueId(bytes);
    }

    /// <summary>Somebody who is registered under these keys.</summary>
    public static EntryProfile Entry(params int[] keys) => EntryOfDate(SharedDate, keys);

    /// <summary>Somebody of this birth date who is registered under these keys.</summary>
    public static EntryProfile EntryOfDate(int date, params int[] keys)
    {
        var entry = new EntryProfile();
        entry.Begin(Key(-1 - date));
        foreach (var key in keys)
        {
            entry.AddAnchor(Tag(key), meaning: 0);
        }

        return entry;
    }

    /// <summary>Somebody without a birth date in the index, who is registered at these addresses.</summary>
    public static EntryProfile EntryAtAddresses(params int[] addresses)
    {
        var entry = new EntryProfile();
        entry.Begin(dateKey: default);
        entry.Add(Tag(0), meaning: 0);
        foreach (var address in addresses)
        {
            entry.AddAddressKey(Key(address));
        }

        return entry;
    }

    /// <summary>Somebody who is asked for under these keys.</summary>
    public static QueryProfile Visitor(params int[] keys) => VisitorOfDate(SharedDate, keys);

    /// <summary>Somebody of this birth date who is asked for under these keys.</summary>
    public static QueryProfile VisitorOfDate(int date, params int[] keys)
    {
        var visitor = new QueryProfile();
        Become(visitor, date, keys);
        return visitor;
    }

    /// <summary>Makes a profile that was used before the one of somebody else.</summary>
    public static void Become(QueryProfile visitor, int date, params int[] keys)
    {
        visitor.Begin();
        visitor.AddDateKey(Key(-1 - date), Agreement.None);
        foreach (var key in keys)
        {
            visitor.AddAnchor(Tag(key), Meaning.Of(Agreement.SurnameSound));
        }
    }

    /// <summary>Somebody who is asked for at these addresses, under a birth date that differs in one part from everybody's.</summary>
    public static QueryProfile VisitorAtAddresses(params int[] addresses)
    {
        var visitor = new QueryProfile();
        visitor.Begin();
        visitor.Add(Tag(0), Meaning.Of(Agreement.SurnameSound | Agreement.DatePart));
        foreach (var address in addresses)
        {
            visitor.AddAddressKey(Key(address));
        }

        return visitor;
    }

    /// <summary>Puts an entry in that runs today and only today.</summary>
    public static void PutToday(this HotIndex index, int id, params int[] keys) => index.Put(Id(id), Entry(keys), Today, Today);

    /// <summary>The entries found today under any of the keys.</summary>
    public static IReadOnlyList<OpaqueId> FindToday(this HotIndex index, params int[] keys) => index.Find(Visitor(keys), Today);

    /// <summary>The entries that a visitor is taken for on a day.</summary>
    public static IReadOnlyList<OpaqueId> Find(this HotIndex index, QueryProfile visitor, DateOnly day)
    {
        var found = new FoundEntry[1_000];
        var count = index.Find(visitor, OneKeyIsEnough, day, found);
        Assert.InRange(count, 0, found.Length);
        return [.. found[..count].Select(entry => entry.Id)];
    }

    // Its bits spread as those of a hash are.
    private static ulong Tag(int number) => unchecked((ulong)(number + 1) * 0x9E37_79B9_7F4A_7C15);

    private static MatchKey Key(int number)
    {
        Span<byte> bytes = stackalloc byte[MatchKey.SizeBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, unchecked((ulong)(number + 1_000_000_000L) * 0x9E37_79B9_7F4A_7C15));
        BinaryPrimitives.WriteInt32LittleEndian(bytes[sizeof(ulong)..], number + 1);
        return new MatchKey(bytes);
    }
}
