using Meldpunt.Index.Hot;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Tests.Support;
using static Meldpunt.Index.Tests.Support.HotKeys;

namespace Meldpunt.Index.Tests.Hot;

public sealed class HotIndexCapacityTests
{
    // 2^19 keys of 32 bytes are exactly 16 MiB: rounding up to a power of two leaves nothing over by itself.
    [Theory]
    [InlineData(1)]
    [InlineData(524_287)]
    [InlineData(524_288)]
    [InlineData(524_289)]
    public void An_index_has_room_for_as_many_keys_as_it_was_made_for(int maxKeys)
    {
        using var index = new HotIndex(maxKeys);

        for (var key = 0; key < maxKeys; key++)
        {
            index.PutToday(id: key, key);
        }

        Assert.Equal(maxKeys, index.Count);
        AssertEveryEntryIsFound(index, maxKeys);
    }

    [Fact]
    public void A_full_index_says_so_and_changes_nothing_and_has_dropped_nothing()
    {
        using var index = new HotIndex(maxKeys: 1);
        var entries = Fill(index);

        var full = Assert.Throws<IndexFullException>(() => index.PutToday(id: entries, entries));

        Assert.InRange(full.Records, entries, entries + 16);
        Assert.Equal(entries, index.Count);
        Assert.Empty(index.FindToday(entries));
        AssertEveryEntryIsFound(index, entries);
    }

    [Fact]
    public void A_replacement_for_which_there_is_no_room_leaves_the_old_entry_as_it_was()
    {
        using var index = new HotIndex(maxKeys: 1);
        var entries = Fill(index);

        Assert.Throws<IndexFullException>(() => index.PutToday(id: 0, entries + 1));

        Assert.Equal([Id(0)], index.FindToday(0));
        Assert.Empty(index.FindToday(entries + 1));
        Assert.Equal(entries, index.Count);
    }

    [Fact]
    public void A_full_index_can_still_take_entries_out()
    {
        using var index = new HotIndex(maxKeys: 1);
        var entries = Fill(index);

        index.Remove(Id(7));

        Assert.Empty(index.FindToday(7));
        Assert.Equal(entries - 1, index.Count);
    }

    // 16 MiB, one of them slack, hold 491,520 keys; a changed head that took a second record would need more than that.
    [Fact]
    public void A_further_entry_under_a_key_that_is_there_already_takes_no_room_from_other_keys()
    {
        const int keys = 450_000;
        using var index = new HotIndex(maxKeys: 1);
        for (var key = 0; key < keys; key++)
        {
            index.PutToday(id: key, key);
        }

        for (var key = 0; key < keys / 3; key++)
        {
            index.PutToday(id: keys + key, key);
        }

        Assert.Equal(2, index.FindToday(0).Count);
        Assert.Equal(keys + (keys / 3), index.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void An_index_for_no_keys_is_refused(long maxKeys)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new HotIndex(maxKeys));
    }

    private static int Fill(HotIndex index)
    {
        for (var entries = 0; ; entries++)
        {
            try
            {
                index.PutToday(id: entries, entries);
            }
            catch (IndexFullException)
            {
                return entries;
            }
        }
    }

    private static void AssertEveryEntryIsFound(HotIndex index, int entries)
    {
        var found = new OpaqueId[2];
        for (var key = 0; key < entries; key++)
        {
            if (index.Find([Key(key)], Today, found) != 1 || found[0] != Id(key))
            {
                Assert.Fail($"Entry {key} is missing.");
            }
        }
    }
}
