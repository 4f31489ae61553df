using Meldpunt.Admin.Register;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Admin.Unidentified;

namespace Meldpunt.Admin.Tests.Unidentified;

/// <summary>Article 5.3: who could not be identified, for how long, and when it is gone.</summary>
public sealed class UnidentifiedDeskTests : IAsyncDisposable
{
    private readonly UnidentifiedBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData("2026-11-20", "22:40", "2027-11-20", true, "")]
    [InlineData("2026-11-20", "22:40", "2027-11-21", true, "langer-dan-twaalf-maanden")]
    [InlineData("2024-02-29", "9.05", "2025-03-01", true, "langer-dan-twaalf-maanden al-voorbij")]
    [InlineData("2026-11-21", "20:15", "2026-11-21", true, "")]
    [InlineData("2026-11-21", "20:16", "2026-11-22", true, "toekomst")]
    [InlineData("2026-11-22", "00:01", "2026-11-23", true, "toekomst")]
    [InlineData("2026-11-20", "22:40", "2026-11-20", true, "al-voorbij")]
    [InlineData("2026-11-20", "22:40", "2026-11-19", false, "einde-voor-incident al-voorbij geen-bewijs")]
    [InlineData("9999-12-31", "22:40", "9999-12-31", true, "toekomst")]
    [InlineData("2026-11-31", "25:00", "later", null, "datum tijd datum ontbreekt")]
    public async Task It_is_recorded_for_at_most_twelve_months_after_an_incident_that_happened(
        string incident, string time, string lastDay, bool? evidence, string refusals)
    {
        var noord = await _bench.Register.JoinAsync();

        var codes = await _bench.TryAsync(noord.Desk, UnidentifiedBench.Input(incident, time, lastDay, evidence));

        Assert.Equal(refusals, string.Join(' ', codes));
    }

    [Fact]
    public async Task It_is_shown_through_its_last_day_and_to_nobody_after_it()
    {
        var noord = await _bench.Register.JoinAsync();
        var person = await _bench.MakeAsync(noord.Desk, UnidentifiedBench.Input(lastDay: "2027-02-01"), UnidentifiedBench.Picture());
        var image = person.Images.Single().Id;

        _bench.Register.Time.Set(TestDays.At(new DateOnly(2027, 2, 1), hour: 23, minute: 59));
        Assert.NotNull(await _bench.Viewer.FindAsync(noord.Desk, person.Id));
        Assert.NotNull(await _bench.Viewer.FindImageAsync(noord.Desk, person.Id, image));
        _bench.Register.Time.Set(TestDays.At(new DateOnly(2027, 2, 2), hour: 0));

        Assert.Null(await _bench.Viewer.FindAsync(noord.Desk, person.Id));
        Assert.Null(await _bench.Viewer.FindImageAsync(noord.Desk, person.Id, image));
        Assert.Empty((await _bench.Viewer.ListAsync(noord.Desk, after: null, count: 10)).Persons);
        Assert.True((await _bench.Desk.AddImageAsync(noord.Desk, person.Id, UnidentifiedBench.Picture())).IsMissing);
    }

    [Fact]
    public async Task The_list_goes_on_where_the_page_before_ended()
    {
        var noord = await _bench.Register.JoinAsync();
        var zuid = await _bench.Register.JoinAsync("Parkeergarage Zuid");
        var made = new List<UnidentifiedPerson>();
        for (var number = 0; number < 5; number++)
        {
            made.Insert(0, await _bench.MakeAsync((number % 2 == 0 ? noord : zuid).Desk));
            _bench.Register.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var first = await _bench.Viewer.ListAsync(zuid.Desk, after: null, count: 2);
        var second = await _bench.Viewer.ListAsync(zuid.Desk, first.Next, count: 2);
        var third = await _bench.Viewer.ListAsync(zuid.Desk, second.Next, count: 2);

        Assert.Equal(made.Select(person => person.Id), first.Persons.Concat(second.Persons).Concat(third.Persons).Select(person => person.Id));
        Assert.Null(third.Next);
    }

    [Fact]
    public async Task Nobody_sees_the_persons_of_a_participant_that_left()
    {
        var noord = await _bench.Register.JoinAsync();
        var zuid = await _bench.Register.JoinAsync("Parkeergarage Zuid");
        var person = await _bench.MakeAsync(noord.Desk);

        await _bench.Register.Installation.Participants.LeaveAsync(noord.Desk, noord.Participant.Id, handOver: true);

        Assert.Null(await _bench.Viewer.FindAsync(zuid.Desk, person.Id));
        Assert.Empty((await _bench.Viewer.ListAsync(zuid.Desk, after: null, count: 10)).Persons);
    }

    [Fact]
    public async Task It_is_never_in_the_index_and_no_gate_matches_it()
    {
        var noord = await _bench.Register.JoinAsync();
        await _bench.MakeAsync(noord.Desk, UnidentifiedBench.Input(description: "Quirijn van Zonderveld, 12 maart 1984, Kromme Laan 17"));

        _bench.Register.Installation.Projection.Follow();
        var found = _bench.Register.Installation.Projection.Find(new Draft().Person(), TestDays.Today, new Index.Matching.FoundEntry[4]);
        await _bench.Register.RestartAsync();

        Assert.Equal((0, 0), (found, _bench.Register.Installation.Projection.Count));
        Assert.Empty(_bench.Register.Read<long>("SELECT seq FROM entry_change"));
    }

    [Fact]
    public async Task Two_who_recognise_the_same_person_at_once_make_one_entry()
    {
        var noord = await _bench.Register.JoinAsync();
        var person = await _bench.MakeAsync(noord.Desk);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _bench.Desk.IdentifyAsync(noord.Desk, person.Id, new Draft().Input(), [])));

        Assert.Single(results, result => result.Entry is not null);
        Assert.Equal(19, results.Count(result => result.IsMissing));
        Assert.Single(_bench.Register.Read<long>("SELECT rowid FROM entry"));
    }

    [Fact]
    public async Task Recognition_that_does_not_become_durable_leaves_everything_as_it_was()
    {
        var noord = await _bench.Register.JoinAsync();
        var person = await _bench.MakeAsync(noord.Desk, input: null, UnidentifiedBench.Picture());
        _bench.Register.Installation.Writer.BeforeCommit = connection =>
        {
            if (Dapper.SqlMapper.ExecuteScalar<bool>(connection, "SELECT EXISTS (SELECT 1 FROM entry)"))
            {
                throw new Microsoft.Data.Sqlite.SqliteException("disk full", 13);
            }
        };

        await Assert.ThrowsAsync<Meldpunt.Admin.Storage.StoreUnavailableException>(() => _bench.Desk.IdentifyAsync(noord.Desk, person.Id, new Draft().Input(), []));
        _bench.Register.Installation.Writer.BeforeCommit = null;

        Assert.Empty(_bench.Register.Read<long>("SELECT rowid FROM entry"));
        Assert.Single((await _bench.Viewer.FindAsync(noord.Desk, person.Id))!.Images);
        Assert.NotNull((await _bench.Desk.IdentifyAsync(noord.Desk, person.Id, new Draft().Input(), [])).Entry);
    }

    [Fact]
    public async Task A_withdrawal_needs_one_of_the_grounds()
    {
        var noord = await _bench.Register.JoinAsync();
        var person = await _bench.MakeAsync(noord.Desk);

        foreach (var ground in (string?[])[null, "zomaar"])
        {
            Assert.Equal("grond", Assert.Single((await _bench.Desk.WithdrawAsync(noord.Desk, person.Id, ground, [])).Faults).Field);
        }

        Assert.NotNull(await _bench.Viewer.FindAsync(noord.Desk, person.Id));
        Assert.True((await _bench.Desk.WithdrawAsync(noord.Desk, person.Id, EntryTerms.Grounds[0], [])).Succeeded);
        Assert.True((await _bench.Desk.WithdrawAsync(noord.Desk, person.Id, EntryTerms.Grounds[0], [])).IsMissing);
    }
}
