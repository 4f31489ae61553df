using Meldpunt.Index.Hot;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Tests.Support;
using static Meldpunt.Index.Tests.Support.HotKeys;

namespace Meldpunt.Index.Tests.Hot;

public sealed class HotIndexTests : IDisposable
{
    private readonly HotIndex _index = new(maxEntries: 10_000);

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

        var found = new FoundEntry[room + 1];

        var count = _index.Find(Visitor(10, 11, 12), OneKeyIsEnough, Today, found.AsSpan(0, room));

        Assert.Equal(5, count);
        Assert.Equal(room, found[..room].Where(entry => !entry.Id.IsEmpty).Distinct().Count());
        Assert.True(found[room].Id.IsEmpty);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void An_entry_matches_from_its_first_day_to_its_last_both_included(int daysAfterFirst, bool expected)
    {
        _index.Put(Id(1), Entry(10), firstDay: Today, lastDay: Today.AddDays(10));

        var found = _index.Find(Visitor(10), Today.AddDays(daysAfterFirst));

        Assert.Equal(expected, found.Count == 1);
    }

    [Fact]
    public void The_first_and_the_last_day_of_the_calendar_are_days_like_any_other()
    {
        _index.Put(Id(1), Entry(10), DateOnly.MinValue, DateOnly.MaxValue);

        Assert.Single(_index.Find(Visitor(10), DateOnly.MinValue));
        Assert.Single(_index.Find(Visitor(10), DateOnly.MaxValue));

        _index.Remove(Id(1));

        Assert.Empty(_index.Find(Visitor(10), DateOnly.MinValue));
    }

    [Fact]
    public void A_replaced_entry_is_found_under_its_new_keys_and_days_only()
    {
        _index.PutToday(id: 1, 10, 11);

        _index.Put(Id(1), Entry(11, 12), Today.AddDays(1), Today.AddDays(1));

        Assert.Empty(_index.FindToday(10, 11, 12));
        Assert.Empty(_index.Find(Visitor(10), Today.AddDays(1)));
        Assert.Single(_index.Find(Visitor(11), Today.AddDays(1)));
        Assert.Single(_index.Find(Visitor(12), Today.AddDays(1)));
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

    [Fact]
    public void An_entry_of_another_birth_date_is_not_found_whatever_else_agrees()
    {
        _index.Put(Id(1), EntryOfDate(1, 10), Today, Today);
        _index.Put(Id(2), EntryOfDate(2, 10), Today, Today);

        Assert.Equal([Id(1)], _index.Find(VisitorOfDate(1, 10), Today));
        Assert.Equal([Id(2)], _index.Find(VisitorOfDate(2, 10), Today));
        Assert.Empty(_index.Find(VisitorOfDate(3, 10), Today));
    }

    [Fact]
    public void An_entry_at_two_addresses_is_found_at_each_and_once_at_both()
    {
        _index.Put(Id(1), EntryAtAddresses(10, 11), Today, Today);

        Assert.Equal([Id(1)], _index.Find(VisitorAtAddresses(10), Today));
        Assert.Equal([Id(1)], _index.Find(VisitorAtAddresses(11), Today));
        Assert.Equal([Id(1)], _index.Find(VisitorAtAddresses(11, 10), Today));
        Assert.Empty(_index.Find(VisitorAtAddresses(12), Today));
    }

    [Fact]
    public void A_birth_date_whose_last_entry_went_can_have_entries_again()
    {
        _index.PutToday(id: 1, 10);
        _index.Remove(Id(1));
        Assert.Empty(_index.FindToday(10));

        _index.PutToday(id: 2, 10);
        _index.PutToday(id: 3, 10);

        Assert.Equal(new[] { Id(2), Id(3) }.ToHashSet(), _index.FindToday(10).ToHashSet());
    }

    [Fact]
    public void What_an_entry_is_found_by_is_told()
    {
        _index.PutToday(id: 1, 10);
        var found = new FoundEntry[1];

        _index.Find(Visitor(10), OneKeyIsEnough, Today, found);

        Assert.Equal(Id(1), found[0].Id);
        Assert.Equal(["achternaam klinkt gelijk", "geboortedatum gelijk"], AgreementText.Words(found[0].Agreement));
    }

    [Fact]
    public void An_entry_that_shares_a_key_is_not_found_when_the_rule_asks_for_more()
    {
        var more = RuleText.Parse(["versie proef-2", "nodig 1 1 1", "naam 1 1 1 achternaam-klank voornaam-klank"], MatchStrength.Balanced);
        _index.PutToday(id: 1, 10);

        Assert.Equal(0, _index.Find(Visitor(10), more, Today, new FoundEntry[1]));
    }
}
