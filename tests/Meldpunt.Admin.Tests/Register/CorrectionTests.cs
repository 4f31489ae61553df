using Meldpunt.Admin.Acts;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.Register;

/// <summary>A correction is no way round the criteria, the one ban of a person, and the second officer.</summary>
public sealed class CorrectionTests : IAsyncDisposable
{
    private readonly TestRegister _register = TestRegister.Create();

    private EntryDesk Desk => _register.Installation.Desk;

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_correction_makes_nobody_else_of_whoever_is_registered(bool waits)
    {
        var garage = await _register.JoinAsync();
        _ = waits ? await _register.AddOfficerAsync(garage) : null;
        var ban = await _register.RegisterAsync(garage, Draft.BanForReportedCrime());

        var result = await Desk.CorrectAsync(garage.Desk, ban.Id, Another().PersonInput(), "Toch een ander.", ban.Version, []);

        Assert.Equal([Refusals.CorrectedIsAnother], result.Faults);
        Assert.Equal(("Zonderveld", ban.Version), (_register.Entry(garage, ban).Person!.Surname, _register.Entry(garage, ban).Version));
        Assert.False(_register.Finds(Another()));
    }

    [Fact]
    public async Task Who_corrected_last_is_not_the_one_who_confirms()
    {
        var garage = await _register.JoinAsync();
        var (second, third) = (await _register.AddOfficerAsync(garage), await _register.AddOfficerAsync(garage));
        var ban = await _register.RegisterAsync(garage, Draft.BanForReportedCrime());
        await Desk.CorrectAsync(second, ban.Id, new Draft { Postcode = "9999 XY" }.PersonInput(), "Postcode.", version: null, []);

        var bySecond = await Desk.ConfirmAsync(second, ban.Id, version: null);
        var byFirst = await Desk.ConfirmAsync(garage.Desk, ban.Id, version: null);
        var byThird = await Desk.ConfirmAsync(third, ban.Id, version: null);

        Assert.Equal([Refusals.ConfirmedByAnotherThanCorrected], bySecond.Faults);
        Assert.Equal([Refusals.ConfirmedByAnother], byFirst.Faults);
        Assert.Equal((EntryState.Active, second.AccountId, third.AccountId), (byThird.Entry!.State, byThird.Entry.CorrectedBy, byThird.Entry.ConfirmedBy));
    }

    [Fact]
    public async Task Of_two_officers_the_second_confirms_after_the_first_looked_at_the_correction()
    {
        var garage = await _register.JoinAsync();
        var second = await _register.AddOfficerAsync(garage);
        var ban = await _register.RegisterAsync(garage, Draft.BanForReportedCrime());
        await Desk.CorrectAsync(second, ban.Id, new Draft { Postcode = "9999 XY" }.PersonInput(), "Postcode.", version: null, []);
        await Desk.CorrectAsync(garage.Desk, ban.Id, new Draft { Postcode = "9999 XY" }.PersonInput(), "Gezien.", version: null, []);

        var confirmed = await Desk.ConfirmAsync(second, ban.Id, version: null);

        Assert.Equal(EntryState.Active, confirmed.Entry!.State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_turns_out_to_have_been_a_minor_maybe_waits_for_a_second_officer_again(bool restricted)
    {
        var garage = await _register.JoinAsync();
        var second = await _register.AddOfficerAsync(garage);
        var warning = await _register.RegisterAsync(garage, new Draft { BirthDate = "2008-11-20" });
        _ = restricted ? await Desk.RestrictAsync(garage.Desk, warning.Id, "Bezwaar.", version: null) : null;

        var corrected = await Desk.CorrectAsync(garage.Desk, warning.Id, new Draft { BirthDate = "2008-11-21" }.PersonInput(), "Paspoort.", version: null, []);
        var found = _register.Finds(new Draft { BirthDate = "2008-11-21" });
        var confirmed = await Desk.ConfirmAsync(second, warning.Id, corrected.Entry!.Version);

        Assert.Equal((EntryState.AwaitsConfirmation, false), (corrected.Entry.State, found));
        Assert.Equal(["wachtOpBevestiging"], _register.Acts(ActKinds.EntryCorrected).Select(act => act.Details["toestand"]));
        Assert.Equal((EntryState.Active, second.AccountId, null), (confirmed.Entry!.State, confirmed.Entry.ConfirmedBy, confirmed.Entry.RestrictedSince));
        Assert.True(_register.Finds(new Draft { BirthDate = "2008-11-21" }));
    }

    [Fact]
    public async Task With_one_officer_who_turns_out_to_have_been_a_minor_stays_and_the_log_says_who_looked()
    {
        var garage = await _register.JoinAsync();
        var warning = await _register.RegisterAsync(garage, new Draft { BirthDate = "2008-11-20" });

        var corrected = await Desk.CorrectAsync(garage.Desk, warning.Id, new Draft { BirthDate = "2008-11-21" }.PersonInput(), "Paspoort.", version: null, []);

        Assert.Equal((EntryState.Active, true), (corrected.Entry!.State, corrected.Entry.OneOfficer));
        Assert.Equal(["eenOfficier"], _register.Acts(ActKinds.EntryCorrected).Select(act => act.Details["bevestiging"]));
    }

    [Fact]
    public async Task Nobody_gets_a_second_ban_by_a_correction_and_the_look_stands_in_the_log()
    {
        var garage = await _register.JoinAsync();
        var other = await _register.JoinAsync("Parkeergarage Zuid");
        var married = Ban("Kwikzilver");
        var standing = await _register.RegisterAsync(other, WithoutPlaces(married));
        var ban = await _register.RegisterAsync(garage, Ban("Zonderveld"));
        var looks = Looks();

        var result = await Desk.CorrectAsync(garage.Desk, ban.Id, married.PersonInput(), "Getrouwd.", ban.Version, []);

        Assert.Equal([Refusals.CorrectedIsBannedAlready], result.Faults);
        Assert.Equal([standing.Id], result.BansInTheWay);
        Assert.Equal((looks + 1, ban.Version), (Looks(), _register.Entry(garage, ban).Version));
    }

    [Fact]
    public async Task A_ban_that_an_officer_took_for_somebody_elses_stands_in_the_way_of_no_correction()
    {
        var garage = await _register.JoinAsync();
        var twin = await _register.RegisterAsync(garage, Ban("Zonderveld"));
        var draft = Ban("Zonderveld");
        draft.OtherPersonThan = [twin.Id.ToString()];
        var ban = await _register.RegisterAsync(garage, draft);

        var result = await Desk.CorrectAsync(garage.Desk, ban.Id, new Draft { Postcode = "9999 XY" }.PersonInput(), "Postcode.", ban.Version, []);

        Assert.Equal("9999 XY", result.Entry!.Person!.Postcode);
    }

    private static Draft Another() => new() { Surname = "Kwikzilver", Prefix = null, FirstNames = "Hildegard", BirthDate = "1991-02-03", Address = null, Postcode = null };

    private static Draft Ban(string surname)
    {
        var draft = Draft.BanForReportedCrime();
        draft.Surname = surname;
        return draft;
    }

    private static Draft WithoutPlaces(Draft draft)
    {
        var bare = Ban(draft.Surname!);
        (bare.Birthplace, bare.Address, bare.Postcode) = (null, null, null);
        return bare;
    }

    private int Looks() => _register.Installation.QueryLogReader.All().Count(row => row.Purpose == QueryPurpose.Registration);
}
