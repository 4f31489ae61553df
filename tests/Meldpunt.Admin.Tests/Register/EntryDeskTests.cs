using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.Register;

/// <summary>Articles 5.5, 9.1 and 9.4 after an entry was made: incidents, corrections, notices, restriction.</summary>
public sealed class EntryDeskTests : IAsyncDisposable
{
    // Far above the few milliseconds that it takes, and the bound that was promised.
    private static readonly TimeSpan Promise = TimeSpan.FromMilliseconds(100);

    private readonly TestRegister _register = TestRegister.Create();

    private EntryDesk Desk => _register.Installation.Desk;

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task A_new_incident_moves_the_end_to_twelve_months_after_it_and_the_key_to_the_month_after_that()
    {
        var (garage, ban) = await BanAsync();
        _register.Time.Advance(TimeSpan.FromDays(100));
        var day = DutchCalendar.Today(_register.Time);

        var result = await Desk.AddIncidentAsync(garage.Desk, ban.Id, Incident(day, "strafbaarFeit"), ban.Version, []);

        var entry = result.Entry!;
        Assert.Equal((day, day.AddDays(365), ban.Version + 1), (entry.LastIncidentOn, entry.LastDay, entry.Version));
        Assert.Equal([IncidentKind.Crime, IncidentKind.Crime], entry.Incidents.Select(incident => incident.Kind));
        Assert.Equal(("Garage Ergens", "DOSSIER-2"), (entry.Incidents[1].FoundBy, entry.Incidents[1].FileReference));
        Assert.Equal(TestDays.Text(entry.LastDay.AddDays(1))[..7], _register.Read<string>("SELECT epoch FROM entry").Single());
        await _register.RestartAsync();
        _register.Time.Advance(TimeSpan.FromDays(365));
        Assert.True(_register.Finds(new Draft()));
        _register.Time.Advance(TimeSpan.FromDays(1));
        Assert.False(_register.Finds(new Draft()));
    }

    [Fact]
    public async Task An_end_of_more_than_twelve_months_after_the_incident_or_earlier_than_it_was_is_refused()
    {
        var (garage, ban) = await BanAsync();

        var late = await Desk.AddIncidentAsync(garage.Desk, ban.Id, Incident(TestDays.Today, "overlast", TestDays.Today.AddMonths(12).AddDays(1)), null, []);
        var early = await Desk.AddIncidentAsync(garage.Desk, ban.Id, Incident(TestDays.Today, "overlast", ban.LastDay.AddDays(-1)), null, []);
        var future = await Desk.AddIncidentAsync(garage.Desk, ban.Id, Incident(TestDays.Today.AddDays(1), "overlast"), null, []);
        var empty = await Desk.AddIncidentAsync(garage.Desk, ban.Id, new IncidentInput(), null, []);

        Assert.Equal([Refusals.EndsWithinTwelveMonthsOfIncident], late.Faults);
        Assert.Equal([Refusals.EndNotEarlierThanItWas], early.Faults);
        Assert.Equal([Refusals.AddedIncidentNotInTheFuture], future.Faults);
        Assert.Equal(["datum", "soort", "dossierkenmerk", "geconstateerdDoor"], empty.Faults.Select(fault => fault.Field));
        Assert.Equal((ban.Version, 1), (_register.Entry(garage, ban).Version, _register.Entry(garage, ban).Incidents.Count));
    }

    [Fact]
    public async Task An_incident_before_the_person_was_born_or_longer_before_the_first_than_an_entry_lasts_is_refused_however_many_lie_between()
    {
        var (garage, ban) = await BanAsync();
        var first = ban.FirstIncident!.HappenedOn;
        Assert.True((await Desk.AddIncidentAsync(garage.Desk, ban.Id, Incident(first.AddMonths(-12), "overlast"), null, [])).Succeeded);

        var unborn = await Desk.AddIncidentAsync(garage.Desk, ban.Id, Incident(ban.Person!.BirthDate.Earliest.AddDays(-1), "overlast"), null, []);
        var longAgo = await Desk.AddIncidentAsync(garage.Desk, ban.Id, Incident(first.AddMonths(-12).AddDays(-1), "overlast"), null, []);
        var corrected = await Desk.CorrectAsync(garage.Desk, ban.Id, new Draft().PersonInput(), "Overgetypt.", null, []);

        Assert.Equal([Refusals.AddedIncidentBeforeBirth], unborn.Faults);
        Assert.Equal([Refusals.AddedIncidentTooLongAgo], longAgo.Faults);
        Assert.True(corrected.Succeeded);
    }

