using System.Net;
using System.Text.RegularExpressions;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.People;

/// <summary>The code that somebody was given, and the password that they choose with it.</summary>
public sealed partial class InvitationTests : IAsyncLifetime
{
    private const string Chosen = "vier woorden achter elkaar";

    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_code_shows_whose_it_is_takes_a_password_once_and_signs_in()
    {
        var (account, code) = await InviteAsync("nieuw");
        using var browser = Browser.Open(_house);

        var first = await browser.PostAsync("/uitnodiging", ("code", code.Replace('-', ' ')));
        var done = await browser.PostAsync("/uitnodiging", ("code", code), ("wachtwoord", Chosen));
        var page = await browser.OpenAsync("/poort");
        var again = await browser.PostAsync("/uitnodiging", ("code", code), ("wachtwoord", Chosen));

        Assert.Contains("value=\"nieuw\"", await Browser.TextAsync(first), StringComparison.Ordinal);
        Assert.Equal("/poort", done.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        using var later = Browser.Open(_house);
        Assert.Equal("/poort", (await later.GivePasswordAsync("nieuw", Chosen)).Headers.Location?.ToString());
        Assert.Contains(account.Id.ToString(), LineWith("chose a password with an invitation"), StringComparison.Ordinal);
        Assert.DoesNotContain(code, _house.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_code_that_does_not_work_gets_the_same_bytes()
    {
        var (_, used) = await InviteAsync("gebruikt");
        using (var browser = Browser.Open(_house))
        {
            await browser.PostAsync("/uitnodiging", ("code", used), ("wachtwoord", Chosen));
        }

        var (ended, endedCode) = await InviteAsync("beeindigd");
        await _house.Installation.AccountDesk.EndAsync(Caller.CommandLine, ended.Id);
        var (_, replaced) = await InviteAsync("vervangen");
        await _house.Installation.AccountDesk.InviteAgainAsync(Caller.CommandLine, _house.Installation.Accounts.FindByName("vervangen")!.Id);
        var (_, late) = await InviteAsync("te-laat");
        _house.Time.Advance(InvitationStore.Lifetime);
        var (_, left) = await InviteAsync("uitgetreden", _house.Harbour.Id);
        await _house.Installation.Participants.LeaveAsync(Caller.CommandLine, _house.Harbour.Id);
        var seen = new List<(HttpStatusCode, string)>();
        using var stranger = Browser.Open(_house);

        foreach (var code in new[] { used, endedCode, replaced, late, left, TypedCode.Create(), "kort", string.Empty, new string('A', 5_000), "\r\n" })
        {
            var response = await stranger.PostAsync("/uitnodiging", ("code", code), ("wachtwoord", Chosen));
            seen.Add((response.StatusCode, FormToken().Replace(await Browser.TextAsync(response), match => new string('x', match.Length))));
        }

        Assert.Single(seen.Distinct());
        Assert.Equal(HttpStatusCode.BadRequest, seen[0].Item1);
    }

    [Fact]
    public async Task A_password_that_cannot_be_is_told_in_words_and_leaves_the_code_as_it_was()
    {
        var (_, code) = await InviteAsync("j.devries");
        using var browser = Browser.Open(_house);

        var refused = await browser.PostAsync("/uitnodiging", ("code", code), ("wachtwoord", "j.devries1"));
        var text = await Browser.TextAsync(refused);
        var ofGarage = await browser.PostAsync("/uitnodiging", ("code", code), ("wachtwoord", "De Leeuw De Leeuw"));
        var done = await browser.PostAsync("/uitnodiging", ("code", code), ("wachtwoord", Chosen));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Dit is te kort", text, StringComparison.Ordinal);
        Assert.Contains("lijkt te veel op uw gebruikersnaam", text, StringComparison.Ordinal);
        Assert.DoesNotContain("j.devries1", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, ofGarage.StatusCode);
        Assert.Equal("/poort", done.Headers.Location?.ToString());
    }

    [Fact]
    public async Task After_recovery_the_old_password_and_session_are_dead_and_the_code_opens_the_way_back_to_a_new_second_factor()
    {
        using var officer = await Browser.SignInAsync(_house, "veiligheid");
        var id = _house.Installation.Accounts.FindByName("veiligheid")!.Id;

        var code = await _house.Installation.AccountDesk.RecoverAsync(Caller.CommandLine, id);
        await Talk.UntilAsync(() => !officer.OpenAsync("/bureau").GetAwaiter().GetResult().IsSuccessStatusCode, "the session ended");
        using var again = Browser.Open(_house);
        var old = await again.GivePasswordAsync("veiligheid");
        await again.PostAsync("/uitnodiging", ("code", code), ("wachtwoord", Chosen));
        var desk = await again.OpenAsync("/bureau");

        Assert.Equal(HttpStatusCode.OK, old.StatusCode);
        Assert.Equal("/account/instellen", desk.Headers.Location?.ToString());
    }

    [Fact]
    public async Task One_address_types_sixty_codes_a_minute_and_no_more()
    {
        using var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(_house.Base) };
        var statuses = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 61; attempt++)
        {
            statuses.Add((await client.PostTextAsync("/uitnodiging", "code=x", "application/x-www-form-urlencoded")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, statuses.Take(60));
    }

    private async Task<(Account Account, string Code)> InviteAsync(string userName, OpaqueId? participantId = null)
    {
        var owner = participantId ?? _house.Lion.Id;
        var (account, code) = await _house.Installation.AccountDesk.InviteAsync(
            Caller.CommandLine,
            new NewAccount { UserName = userName, Role = Role.Gate, ParticipantId = owner, LocationId = _house.Installation.Directory.LocationsOf(owner).First().Id });
        return (account, code!);
    }

    private string LineWith(string words) => _house.Log.ToString().Split('\n').First(line => line.Contains(words, StringComparison.Ordinal));

    [GeneratedRegex("value=\"CfDJ[^\"]+\"", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex FormToken();
}
