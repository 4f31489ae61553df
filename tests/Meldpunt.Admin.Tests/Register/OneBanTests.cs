using Meldpunt.Admin.Acts;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.Register;

/// <summary>One person has one ban, however many register at once; and what is sent twice is made once.</summary>
public sealed class OneBanTests : IAsyncDisposable
{
    private readonly TestRegister _register = TestRegister.Create();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task A_hundred_second_incidents_at_once_make_one_ban()
    {
        var noord = await _register.JoinAsync("Noord");
        var zuid = await _register.JoinAsync("Zuid");
        await _register.RegisterAsync(noord, new Draft());

        var results = await Task.WhenAll(Enumerable.Range(0, 100)
            .Select(number => Task.Run(() => _register.TryRegisterAsync(number % 2 == 0 ? noord : zuid, Draft.BanForNuisance()))));

        Assert.Single(results, result => result.Succeeded);
        Assert.All(results.Where(result => !result.Succeeded), result => Assert.Equal([Refusals.OneBanForOnePerson], result.Faults));
        Assert.Equal(1, _register.Read<long>("SELECT count(*) FROM entry WHERE kind = 2").Single());
    }

    [Fact]
    public async Task A_ban_that_waits_for_confirmation_or_is_restricted_stands_in_the_way_of_another_too()
    {
        var noord = await _register.JoinAsync("Noord");
        var second = await _register.AddOfficerAsync(noord);
        var zuid = await _register.JoinAsync("Zuid");
        var ban = await _register.RegisterAsync(noord, Draft.BanForReportedCrime());

        var whileWaiting = await _register.TryRegisterAsync(zuid, Draft.BanForReportedCrime());
        await _register.Installation.Desk.ConfirmAsync(second, ban.Id, version: null);
        await _register.Installation.Desk.RestrictAsync(second, ban.Id, "Bezwaar in behandeling.", version: null);
        var whileRestricted = await _register.TryRegisterAsync(zuid, Draft.BanForReportedCrime());

        Assert.Equal([ban.Id], whileWaiting.BansInTheWay);
        Assert.Equal([ban.Id], whileRestricted.BansInTheWay);
    }

    [Fact]
    public async Task A_ban_that_begins_later_stands_in_the_way_of_another_too()
    {
        var noord = await _register.JoinAsync("Noord");
        var draft = Draft.BanForReportedCrime();
        draft.FirstDay = "2026-12-24";
        await _register.RegisterAsync(noord, draft);

        var result = await _register.TryRegisterAsync(noord, Draft.BanForReportedCrime());

        Assert.Equal([Refusals.OneBanForOnePerson], result.Faults);
        Assert.False(_register.Finds(new Draft()));
    }

    [Fact]
    public async Task Somebody_else_of_the_same_name_is_banned_when_the_officer_looked()
    {
        var noord = await _register.JoinAsync("Noord");
        var first = await _register.RegisterAsync(noord, Draft.BanForReportedCrime());
        var draft = Draft.BanForReportedCrime();
        draft.OtherPersonThan = [first.Id.ToString()];

        var result = await _register.TryRegisterAsync(noord, draft);

        Assert.True(result.Succeeded);
        var acts = _register.Acts(ActKinds.EntryRegistered).Select(act => act.Details.GetValueOrDefault("anderePersoonDan"));
        Assert.Equal([null, first.Id.ToString()], acts, StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_second_warning_is_made_and_the_desk_hears_that_a_ban_is_possible()
    {
        var noord = await _register.JoinAsync("Noord");
        var first = await _register.TryRegisterAsync(noord, new Draft());
        var second = await _register.TryRegisterAsync(noord, new Draft { FileReference = "DOSSIER-2026-042", IncidentDate = TestDays.Text(TestDays.Today) });

        Assert.Equal((false, true), (first.BanIsPossible, second.BanIsPossible));
    }

    [Fact]
    public async Task What_is_sent_twice_with_one_key_makes_one_entry_for_a_day()
    {
        var noord = await _register.JoinAsync("Noord");
        var input = new Draft().Input();

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            Task.Run(() => _register.Installation.Registrar.RegisterAsync(noord.Desk, input, [], "sleutel-1"))));
        _register.Time.Advance(TimeSpan.FromHours(25));
        var nextDay = await _register.Installation.Registrar.RegisterAsync(noord.Desk, input, [], "sleutel-1");

        Assert.Single(results.Select(result => result.Entry!.Id).Distinct());
        Assert.NotEqual(results[0].Entry!.Id, nextDay.Entry!.Id);
        Assert.Equal(1, _register.Read<long>("SELECT count(*) FROM idempotency").Single());
    }