    [Fact]
    public async Task Corrected_details_are_what_a_gate_goes_by_from_then_on()
    {
        var (garage, ban) = await BanAsync();
        var right = new Draft { Surname = "Kwikzilver", Prefix = null };

        var result = await Desk.CorrectAsync(garage.Desk, ban.Id, right.PersonInput(), "De naam van de partner.", ban.Version, []);

        Assert.Equal(("Kwikzilver", "De naam van de partner."), (result.Entry!.Person!.Surname, result.Entry.CorrectionReason));
        Assert.Equal((false, true), (_register.Finds(AtTheGate("Zonderveld")), _register.Finds(AtTheGate("Kwikzilver"))));
        await _register.RestartAsync();
        Assert.Equal((false, true), (_register.Finds(AtTheGate("Zonderveld")), _register.Finds(AtTheGate("Kwikzilver"))));
    }

    [Fact]
    public async Task A_correction_needs_a_reason_and_a_person_who_was_born_before_the_incident()
    {
        var (garage, ban) = await BanAsync();

        var unborn = await Desk.CorrectAsync(garage.Desk, ban.Id, new Draft { BirthDate = TestDays.Text(TestDays.Today) }.PersonInput(), "x", null, []);
        var unexplained = await Desk.CorrectAsync(garage.Desk, ban.Id, new Draft().PersonInput(), " ", null, []);

        Assert.Equal([Refusals.BornBeforeTheIncident], unborn.Faults);
        Assert.Equal([RegistrationFields.Reason], unexplained.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public async Task The_person_is_told_later_and_until_then_the_desk_is_reminded()
    {
        var garage = await _register.JoinAsync();
        var remindOn = TestDays.Today.AddDays(14);
        var draft = new Draft { NoticeKind = "uitgesteld", NoticeDate = null, NoticeReason = "De politie doet onderzoek.", RemindOn = TestDays.Text(remindOn) };
        var warning = await _register.RegisterAsync(garage, draft);
        var early = _register.Installation.Entries.ListToTell(garage.Participant.Id, remindOn.AddDays(-1), 10);
        var due = _register.Installation.Entries.ListToTell(garage.Participant.Id, remindOn, 10);

        var told = await Desk.TellAsync(garage.Desk, warning.Id, new NoticeInput { Kind = "email", Day = TestDays.Text(TestDays.Today) }, warning.Version, []);

        Assert.Empty(early);
        Assert.Equal([warning.Id], due.Select(entry => entry.Id));
        Assert.Equal((NoticeKind.Email, TestDays.Today, null, null), (told.Entry!.Notice, told.Entry.NoticeOn, told.Entry.NoticeReason, told.Entry.RemindOn));
        Assert.Empty(_register.Installation.Entries.ListToTell(garage.Participant.Id, remindOn, 10));
    }

    [Fact]
    public async Task Putting_off_the_notice_takes_a_reason_and_a_day_while_the_entry_runs()
    {
        var (garage, ban) = await BanAsync();

        var bare = await Desk.TellAsync(garage.Desk, ban.Id, new NoticeInput { Kind = "uitgesteld" }, null, []);
        var late = await Desk.TellAsync(
            garage.Desk, ban.Id, new NoticeInput { Kind = "uitgesteld", Reason = "Onderzoek.", RemindOn = TestDays.Text(ban.LastDay.AddDays(1)) }, null, []);
        var undated = await Desk.TellAsync(garage.Desk, ban.Id, new NoticeInput { Kind = "post" }, null, []);

        Assert.Equal(["geen-mededeling-zonder-reden", "uitstel-zonder-herinnering"], bare.Faults.Select(fault => fault.Code));
        Assert.Equal(["herinnering-buiten-termijn"], late.Faults.Select(fault => fault.Code));
        Assert.Equal(["mededeling-zonder-datum"], undated.Faults.Select(fault => fault.Code));
    }

    [Fact]
    public async Task A_restricted_entry_is_no_match_at_a_gate_and_its_desk_sees_since_when_and_why()
    {
        var (garage, ban) = await BanAsync();

        var restricted = await Desk.RestrictAsync(garage.Desk, ban.Id, "De betrokkene betwist het.", ban.Version);
        var whileRestricted = _register.Finds(new Draft());
        await _register.RestartAsync();
        var afterStart = _register.Finds(new Draft());
        var lifted = await _register.Installation.Desk.LiftAsync(garage.Desk, ban.Id, "De beelden zijn eenduidig.", restricted.Entry!.Version);

        Assert.Equal((false, false, true), (whileRestricted, afterStart, _register.Finds(new Draft())));
        Assert.Equal((TestDays.Now, "De betrokkene betwist het."), (restricted.Entry.RestrictedSince, restricted.Entry.RestrictionReason));
        Assert.Equal((null, "De beelden zijn eenduidig."), (lifted.Entry!.RestrictedSince, lifted.Entry.LiftReason));
    }

    [Fact]
    public async Task Of_two_officers_at_once_one_is_first_and_the_other_is_told()
    {
        var (garage, ban) = await BanAsync();

        var results = await Task.WhenAll(
            Desk.RestrictAsync(garage.Desk, ban.Id, "Bezwaar.", ban.Version), Desk.WithdrawAsync(garage.Desk, ban.Id, "bezwaar", ban.Version));

        Assert.Single(results, result => result.Succeeded);
        Assert.Single(results, result => result.IsStale);
        Assert.Equal(1, _register.Read<long>("SELECT count(*) FROM administrative_act WHERE text LIKE '%beperkt\"%' OR text LIKE '%ingetrokken\"%'").Single());
    }

    [Fact]
    public async Task The_index_has_followed_within_100_milliseconds_of_the_commit()
    {
        var (garage, ban) = await BanAsync();
        var committed = 0L;
        var took = new List<TimeSpan>();
        _register.Installation.Writer.AfterCommit = () => committed = TimeProvider.System.GetTimestamp();

        for (var turn = 0; turn < 5; turn++)
        {
            await Desk.RestrictAsync(garage.Desk, ban.Id, "Bezwaar.", version: null);
            Note(_register.Finds(new Draft()), expected: false);
            await Desk.LiftAsync(garage.Desk, ban.Id, "Ongegrond.", version: null);
            Note(_register.Finds(new Draft()), expected: true);
        }

        // The middle one: another program on this machine may hold one up.
        Assert.InRange(took.Order().ElementAt(took.Count / 2), TimeSpan.Zero, Promise);

        void Note(bool found, bool expected)
        {
            took.Add(TimeProvider.System.GetElapsedTime(committed));
            Assert.Equal(expected, found);
        }
    }

    [Fact]
    public async Task Every_act_stands_in_the_administrative_log_and_says_nothing_of_the_person()
    {
        var (garage, ban) = await BanAsync();
        await Desk.AddIncidentAsync(garage.Desk, ban.Id, Incident(TestDays.Today, "overlast"), null, []);
        await Desk.CorrectAsync(garage.Desk, ban.Id, new Draft { FirstNames = "Quirijn Theofanus" }.PersonInput(), "Naam.", null, []);
        await Desk.TellAsync(garage.Desk, ban.Id, new NoticeInput { Kind = "post", Day = TestDays.Text(TestDays.Today) }, null, []);
        await Desk.RestrictAsync(garage.Desk, ban.Id, "Zonderveld betwist het.", null);
        await Desk.LiftAsync(garage.Desk, ban.Id, "Ongegrond.", null);
        await Desk.WithdrawAsync(garage.Desk, ban.Id, "nietMeerNodig", null);

        var texts = _register.Read<string>("SELECT text FROM administrative_act ORDER BY seq").Select(Act.Parse).Where(act => act.SubjectId == ban.Id).ToList();

        Assert.Equal(
            [
                ActKinds.EntryRegistered, ActKinds.IncidentAdded, ActKinds.EntryCorrected, ActKinds.EntryTold, ActKinds.EntryRestricted,
                ActKinds.RestrictionLifted, ActKinds.EntryWithdrawn,
            ],
            texts.Select(act => act.Kind));
        string[] traces = ["Zonderveld", "Quirijn", "1984", "DOSSIER", "betwist", "Ergens"];
        Assert.All(texts, act => Assert.All(traces, trace => Assert.DoesNotContain(trace, act.ToText(), StringComparison.OrdinalIgnoreCase)));
        Assert.Equal("nietMeerNodig", texts[^1].Details["grond"]);
    }

    // A passport has no address.
    private static Draft AtTheGate(string surname) => new() { Surname = surname, Birthplace = null, Address = null, Postcode = null };

    private static IncidentInput Incident(DateOnly day, string kind, DateOnly? lastDay = null) => new()
    {
        Day = TestDays.Text(day),
        Kind = kind,
        FileReference = "DOSSIER-2",
        FoundBy = "Garage Ergens",
        CrimeReported = true,
        LastDay = lastDay is { } end ? TestDays.Text(end) : null,
    };

    private async Task<(Garage Garage, Entry Ban)> BanAsync()
    {
        var garage = await _register.JoinAsync();
        return (garage, await _register.RegisterAsync(garage, Draft.BanForReportedCrime()));
    }
}
