using System.Net;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Tests.Houses;
using Meldpunt.Service.Tests.SecondFactor;
using Meldpunt.Service.Tests.Terminals;
using Meldpunt.Tests;

namespace Meldpunt.Service.Tests.People;

/// <summary>Whoever proved who they are and may not come in with this browser hears so, and sees no page as if they had.</summary>
public sealed class RefusedAtTheDoorTests : IAsyncLifetime
{
    private const string Chosen = "vier woorden achter elkaar";
    private const string Kept = "/aanmelden?reden=gekozen";
    private const string Elsewhere = "/aanmelden?reden=elders";

    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_password_chosen_with_a_code_is_kept_for_the_terminal_where_a_garage_asks_for_one()
    {
        await NeedTerminalsAsync();
        var code = await InviteAsync("nieuw", staffNumber: null);
        using var browser = await Browser.SignInAsync(_house, "veiligheid");

        var chosen = await browser.PostAsync("/uitnodiging", ("code", code), ("wachtwoord", Chosen));

        Assert.Equal(Kept, chosen.Headers.Location?.ToString());
        Assert.Contains("Uw wachtwoord is gekozen. Aanmelden kan alleen op een terminal van uw garage", await browser.ReadAsync(Kept), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.OpenAsync("/poort")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.OpenAsync("/bureau")).StatusCode);
        using var gate = await _house.EnrolAsync("Kassa", "Rokin");
        var atTerminal = await gate.PostFromAsync("/aanmelden?met=wachtwoord", "/aanmelden?met=wachtwoord", ("gebruikersnaam", "nieuw"), ("wachtwoord", Chosen));
        Assert.Equal("/poort", atTerminal.Headers.Location?.ToString());
        Assert.Contains("may not come in with this browser", _house.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_changes_a_password_after_the_garage_began_to_ask_for_a_terminal_is_signed_out_and_told()
    {
        using var browser = await Browser.SignInAsync(_house, "poort");
        await NeedTerminalsAsync();

        var changed = await browser.PostAsync("/account/wachtwoord", ("huidig", TestHouse.Password), ("wachtwoord", Chosen));

        Assert.Equal(Kept, changed.Headers.Location?.ToString());
        Assert.Contains("Uw wachtwoord is gekozen", await browser.ReadAsync(Kept), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.OpenAsync("/poort")).StatusCode);
    }

    [Fact]
    public async Task On_a_terminal_of_another_participant_no_second_factor_is_set_up()
    {
        using var browser = await FactorTalk.NewcomerAsync(_house, "nieuwe-officier", Role.Security);
        await BecomeTerminalOfHarbourAsync(browser);

        var response = await browser.OpenAsync(FactorTalk.SetUp);

        Assert.Equal(Elsewhere, response.Headers.Location?.ToString());
        Assert.Equal("/aanmelden/terminal?reden=elders", (await browser.OpenAsync(Elsewhere)).Headers.Location?.ToString());
        Assert.Contains("Met deze browser kunt u zich niet aanmelden", await browser.ReadAsync("/aanmelden/terminal?reden=elders"), StringComparison.Ordinal);
        Assert.False(_house.Installation.SecondFactors.Find(_house.Installation.Accounts.FindByName("nieuwe-officier")!.Id).HasAny);
    }

    [Fact]
    public async Task A_second_factor_on_a_terminal_of_another_participant_opens_nothing_and_says_so()
    {
        using var browser = await FactorTalk.HalfwayAsync(_house, "veiligheid");
        await BecomeTerminalOfHarbourAsync(browser);

        var response = await browser.GiveCodeAsync(await _house.Installation.FreshCodeAsync("veiligheid"));

        Assert.Equal(Elsewhere, response.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Redirect, (await browser.OpenAsync("/bureau")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.OpenAsync(FactorTalk.Step)).StatusCode);
    }

