using Meldpunt.Index.Hot;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Tests.Support;
using static Meldpunt.Index.Tests.Support.HotKeys;

namespace Meldpunt.Index.Tests.Hot;

public sealed class HotIndexCapacityTests
{
    // Three records an entry, and 2^19 records of 32 bytes are exactly 16 MiB: rounding up to a power of two leaves nothing over by itself.
    [Theory]
    [InlineData(1)]
    [InlineData(174_762)]
    [InlineData(174_763)]
    public void An_index_has_room_for_as_many_entries_as_it_was_made_for_each_with_a_birth_date_and_two_addresses_of_its_own(int maxEntries)
    {
        using var index = new HotIndex(maxEntries);

        for (var number = 0; number < maxEntries; number++)
        {
            index.Put(Id(number), EntryWithAddresses(number), Today, Today);
        }

        Assert.Equal(maxEntries, index.Count);
        AssertEveryEntryIsFound(index, maxEntries);
        Assert.Equal([Id(maxEntries - 1)], index.Find(VisitorAtAddresses(2 * (maxEntries - 1)), Today));
    }

    [Fact]
    public void A_full_index_says_so_and_changes_nothing_and_has_dropped_nothing()
    {
        using var index = new HotIndex(maxEntries: 1);
        var entries = Fill(index);

        var full = Assert.Throws<IndexFullException>(() => Put(index, entries));

        Assert.InRange(full.Records, entries, entries + 16);
        Assert.Equal(entries, index.Count);
        Assert.Empty(index.Find(VisitorOfDate(entries, entries), Today));
        AssertEveryEntryIsFound(index, entries);
    }

    [Fact]
    public void A_replacement_for_which_there_is_no_room_leaves_the_old_entry_as_it_was()
    {
        using var index = new HotIndex(maxEntries: 1);
        var entries = Fill(index);

        Assert.Throws<IndexFullException>(() => index.Put(Id(0), EntryOfDate(entries + 1, entries + 1), Today, Today));

        Assert.Equal([Id(0)], index.Find(VisitorOfDate(0, 0), Today));
        Assert.Empty(index.Find(VisitorOfDate(entries + 1, entries + 1), Today));
        Assert.Equal(entries, index.Count);
    }

    [Fact]
    public void A_full_index_can_still_take_entries_out()
    {
        using var index = new HotIndex(maxEntries: 1);
        var entries = Fill(index);

        index.Remove(Id(7));

        Assert.Empty(index.Find(VisitorOfDate(7, 7), Today));
        Assert.Equal(entries - 1, index.Count);
    }

    // 16 MiB, one of them slack, hold 491,520 records; a changed list that took a second record would need more than that.
    [Fact]
    public void A_further_entry_of_a_birth_date_that_is_there_already_takes_no_room_from_other_dates()
    {
        const int Dates = 450_000;
        using var index = new HotIndex(maxEntries: 1);
        for (var date = 0; date < Dates; date++)
        {
            Put(index, date);
        }

        for (var date = 0; date < Dates / 3; date++)
        {
            index.Put(Id(Dates + date), EntryOfDate(date, date), Today, Today);
        }

        Assert.Equal(2, index.Find(VisitorOfDate(0, 0), Today).Count);
        Assert.Equal(Dates + (Dates / 3), index.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void An_index_for_nobody_is_refused(long maxEntries)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new HotIndex(maxEntries));
    }

    private static int Fill(HotIndex index)
    {
        for (var entries = 0; ; entries++)
        {
            try
            {
                Put(index, entries);
            }
            catch (IndexFullException)
            {
                return entries;
            }
        }
    }

    // Entry number so-and-so has birth date number so-and-so.
    private static void Put(HotIndex index, int number) => index.Put(Id(number), EntryOfDate(number, number), Today, Today);

    private static EntryProfile EntryWithAddresses(int number)
    {
        var entry = EntryOfDate(number, number);
        foreach (var key in EntryAtAddresses(2 * number, (2 * number) + 1).AddressKeys)
        {
            entry.AddAddressKey(key);
        }

        entry.Add(EntryAtAddresses().Tags[0], meaning: 0);
        return entry;
    }

    private static void AssertEveryEntryIsFound(HotIndex index, int entries)
    {
        var visitor = new QueryProfile();
        var found = new FoundEntry[2];
        for (var number = 0; number < entries; number++)
        {
            Become(visitor, date: number, number);
            if (index.Find(visitor, OneKeyIsEnough, Today, found) != 1 || found[0].Id != Id(number))
            {
                Assert.Fail($"Entry {number} is missing.");
            }
        }
    }
}
