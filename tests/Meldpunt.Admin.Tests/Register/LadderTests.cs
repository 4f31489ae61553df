using Meldpunt.Admin.Access;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.Register;

/// <summary>The two steps of article 5.2.1, with a real register: first a warning, of whichever garage, then a ban for all of them.</summary>
public sealed class LadderTests : IAsyncDisposable
{
    private readonly TestRegister _register = TestRegister.Create();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task A_ban_at_one_garage_after_a_warning_at_another_is_registered()
    {
        var (noord, zuid) = await TwoGaragesAsync();
        await _register.RegisterAsync(noord, new Draft());

        var outcome = await _register.TryRegisterAsync(zuid, Draft.BanForNuisance());

        Assert.True(outcome.Succeeded);
        Assert.Equal(EntryKind.Ban, outcome.Entry.Kind);
        Assert.Equal(zuid.Participant.Id, outcome.Entry.ParticipantId);
    }

    [Fact]
    public async Task A_ban_without_a_warning_anywhere_is_refused_by_the_state_of_the_register()
    {
        var (_, zuid) = await TwoGaragesAsync();

        var outcome = await _register.TryRegisterAsync(zuid, Draft.BanForNuisance());

        Assert.False(outcome.Succeeded);
        var fault = Assert.Single(outcome.Faults);
        Assert.Same(Refusals.BanNeedsEarlierWarningOrReportedCrime, fault);
        Assert.True(fault.IsConflict);
    }

    [Fact]
    public async Task A_refused_registration_leaves_nothing_behind()
    {
        var (_, zuid) = await TwoGaragesAsync();

        await _register.TryRegisterAsync(zuid, Draft.BanForNuisance());

        Assert.Empty(_register.Installation.Entries.List(zuid.Participant.Id, TestDays.Today, after: null, count: 10));
        Assert.Equal(0, _register.Installation.Projection.Count);
    }

    [Fact]
    public async Task A_warning_of_somebody_else_does_not_count()
    {
        var (noord, zuid) = await TwoGaragesAsync();
        await _register.RegisterAsync(noord, new Draft { FirstNames = "Reinout" });

        var outcome = await _register.TryRegisterAsync(zuid, Draft.BanForNuisance());

        Assert.Contains(Refusals.BanNeedsEarlierWarningOrReportedCrime, outcome.Faults);
    }

    [Fact]
    public async Task An_earlier_ban_is_no_warning_even_when_it_is_about_somebody_else()
    {
        var (noord, zuid) = await TwoGaragesAsync();
        var ban = await _register.RegisterAsync(noord, Draft.BanForReportedCrime());
        var draft = Draft.BanForNuisance();
        draft.OtherPersonThan = [ban.Id.ToString()];

        var outcome = await _register.TryRegisterAsync(zuid, draft);

        Assert.Contains(Refusals.BanNeedsEarlierWarningOrReportedCrime, outcome.Faults);
    }

    [Fact]
    public async Task The_warning_of_a_garage_that_left_does_not_count()
    {
        var (noord, zuid) = await TwoGaragesAsync();
        await _register.RegisterAsync(noord, new Draft());
        await _register.Installation.Participants.LeaveAsync(Caller.CommandLine, noord.Participant.Id);

        var outcome = await _register.TryRegisterAsync(zuid, Draft.BanForNuisance());

        Assert.Contains(Refusals.BanNeedsEarlierWarningOrReportedCrime, outcome.Faults);
    }

    [Fact]
    public async Task A_warning_counts_on_its_last_day_and_not_on_the_day_after()
    {
        var (noord, zuid) = await TwoGaragesAsync();
        var warning = await _register.RegisterAsync(noord, new Draft { LastDay = "2026-12-31" });

        _register.Time.Set(TestDays.At(warning.LastDay.AddDays(1)));
        var dayAfter = await _register.TryRegisterAsync(zuid, Draft.BanForNuisance().For(warning.LastDay.AddDays(1)));
        _register.Time.Set(TestDays.At(warning.LastDay));
        var lastDay = await _register.TryRegisterAsync(zuid, Draft.BanForNuisance().For(warning.LastDay));

        Assert.Contains(Refusals.BanNeedsEarlierWarningOrReportedCrime, dayAfter.Faults);
        Assert.True(lastDay.Succeeded);
    }

    [Fact]
    public async Task A_warning_that_was_given_after_the_incident_does_not_count_for_it()
    {
        var (noord, zuid) = await TwoGaragesAsync();
        await _register.RegisterAsync(noord, new Draft());
        var earlierIncident = Draft.BanForNuisance();
        earlierIncident.IncidentDate = TestDays.Text(TestDays.Today.AddDays(-30));
        earlierIncident.LastDay = TestDays.Text(TestDays.Today.AddDays(30));

        var outcome = await _register.TryRegisterAsync(zuid, earlierIncident);

        Assert.Contains(Refusals.BanNeedsEarlierWarningOrReportedCrime, outcome.Faults);
    }

    [Fact]
    public async Task Faults_of_the_request_are_given_together_with_those_of_the_rules_and_the_register_is_not_looked_into()
    {
        var (_, zuid) = await TwoGaragesAsync();
        var draft = Draft.BanForNuisance();
        draft.EvidenceInFile = false;
        var unknownField = new Admin.Persons.Fault("kleur", "onbekend", "Dit veld bestaat niet.");

        var outcome = await _register.Installation.Registrar.RegisterAsync(zuid.Desk, draft.Input(), [unknownField]);

        Assert.Equal([unknownField, Refusals.EvidenceMustBeInTheFile], outcome.Faults);
        Assert.Empty(_register.Installation.QueryLogReader.All());
    }

    private async Task<(Garage Noord, Garage Zuid)> TwoGaragesAsync() =>
        (await _register.JoinAsync("Parkeergarage Noord"), await _register.JoinAsync("Parkeergarage Zuid"));
}
