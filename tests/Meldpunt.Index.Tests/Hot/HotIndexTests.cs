using Meldpunt.Index.Hot;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Tests.Support;
using static Meldpunt.Index.Tests.Support.HotKeys;

namespace Meldpunt.Index.Tests.Hot;

public sealed class HotIndexTests : IDisposable
{
    private readonly HotIndex _index = new(maxKeys: 10_000);

    public void Dispose() => _index.Dispose();

    [Fact]
    public void An_entry_is_found_under_each_of_its_keys_and_under_no_other()
    {
        _index.PutToday(id: 1, 10, 11);

        Assert.Equal([Id(1)], _index.FindToday(10));
        Assert.Equal([Id(1)], _index.FindToday(11));
        Assert.Empty(_index.FindToday(12));
        Assert.Equal(1, _index.Count);
    }

    [Fact]
    public void An_entry_is_found_once_when_several_keys_lead_to_it()
    {
        _index.PutToday(id: 1, 10, 11, 12);

        Assert.Equal([Id(1)], _index.FindToday(12, 10, 11));
    }

    [Fact]
    public void Hundreds_of_entries_under_one_key_are_all_found()
    {
        for (var id = 0; id < 500; id++)
        {
            _index.PutToday(id, 10, 1_000 + id);
        }

        Assert.Equal(Enumerable.Range(0, 500).Select(Id).ToHashSet(), _index.FindToday(10).ToHashSet());
        Assert.Equal(500, _index.FindToday(10).Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void More_than_fit_are_counted_each_once_and_no_more_are_written_than_fit(int room)
    {
        for (var id = 0; id < 5; id++)
        {
            _index.PutToday(id, 10, 11, 12);
        }

        var found = new OpaqueId[room + 1];

        var count = _index.Find(KeysOf(10, 11, 12), Today, found.AsSpan(0, room));

        Assert.Equal(5, count);
        Assert.Equal(room, found[..room].Where(id => !id.IsEmpty).Distinct().Count());
        Assert.True(found[room].IsEmpty);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void An_entry_matches_from_its_first_day_to_its_last_both_included(int daysAfterFirst, bool expected)
    {
        _index.Put(Id(1), KeysOf(10), firstDay: Today, lastDay: Today.AddDays(10));

        var count = _index.Find(KeysOf(10), Today.AddDays(daysAfterFirst), new OpaqueId[1]);

        Assert.Equal(expected, count == 1);
    }

    [Fact]
    public void The_first_and_the_last_day_of_the_calendar_are_days_like_any_other()
    {
        _index.Put(Id(1), KeysOf(10), DateOnly.MinValue, DateOnly.MaxValue);

        Assert.Equal(1, _index.Find(KeysOf(10), DateOnly.MinValue, new OpaqueId[1]));
        Assert.Equal(1, _index.Find(KeysOf(10), DateOnly.MaxValue, new OpaqueId[1]));

        _index.Remove(Id(1));

        Assert.Equal(0, _index.Find(KeysOf(10), DateOnly.MinValue, new OpaqueId[1]));
    }

    [Fact]
    public void A_replaced_entry_is_found_under_its_new_keys_and_days_only()
    {
        _index.PutToday(id: 1, 10, 11);

        _index.Put(Id(1), KeysOf(11, 12), Today.AddDays(1), Today.AddDays(1));

        Assert.Empty(_index.FindToday(10, 11, 12));
        Assert.Equal(0, _index.Find(KeysOf(10), Today.AddDays(1), new OpaqueId[1]));
        Assert.Equal(1, _index.Find(KeysOf(11), Today.AddDays(1), new OpaqueId[1]));
        Assert.Equal(1, _index.Find(KeysOf(12), Today.AddDays(1), new OpaqueId[1]));
        Assert.Equal(1, _index.Count);
    }

    [Fact]
    public void A_removed_entry_is_found_no_more_and_its_neighbours_still_are()
    {
        _index.PutToday(id: 1, 10);
        _index.PutToday(id: 2, 10);
        _index.PutToday(id: 3, 10);

        _index.Remove(Id(2));

        Assert.Equal(new[] { Id(1), Id(3) }.ToHashSet(), _index.FindToday(10).ToHashSet());

        _index.Remove(Id(3));
        _index.Remove(Id(1));

        Assert.Empty(_index.FindToday(10));
        Assert.Equal(0, _index.Count);
    }

    [Fact]
    public void A_removed_entry_can_come_back()
    {
        _index.PutToday(id: 1, 10);
        _index.Remove(Id(1));

        _index.PutToday(id: 1, 10);

        Assert.Equal([Id(1)], _index.FindToday(10));
    }

    [Fact]
    public void Removing_what_is_not_there_does_nothing()
    {
        _index.PutToday(id: 1, 10);

        _index.Remove(Id(2));

        Assert.Equal([Id(1)], _index.FindToday(10));
        Assert.Equal(1, _index.Count);
    }

    [Fact]
    public void An_entry_without_keys_counts_and_is_never_found()
    {
        _index.PutToday(id: 1);

        Assert.Equal(1, _index.Count);
        Assert.Empty(_index.FindToday(0, 1, 2));
    }
}