    [Fact]
    public async Task A_code_of_somebody_with_a_staff_number_leads_to_a_PIN_on_a_terminal_of_their_own_garage()
    {
        var code = await InviteAsync("anna", "7001");
        using var gate = await _house.EnrolAsync("Kassa", "Rokin");

        var page = await Browser.TextAsync(await gate.PostAsync("/uitnodiging", ("code", code)));
        var weak = await gate.PostAsync("/uitnodiging", ("code", code), ("nieuwePin", "123456"), ("nogmaals", "123456"));
        var chosen = await gate.PostAsync("/uitnodiging", ("code", code), ("nieuwePin", GateTalk.Pin), ("nogmaals", GateTalk.Pin));

        Assert.Contains("Kies een PIN", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"wachtwoord\"", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, weak.StatusCode);
        Assert.Contains("als een van de eerste geprobeerd", await Browser.TextAsync(weak), StringComparison.Ordinal);
        Assert.Equal(GateTalk.SignInPage + "?gedaan=pin", chosen.Headers.Location?.ToString());
        Assert.Null(_house.Installation.Invitations.Find(code));
        await gate.ComeInAsync("7001");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task In_another_browser_or_on_a_terminal_of_another_garage_that_code_takes_a_password_and_both_ways_are_told(bool onOther)
    {
        var code = await InviteAsync("anna", "7001");
        using var browser = onOther ? await _house.EnrolAsync("Kade", "Noord", "veiligheid-haven") : Browser.Open(_house);

        var page = await Browser.TextAsync(await browser.PostAsync("/uitnodiging", ("code", code)));
        var chosen = await browser.PostAsync("/uitnodiging", ("code", code), ("wachtwoord", Chosen), ("nieuwePin", GateTalk.Pin), ("nogmaals", GateTalk.Pin));

        Assert.Contains("op twee manieren verder", page, StringComparison.Ordinal);
        Assert.Contains("name=\"wachtwoord\"", page, StringComparison.Ordinal);
        Assert.Equal(onOther ? Kept : "/poort", chosen.Headers.Location?.ToString());
        Assert.Null(_house.Installation.Accounts.FindByName("anna")!.PinHash);
    }

    [Fact]
    public async Task Somebody_with_a_password_and_no_PIN_is_sent_to_a_terminal_and_keeps_the_password()
    {
        var account = await _house.HireAsync("bo", "7002", _house.Lion, "Rokin", pin: null);
        var code = await _house.Installation.Invitations.CreateAsync(account.Id, InvitationKind.First, account.Id);
        using var browser = Browser.Open(_house);

        var page = await Browser.TextAsync(await browser.PostAsync("/uitnodiging", ("code", code), ("wachtwoord", Chosen)));

        Assert.Contains("Typ de code daar", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"wachtwoord\"", page, StringComparison.Ordinal);
        Assert.Equal("/poort", (await browser.GivePasswordAsync("bo")).Headers.Location?.ToString());
        using var gate = await _house.EnrolAsync("Kassa", "Rokin");
        await gate.PostAsync("/uitnodiging", ("code", code), ("nieuwePin", GateTalk.Pin), ("nogmaals", GateTalk.Pin));
        await gate.ComeInAsync("7002");
    }

    private async Task NeedTerminalsAsync()
    {
        await _house.Installation.Participants.SetGateNeedsTerminalAsync(Caller.CommandLine, _house.Lion.Id, needsTerminal: true);
        _house.Installation.Directory.Refresh();
    }

    private async Task BecomeTerminalOfHarbourAsync(Browser browser)
    {
        using var harbour = await _house.EnrolAsync("Kade", "Noord", "veiligheid-haven");
        browser.Take(GateTalk.Cookie, harbour.Cookie(GateTalk.Cookie)!);
    }

    private async Task<string> InviteAsync(string userName, string? staffNumber)
    {
        var (_, code) = await _house.Installation.AccountDesk.InviteAsync(
            Caller.CommandLine,
            new NewAccount
            {
                UserName = userName,
                Role = Role.Gate,
                ParticipantId = _house.Lion.Id,
                LocationId = _house.Installation.Directory.LocationsOf(_house.Lion.Id).First().Id,
                StaffNumber = staffNumber,
            });
        _house.Installation.Directory.Refresh();
        return code!;
    }
}
