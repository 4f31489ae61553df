using System.Net;
using System.Text.RegularExpressions;
using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Access;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.People;

/// <summary>Signing in by user name: nobody learns who has an account, guessing is slow, and the owner gets in.</summary>
public sealed partial class SignInTests : IAsyncLifetime
{
    private const string Wrong = "een heel ander wachtwoord";

    private readonly TestHouse _house = new();

    private Meldpunt.Admin.Installations.Installation House => _house.Installation;

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task Whatever_is_wrong_the_same_bytes_come_back_after_the_work_of_one_Argon2()
    {
        var left = await House.Accounts.CreateAsync("vertrokken", TestHouse.Password, Role.Gate, _house.Harbour.Id, House.Directory.LocationsOf(_house.Harbour.Id).First().Id);
        await House.Participants.LeaveAsync(Caller.CommandLine, _house.Harbour.Id);
        var ended = await House.Accounts.CreateAsync("beeindigd", TestHouse.Password, Role.Management, participantId: null, locationId: null);
        await House.Accounts.EndAsync(ended.Id);
        await InviteAsync("slagboom", AccountKind.System);
        await InviteAsync("uitgenodigd", AccountKind.Person);
        using var browser = Browser.Open(_house);
        var pages = new Dictionary<string, (HttpStatusCode, string, string)>(StringComparer.Ordinal);

        foreach (var (userName, password) in new[]
        {
            ("niemand", TestHouse.Password), ("poort", Wrong), ("beeindigd", TestHouse.Password), (left.UserName, TestHouse.Password), ("slagboom", TestHouse.Password),
            ("uitgenodigd", TestHouse.Password), ("poort", string.Empty), (string.Empty, TestHouse.Password), (new string('x', 2_000), TestHouse.Password), ("poort", new string('x', 2_000)),
        })
        {
            var before = House.Passwords.Done;
            pages[$"{userName} {password}"] = await SeeAsync(await browser.GivePasswordAsync(userName, password));
            Assert.Equal(before + 1, House.Passwords.Done);
        }

        await ThrottleAsync(browser, "poort");
        var doneBefore = House.Passwords.Done;
        pages["throttled"] = await SeeAsync(await browser.GivePasswordAsync("poort"));

        Assert.Equal(doneBefore + 1, House.Passwords.Done);
        Assert.Single(pages.Values.Distinct());
    }

