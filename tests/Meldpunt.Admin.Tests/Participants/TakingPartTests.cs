using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;

namespace Meldpunt.Admin.Tests.Participants;

/// <summary>Articles 7.1 to 7.3: who signed and has a permit takes part, on the days of that permit, until it leaves or is excluded.</summary>
public sealed class TakingPartTests : IAsyncDisposable
{
    private static readonly DateOnly LastDay = TestDays.Today.AddDays(30);

    private readonly TestRegister _register = TestRegister.Create();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    private ParticipantStore Participants => _register.Installation.Participants;

    [Fact]
    public async Task Access_and_matches_end_at_midnight_in_the_Netherlands_after_the_last_day_of_a_permit()
    {
        var noord = await _register.JoinAsync();
        var entry = await _register.RegisterAsync(noord, new Draft());
        await PermitUntilAsync(noord, LastDay);
        var midnight = TestDays.At(LastDay.AddDays(1), hour: 0);

        _register.Time.Set(midnight.AddMilliseconds(-1));
        Assert.Equal((true, true, true, true), Sees(noord, entry.Id));
        _register.Time.Set(midnight);
        Assert.Equal((false, false, false, false), Sees(noord, entry.Id));
        Assert.Equal((false, false, false, false), Sees(noord, entry.Id, fresh: true));
    }

    [Fact]
    public async Task A_permit_that_is_renewed_after_it_ended_brings_everything_back_at_once()
    {
        var noord = await _register.JoinAsync();
        var entry = await _register.RegisterAsync(noord, new Draft());
        await PermitUntilAsync(noord, LastDay);
        _register.Time.Set(TestDays.At(LastDay.AddDays(3)));
        Assert.Equal((false, false, false, false), Sees(noord, entry.Id));

        await PermitUntilAsync(noord, LastDay.AddDays(300), from: LastDay.AddDays(2));

        Assert.Equal((true, true, true, true), Sees(noord, entry.Id));
    }

    [Fact]
    public async Task A_permit_that_follows_the_present_one_continues_it_without_a_day_between()
    {
        var noord = await _register.JoinAsync();
        await PermitUntilAsync(noord, LastDay);

        await PermitUntilAsync(noord, LastDay.AddDays(365), from: LastDay.AddDays(1));

        Assert.All([TestDays.Today, LastDay, LastDay.AddDays(1), LastDay.AddDays(365)], day => Assert.True(Now(noord).TakesPartOn(day)));
        Assert.False(Now(noord).TakesPartOn(LastDay.AddDays(366)));
        var refused = await Assert.ThrowsAsync<AdministrationException>(() => PermitUntilAsync(noord, LastDay.AddDays(900), from: LastDay.AddDays(400)));
        Assert.True(refused.IsConflict);
    }

    [Theory]
    [InlineData(false, true, false)]
    [InlineData(true, false, false)]
    [InlineData(true, true, true)]
    public async Task Whoever_joins_has_access_when_declaration_and_permit_are_there_and_not_before(bool hasSigned, bool permitted, bool takesPart)
    {
        var papers = new ParticipantPapers(
            hasSigned ? TestDays.Today : null, permitted ? new ParticipantPermit("V-17", TestDays.Today, TestDays.Today.AddDays(300)) : null);
        var joined = await Participants.JoinAsync(Caller.CommandLine, "Garage West", "020 555 0101", ["Inrit"], papers);
        var token = await _register.TokenAsync("poort-west", Role.Security, joined.Id, locationId: null);

        Assert.Equal(takesPart, _register.Installation.Directory.FindByToken(token) is not null);

        await Participants.SignAsync(Caller.CommandLine, joined.Id, TestDays.Today);
        await Participants.PermitAsync(Caller.CommandLine, joined.Id, new ParticipantPermit("V-17", TestDays.Today, TestDays.Today.AddDays(300)));
        _register.Installation.Directory.Refresh();
        Assert.NotNull(_register.Installation.Directory.FindByToken(token));
    }

    [Fact]
    public async Task A_permit_that_begins_tomorrow_opens_nothing_today()
    {
        var papers = new ParticipantPapers(TestDays.Today, new ParticipantPermit("V-17", TestDays.Today.AddDays(1), LastDay));
        var joined = await Participants.JoinAsync(Caller.CommandLine, "Garage West", "020 555 0101", ["Inrit"], papers);
        var token = await _register.TokenAsync("veiligheid-west", Role.Security, joined.Id, locationId: null);

        Assert.Null(_register.Installation.Directory.FindByToken(token));
        _register.Time.Set(TestDays.At(TestDays.Today.AddDays(1), hour: 0));
        Assert.NotNull(_register.Installation.Directory.FindByToken(token));
    }