    [Fact]
    public async Task A_draft_that_was_registered_is_gone_with_the_write_that_made_its_entry()
    {
        var noord = await _register.JoinAsync("Noord");
        var drafts = _register.Installation.Drafts;
        var id = (await drafts.BeginAsync(noord.Desk, new Dictionary<string, string>(StringComparer.Ordinal) { ["soort"] = "waarschuwing" }))!.Value;

        var refused = await _register.Installation.Registrar.RegisterDraftAsync(noord.Desk, new Draft { Weighing = string.Empty }.Input(), id);
        var kept = drafts.Find(noord.Desk, id);
        var made = await _register.Installation.Registrar.RegisterDraftAsync(noord.Desk, new Draft().Input(), id);

        Assert.Equal((false, true), (refused.Succeeded, made.Succeeded));
        Assert.NotNull(kept);
        Assert.Null(drafts.Find(noord.Desk, id));
    }

    [Fact]
    public async Task A_key_with_another_body_is_refused_and_a_key_of_another_account_is_another_key()
    {
        var noord = await _register.JoinAsync("Noord");
        var zuid = await _register.JoinAsync("Zuid");
        await _register.Installation.Registrar.RegisterAsync(noord.Desk, new Draft().Input(), [], "sleutel");

        var another = await _register.Installation.Registrar.RegisterAsync(noord.Desk, new Draft { Weighing = "Iets anders." }.Input(), [], "sleutel");
        var elsewhere = await _register.Installation.Registrar.RegisterAsync(zuid.Desk, new Draft().Input(), [], "sleutel");
        var unusable = await _register.Installation.Registrar.RegisterAsync(noord.Desk, new Draft().Input(), [], "één");

        Assert.True(another.IsKeyReused);
        Assert.True(elsewhere.Succeeded);
        Assert.Equal([Refusals.KeyIsUnusable], unusable.Faults);
    }

    [Fact]
    public async Task A_look_tells_what_may_be_seen_of_anothers_entry_and_stands_in_the_log()
    {
        var noord = await _register.JoinAsync("Noord");
        var zuid = await _register.JoinAsync("Zuid");
        var warning = await _register.RegisterAsync(noord, new Draft());

        var known = await _register.Installation.Registrar.LookAsync(zuid.Desk, new Draft().Person(), TestDays.Today);
        var own = await _register.Installation.Registrar.LookAsync(noord.Desk, new Draft().Person(), TestDays.Today);

        var seen = Assert.Single(known.Entries);
        Assert.Equal((warning.Id, "Noord", false, null), (seen.Id, seen.ParticipantName, seen.IsOwn, seen.State));
        Assert.Equal(LadderAdvice.Ban, known.Advice);
        Assert.Equal((true, EntryState.Active), (own.Entries[0].IsOwn, own.Entries[0].State));
        var row = QueryLogReader.Read(_register.Installation.QueryLogReader.FindBytes(known.QueryId));
        Assert.Equal((QueryPurpose.Registration, QueryOutcome.Match, zuid.Desk.AccountId), (row.Purpose, row.Outcome, row.AccountId));
    }

    [Fact]
    public async Task Anothers_entry_that_is_restricted_is_nothing_to_a_desk()
    {
        var noord = await _register.JoinAsync("Noord");
        var zuid = await _register.JoinAsync("Zuid");
        var ban = await _register.RegisterAsync(noord, Draft.BanForReportedCrime());
        await _register.Installation.Desk.RestrictAsync(noord.Desk, ban.Id, "Bezwaar.", version: null);

        var other = await _register.Installation.Registrar.LookAsync(zuid.Desk, new Draft().Person(), incident: null);
        var own = await _register.Installation.Registrar.LookAsync(noord.Desk, new Draft().Person(), incident: null);

        Assert.Empty(other.Entries);
        Assert.Equal(LadderAdvice.Warning, other.Advice);
        Assert.Equal(EntryState.Restricted, Assert.Single(own.Entries).State);
        var row = QueryLogReader.Read(_register.Installation.QueryLogReader.FindBytes(other.QueryId));
        Assert.Equal(QueryOutcome.NoMatch, row.Outcome);
    }
}
