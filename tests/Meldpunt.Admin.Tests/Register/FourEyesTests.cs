using Meldpunt.Admin.Access;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.Register;

/// <summary>A ban, and whoever may have been under 18, takes two officers of the same garage.</summary>
public sealed class FourEyesTests : IAsyncDisposable
{
    private readonly TestRegister _register = TestRegister.Create();

    private EntryDesk Desk => _register.Installation.Desk;

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task A_ban_takes_effect_when_a_second_officer_confirms_it()
    {
        var garage = await _register.JoinAsync();
        var second = await _register.AddOfficerAsync(garage);
        var ban = await _register.RegisterAsync(garage, Draft.BanForReportedCrime());
        var before = _register.Finds(new Draft());

        var confirmed = await Desk.ConfirmAsync(second, ban.Id, ban.Version);

        Assert.Equal((EntryState.AwaitsConfirmation, false), (ban.State, before));
        Assert.Equal((EntryState.Active, second.AccountId, false), (confirmed.Entry!.State, confirmed.Entry.ConfirmedBy, confirmed.Entry.OneOfficer));
        Assert.NotNull(confirmed.Entry.ConfirmedAt);
        Assert.True(_register.Finds(new Draft()));
    }

    [Fact]
    public async Task Nobody_confirms_what_they_registered_themselves()
    {
        var garage = await _register.JoinAsync();
        await _register.AddOfficerAsync(garage);
        var ban = await _register.RegisterAsync(garage, Draft.BanForReportedCrime());

        var result = await Desk.ConfirmAsync(garage.Desk, ban.Id, version: null);

        Assert.Equal([Refusals.ConfirmedByAnother], result.Faults);
        Assert.False(_register.Finds(new Draft()));
        Assert.Equal(ban.Version, _register.Entry(garage, ban).Version);
    }

    [Fact]
    public async Task Whoever_was_invited_or_recovered_by_the_one_who_registered_confirms_nothing_of_them()
    {
        var garage = await _register.JoinAsync();
        var second = await _register.AddOfficerAsync(garage);
        var third = await _register.AddOfficerAsync(garage);
        await _register.Installation.AccountDesk.RecoverAsync(garage.Desk, second.AccountId);
        var ban = await _register.RegisterAsync(garage, Draft.BanForReportedCrime());

        var refused = await Desk.ConfirmAsync(second, ban.Id, ban.Version);
        var confirmed = await Desk.ConfirmAsync(third, ban.Id, ban.Version);

        Assert.Equal([Refusals.ConfirmedByInvited], refused.Faults);
        Assert.True(Refusals.ConfirmedByInvited.IsConflict);
        Assert.Equal(EntryState.Active, confirmed.Entry!.State);
    }

    [Fact]
    public async Task An_officer_of_another_garage_finds_nothing_to_confirm()
    {
        var garage = await _register.JoinAsync();
        await _register.AddOfficerAsync(garage);
        var other = await _register.JoinAsync("Parkeergarage Zuid");
        var ban = await _register.RegisterAsync(garage, Draft.BanForReportedCrime());

        var result = await Desk.ConfirmAsync(other.Desk, ban.Id, version: null);

        Assert.True(result.IsMissing);
    }

    [Fact]
    public async Task One_pair_of_eyes_is_enough_only_while_there_is_one_officer_and_the_log_says_so()
    {
        var garage = await _register.JoinAsync();
        var alone = await _register.RegisterAsync(garage, Draft.BanForReportedCrime());
        await _register.AddOfficerAsync(garage);
        var together = await _register.RegisterAsync(garage, DraftOf("Tweeling"));

        Assert.Equal((EntryState.Active, true), (alone.State, alone.OneOfficer));
        Assert.Equal((EntryState.AwaitsConfirmation, false), (together.State, together.OneOfficer));
        Assert.Equal(["eenOfficier", null], _register.Acts(ActKinds.EntryRegistered).Select(act => act.Details.GetValueOrDefault("bevestiging")));
    }

    [Fact]
    public async Task A_garage_with_two_officers_cannot_choose_one_pair_of_eyes()
    {
        var garage = await _register.JoinAsync();
        await _register.AddOfficerAsync(garage);

        await Assert.ThrowsAsync<AdministrationException>(() =>
            _register.Installation.Participants.SetOneOfficerAsync(Caller.CommandLine, garage.Participant.Id, oneOfficer: true));
    }

    [Theory]
    [InlineData("2008-11-20", false)]
    [InlineData("2008-11-21", true)]
    [InlineData("2008-11-00", true)]
    [InlineData("2008-00-00", true)]
    [InlineData("2007-00-00", false)]
    public async Task Whoever_may_have_been_under_18_at_the_incident_is_looked_at_a_second_time(string birthDate, bool waits)
    {
        var garage = await _register.JoinAsync();
        await _register.AddOfficerAsync(garage);

        var warning = await _register.RegisterAsync(garage, new Draft { BirthDate = birthDate, WeighingOfAge = "Bijna achttien en herhaald gewaarschuwd." });

        Assert.Equal(waits ? EntryState.AwaitsConfirmation : EntryState.Active, warning.State);
        Assert.Equal("Bijna achttien en herhaald gewaarschuwd.", warning.WeighingOfAge);
    }

    [Fact]
    public async Task Why_a_minor_is_registered_must_be_written_down()
    {
        var garage = await _register.JoinAsync();

        var result = await _register.TryRegisterAsync(garage, new Draft { BirthDate = "2010-01-01" });

        Assert.Equal([Refusals.AgeMustBeWeighed], result.Faults);
    }

    [Fact]
    public async Task A_warning_of_somebody_of_age_needs_one_officer()
    {
        var garage = await _register.JoinAsync();
        await _register.AddOfficerAsync(garage);

        var warning = await _register.RegisterAsync(garage, new Draft());

        Assert.Equal((EntryState.Active, false, null), (warning.State, warning.OneOfficer, warning.ConfirmedAt));
    }

    [Fact]
    public async Task A_warning_that_waits_is_no_step_of_the_ladder()
    {
        var garage = await _register.JoinAsync();
        await _register.AddOfficerAsync(garage);
        await _register.RegisterAsync(garage, new Draft { BirthDate = "2009-01-01", WeighingOfAge = "Weegt mee." });

        var ban = Draft.BanForNuisance();
        (ban.BirthDate, ban.WeighingOfAge) = ("2009-01-01", "Weegt mee.");
        var result = await _register.TryRegisterAsync(garage, ban);

        Assert.Equal([Refusals.BanNeedsEarlierWarningOrReportedCrime], result.Faults);
    }

    [Fact]
    public async Task What_is_not_confirmed_goes_at_once_with_its_ground()
    {
        var garage = await _register.JoinAsync();
        var second = await _register.AddOfficerAsync(garage);
        var ban = await _register.RegisterAsync(garage, Draft.BanForReportedCrime());

        var refused = await Desk.RefuseAsync(second, ban.Id, "onterecht", ban.Version);

        Assert.Equal((EntryState.Withdrawn, "onterecht", false), (refused.Entry!.State, refused.Entry.Ground, refused.Entry.HasPerson));
        Assert.Equal(0, _register.Installation.Projection.Count);
    }

    private static Draft DraftOf(string surname)
    {
        var draft = Draft.BanForReportedCrime();
        (draft.Surname, draft.FirstNames, draft.BirthDate) = (surname, "Wietske", "1971-07-17");
        return draft;
    }
}