    [Fact]
    public async Task An_excluded_garage_is_out_at_once_for_its_people_and_its_entries()
    {
        var noord = await _register.JoinAsync();
        var entry = await _register.RegisterAsync(noord, new Draft());

        await Participants.ExcludeAsync(Caller.CommandLine, noord.Participant.Id, "Houdt zich niet aan het protocol.");
        _register.Installation.Directory.Refresh();

        Assert.Equal((false, false, false, false), Sees(noord, entry.Id));
        Assert.Equal(Leaving.Excluded, Now(noord).LeftBecause);
        await Assert.ThrowsAsync<AdministrationException>(() => PermitUntilAsync(noord, LastDay));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public async Task Nobody_is_excluded_without_a_reason(string? reason)
    {
        var noord = await _register.JoinAsync();

        await Assert.ThrowsAsync<AdministrationException>(() => Participants.ExcludeAsync(Caller.CommandLine, noord.Participant.Id, reason));

        Assert.Null(Now(noord).LeftOn);
    }

    [Fact]
    public async Task One_pair_of_eyes_is_for_a_garage_with_one_officer_only()
    {
        var noord = await _register.JoinAsync();
        var deskless = await Participants.JoinAsync(Caller.CommandLine, "Garage West", "020 555 0101", ["Inrit"]);
        await Assert.ThrowsAsync<AdministrationException>(() => Participants.SetOneOfficerAsync(Caller.CommandLine, deskless.Id, oneOfficer: true));
        Assert.True((await Participants.SetOneOfficerAsync(Caller.CommandLine, noord.Participant.Id, oneOfficer: true)).OneOfficer);
        Assert.False((await Participants.SetOneOfficerAsync(Caller.CommandLine, noord.Participant.Id, oneOfficer: false)).OneOfficer);
        await _register.TokenAsync("tweede", Role.Security, noord.Participant.Id, locationId: null);

        var refused = await Assert.ThrowsAsync<AdministrationException>(() =>
            Participants.SetOneOfficerAsync(Caller.CommandLine, noord.Participant.Id, oneOfficer: true));

        Assert.True(refused.IsConflict);
        Assert.False(Now(noord).OneOfficer);
    }

    [Fact]
    public async Task Every_change_of_a_participant_is_an_act_that_says_who_did_it()
    {
        var joined = await Participants.JoinAsync(Caller.CommandLine, "Garage West", "020 555 0101", ["Inrit"]);
        await Participants.SignAsync(Caller.CommandLine, joined.Id, TestDays.Today);
        await Participants.PermitAsync(Caller.CommandLine, joined.Id, new ParticipantPermit("V-17", TestDays.Today, LastDay));
        await Participants.AddLocationAsync(Caller.CommandLine, joined.Id, "Uitrit");
        await Participants.ChangeDeskAsync(Caller.CommandLine, joined.Id, new ParticipantDesk { Hours = "dag en nacht" });
        await _register.TokenAsync("enige", Role.Security, joined.Id, locationId: null);
        await Participants.SetOneOfficerAsync(Caller.CommandLine, joined.Id, oneOfficer: true);
        await Participants.LeaveAsync(Caller.CommandLine, joined.Id, handOver: true);

        var acts = _register.Installation.ActReader.List(joined.Id, joined.Id, beforeSeq: null, count: 20);

        Assert.Equal(
            [
                "deelnemer.uitgetreden", "deelnemer.bevestigingGewijzigd", "deelnemer.gewijzigd", "deelnemer.locatieToegevoegd",
                "deelnemer.vergunningVastgelegd", "deelnemer.verklaringGetekend", "deelnemer.toegetreden",
            ],
            acts.Select(record => record.Act.Kind));
        Assert.All(acts, record => Assert.True(record.Row.AccountId.IsEmpty));
        Assert.Equal("overdragen", acts[0].Act.Details["gegevens"]);
        Assert.Equal("2026-12-21", acts[0].Act.Details["wissenOp"]);
    }

    [Fact]
    public async Task A_change_that_is_refused_leaves_no_act()
    {
        var noord = await _register.JoinAsync();
        await Assert.ThrowsAsync<AdministrationException>(() => Participants.AddLocationAsync(Caller.CommandLine, noord.Participant.Id, noord.Location.Name));

        Assert.Empty(_register.Read<long>("SELECT seq FROM administrative_act"));
        Assert.Empty(_register.Read<long>("SELECT seq FROM query_log"));
    }

    // Token, session, the entry at a gate, the entry at its own desk; in this process or in one that starts now.
    private (bool Token, bool Session, bool Match, bool Desk) Sees(Garage garage, OpaqueId entryId, bool fresh = false)
    {
        var house = fresh ? _register.OpenAnother() : _register.Installation;
        house.Directory.Refresh();
        house.Projection.Follow();
        var today = DutchCalendar.Today(_register.Time);
        var account = house.Accounts.FindById(garage.Desk.AccountId)!;
        return (
            house.Directory.FindByToken(garage.GateToken) is not null,
            house.Directory.FindByAccount(account.Id, account.SecurityStamp) is not null,
            house.Projection.Find(new Draft().Person(), today, new FoundEntry[8]) > 0,
            house.Entries.Find(entryId, garage.Participant.Id, today) is not null);
    }

    private Participant Now(Garage garage)
    {
        _register.Installation.Directory.Refresh();
        return _register.Installation.Directory.FindParticipant(garage.Participant.Id)!;
    }

    private Task<Participant> PermitUntilAsync(Garage garage, DateOnly until, DateOnly? from = null) =>
        Participants.PermitAsync(Caller.CommandLine, garage.Participant.Id, new ParticipantPermit("V-17", from ?? TestDays.Today, until));
}