    [Fact]
    public async Task A_hundred_wrong_passwords_do_not_keep_the_owners_known_browser_out_and_a_new_browser_gets_in_after_a_bounded_wait()
    {
        using var owner = await Browser.SignInAsync(_house, "poort");
        await owner.PostFromAsync("/poort", "/afmelden");
        for (var machine = 1; machine <= 4; machine++)
        {
            using var attacker = Browser.OpenElsewhere(_house, machine);
            for (var guess = 0; guess < 25; guess++)
            {
                await attacker.GivePasswordAsync("poort", $"{Wrong} {Talk.Number(guess)}");
                _house.Time.Advance(TimeSpan.FromSeconds(2));
            }
        }

        using var newBrowser = Browser.Open(_house);
        var atOnce = await newBrowser.GivePasswordAsync("poort");
        var known = await owner.GivePasswordAsync("poort");
        _house.Time.Advance(SignInThrottle.LongestWait);
        var afterwards = await newBrowser.GivePasswordAsync("poort");

        Assert.Equal(HttpStatusCode.OK, atOnce.StatusCode);
        Assert.Equal("/poort", known.Headers.Location?.ToString());
        Assert.Equal("/poort", afterwards.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_known_browser_is_slowed_down_itself_and_another_account_does_not_profit_from_it()
    {
        using var browser = await Browser.SignInAsync(_house, "poort");
        await browser.PostFromAsync("/poort", "/afmelden");
        await ThrottleAsync(browser, "poort");
        await ThrottleAsync(browser, "poort-haven");

        Assert.Equal(HttpStatusCode.OK, (await browser.GivePasswordAsync("poort")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GivePasswordAsync("poort-haven")).StatusCode);
    }

    [Fact]
    public async Task The_cookie_of_a_known_browser_is_sealed_and_cannot_be_read_by_script()
    {
        using var client = _house.Client(account: null);
        using var browser = Browser.Open(_house);
        var response = await browser.GivePasswordAsync("poort");

        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"), value => value.StartsWith("meldpunt-bekend=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(House.Accounts.FindByName("poort")!.Id.ToString(), cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_hash_of_before_the_parameters_were_raised_is_made_anew_at_the_next_sign_in_and_no_session_ends()
    {
        // Argon2id of TestHouse.Password with 8 MiB and one pass, as an older version could have kept it.
        var account = House.Accounts.FindByName("poort")!;
        var weak = System.Text.Encoding.ASCII.GetString(Meldpunt.Index.Keys.Sodium.HashPassword(System.Text.Encoding.UTF8.GetBytes(TestHouse.Password), 1, 8 * 1024 * 1024)).TrimEnd('\0');
        using var browser = await Browser.SignInAsync(_house, "poort");
        await House.Writer.WriteAsync(connection => connection.Execute("UPDATE account SET password_hash = @weak WHERE id = @Id", new { weak, account.Id }));
        Assert.True(PasswordHash.IsOutdated(weak));

        using var second = await Browser.SignInAsync(_house, "poort");

        var hash = House.Accounts.FindByName("poort")!.PasswordHash!;
        Assert.False(PasswordHash.IsOutdated(hash));
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/poort")).StatusCode);
        Assert.Equal("/poort", (await Browser.Open(_house).GivePasswordAsync("poort")).Headers.Location?.ToString());
    }

    [Fact]
    public async Task While_sixty_four_sign_ins_wait_a_gate_gets_its_answers_and_one_sign_in_more_gets_503_and_when_to_come_back()
    {
        using var gate = new ManualResetEventSlim();
        House.Passwords.BeforeWork = () => gate.Wait(TimeSpan.FromSeconds(60));
        var browsers = new List<Browser>();
        var waiting = new List<Task<HttpResponseMessage>>();
        try
        {
            HttpResponseMessage? refused = null;
            for (var number = 0; number < PasswordWork.MaxWaiting + 5 && refused is null; number++)
            {
                var browser = Browser.OpenElsewhere(_house, (number / 20) + 1);
                browsers.Add(browser);
                var before = House.Passwords.Waiting;
                var attempt = browser.GivePasswordAsync("poort", Wrong);
                await Talk.UntilAsync(() => attempt.IsCompleted || House.Passwords.Waiting > before, "the sign-in waited or was refused");
                refused = attempt.IsCompleted ? await attempt : null;
                waiting.Add(attempt);
            }

            using var client = _house.Client("poort");
            var answers = new List<HttpStatusCode>();
            for (var query = 0; query < 20; query++)
            {
                answers.Add((await client.PostAsync(Talk.Queries, Talk.Person())).StatusCode);
            }

            Assert.All(answers, status => Assert.Equal(HttpStatusCode.Created, status));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused?.StatusCode);
            Assert.NotNull(refused!.Headers.RetryAfter);
        }
        finally
        {
            gate.Set();
            await Task.WhenAll(waiting);
            browsers.ForEach(browser => browser.Dispose());
        }
    }

    [Fact]
    public async Task Each_refusal_and_each_one_that_came_too_soon_is_one_line_with_an_id_and_nothing_that_was_typed()
    {
        using var browser = Browser.Open(_house);
        await browser.GivePasswordAsync("typte\r\n{\"nep\":1}", "geheimpje\r\nregel");
        await ThrottleAsync(browser, "poort");
        await browser.GivePasswordAsync("poort");

        var id = House.Accounts.FindByName("poort")!.Id.ToString();
        var lines = _house.Log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.Equal('{', line[0]));
        Assert.DoesNotContain(lines, line => line.Contains("nep", StringComparison.Ordinal) || line.Contains("geheimpje", StringComparison.Ordinal) || line.Contains("typte", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("could not sign in", StringComparison.Ordinal) && line.Contains(id, StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("came too soon", StringComparison.Ordinal) && line.Contains(id, StringComparison.Ordinal));
    }

    private static async Task ThrottleAsync(Browser browser, string userName)
    {
        for (var guess = 0; guess <= SignInThrottle.FreeGuesses; guess++)
        {
            await browser.GivePasswordAsync(userName, Wrong);
        }
    }

    private async Task InviteAsync(string userName, AccountKind kind) => await House.AccountDesk.InviteAsync(
        Caller.CommandLine,
        new NewAccount { UserName = userName, Role = Role.Gate, Kind = kind, ParticipantId = _house.Lion.Id, LocationId = House.Directory.LocationsOf(_house.Lion.Id).First().Id });

    private static async Task<(HttpStatusCode Status, string Headers, string Body)> SeeAsync(HttpResponseMessage response)
    {
        var headers = string.Join('\n', response.Headers.Concat(response.Content.Headers)
            .Where(header => !string.Equals(header.Key, "Date", StringComparison.Ordinal))
            .Select(header => $"{header.Key}: {string.Join(',', header.Value)}")
            .Order(StringComparer.Ordinal));
        return (response.StatusCode, headers, FormToken().Replace(await Browser.TextAsync(response), match => new string('x', match.Length)));
    }

    [GeneratedRegex("value=\"CfDJ[^\"]+\"", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex FormToken();
}
