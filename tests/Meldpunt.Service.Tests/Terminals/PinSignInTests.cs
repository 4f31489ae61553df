using System.Net;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Service.Terminals;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Terminals;

/// <summary>Several people on one terminal, each with a number and a PIN.</summary>
public sealed class PinSignInTests(TestHouse house) : IClassFixture<TestHouse>
{
    private static int _numbers;

    private readonly string _anna = Next();
    private readonly string _bo = Next();

    [Fact]
    public async Task Who_asks_on_a_terminal_is_in_the_log_with_the_terminal_and_where_it_stands()
    {
        var anna = await house.HireAsync("anna" + _anna, _anna, house.Lion, "Rokin");
        var bo = await house.HireAsync("bo" + _bo, _bo, house.Lion, "Rokin");
        using var gate = await house.EnrolAsync("Kassa twee", "Damstraat");
        await gate.ComeInAsync(_anna);
        Assert.Equal(HttpStatusCode.OK, (await gate.AskAsync()).StatusCode);
        await gate.SwitchAsync();
        await gate.ComeInAsync(_bo);
        Assert.Equal(HttpStatusCode.OK, (await gate.AskAsync()).StatusCode);

        var rows = house.Installation.QueryLogReader.List(new QueryLogFilter { QueriesOnly = true }, 2);
        var terminal = house.TerminalOf(house.Lion, "Kassa twee");
        Assert.Equal([bo.Id, anna.Id], rows.Select(row => row.AccountId));
        Assert.All(rows, row => Assert.Equal((house.IdOf("Damstraat"), terminal.Id), (row.LocationId.ToString(), row.TerminalId)));

        using var auditor = house.Client("toezicht");
        Assert.Contains($"\"terminal\":\"{terminal.Id}\"", await Browser.TextAsync(await auditor.ReadAsync(Talk.Queries)), StringComparison.Ordinal);
        using var reader = await Browser.SignInAsync(house, "veiligheid");
        var page = await reader.ReadAsync("/logboek");
        Assert.Contains("Kassa twee", page, StringComparison.Ordinal);
        Assert.Contains("bo" + _bo, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_way_to_be_refused_gives_the_same_page_after_the_work_of_one_hash()
    {
        await house.HireAsync("anna" + _anna, _anna, house.Lion, "Rokin");
        var (other, unchosen, ended, desk) = (Next(), Next(), Next(), Next());
        await house.HireAsync("haven" + other, other, house.Harbour, "Noord");
        await house.HireAsync("zonder" + unchosen, unchosen, house.Lion, "Rokin", pin: null);
        await house.Installation.Accounts.EndAsync((await house.HireAsync("weg" + ended, ended, house.Lion, "Rokin")).Id);
        await house.AddAsync("bureau" + desk, Role.Security, house.Lion, location: null);
        await house.ExecuteAsync(
            "UPDATE account SET staff_number = @desk, pin_hash = @hash WHERE user_name = @name", new { desk, hash = PasswordHash.Create(GateTalk.Pin), name = "bureau" + desk });
        using var gate = await house.EnrolAsync("Weigerend", "Rokin");

        var pages = new List<string>();
        (string Number, string Pin)[] attempts =
        [
            (_anna, "402918"), ("0", GateTalk.Pin), (other, GateTalk.Pin), (unchosen, GateTalk.Pin), (ended, GateTalk.Pin), (desk, GateTalk.Pin), (_anna, "x"), (_anna, string.Empty),
            (string.Empty, GateTalk.Pin), (new string('1', 5_000), new string('1', 5_000)),
        ];
        foreach (var (number, pin) in attempts)
        {
            var before = house.Installation.Passwords.Done;
            var response = await gate.TypePinAsync(number, pin);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(1, house.Installation.Passwords.Done - before);
            pages.Add(GateTalk.WithoutTokens(await Browser.TextAsync(response)));
        }

        Assert.Contains("Aanmelden is niet gelukt", Assert.Single(pages.Distinct(StringComparer.Ordinal)), StringComparison.Ordinal);
        await gate.ComeInAsync(_anna);
    }

    [Fact]
    public async Task The_cookie_of_one_participant_lets_nobody_of_another_in_by_any_way()
    {
        await house.HireAsync("haven" + _bo, _bo, house.Harbour, "Noord");
        using var gate = await house.EnrolAsync("Leeuw alleen", "Rokin");

        Assert.Equal(HttpStatusCode.OK, (await gate.TypePinAsync(_bo, GateTalk.Pin)).StatusCode);
        var response = await gate.TypePasswordAsync("haven" + _bo);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await gate.OpenAsync("/poort")).StatusCode);
    }

    [Fact]
    public async Task A_password_on_a_terminal_asks_from_there_too()
    {
        await house.HireAsync("anna" + _anna, _anna, house.Lion, "Rokin");
        using var gate = await house.EnrolAsync("Met wachtwoord", "Damstraat");
        await gate.TypePasswordAsync("anna" + _anna);
        await gate.AskAsync();

        var row = house.Installation.QueryLogReader.List(new QueryLogFilter { QueriesOnly = true }, 1)[0];

        Assert.Equal(house.IdOf("Damstraat"), row.LocationId.ToString());
        Assert.Equal("Met wachtwoord", house.Installation.Directory.FindTerminal(row.TerminalId)!.Label);
    }

    [Fact]
    public async Task A_terminal_that_is_ended_signs_out_at_once_and_its_stolen_cookie_opens_nothing()
    {
        await house.HireAsync("anna" + _anna, _anna, house.Lion, "Rokin");
        using var gate = await house.EnrolAsync("Gestolen", "Rokin");
        await gate.ComeInAsync(_anna);
        var secret = gate.Cookie(GateTalk.Cookie)!;
        var terminal = house.TerminalOf(house.Lion, "Gestolen");
        using var desk = await Browser.SignInAsync(house, "veiligheid");
        await desk.PostAsync("/terminals?handler=end", ("terminal", terminal.Id.ToString()));

        Assert.StartsWith("/aanmelden?", (await gate.OpenAsync("/poort")).Headers.Location!.PathOf(), StringComparison.Ordinal);
        Assert.Equal("/terminal", (await gate.OpenAsync("/aanmelden")).Headers.Location!.OriginalString);
        using var thief = Browser.Open(house);
        thief.Take(GateTalk.Cookie, secret);
        Assert.Equal("/terminal", (await thief.OpenAsync(GateTalk.SignInPage)).Headers.Location!.OriginalString);
        Assert.Contains("Deze browser is geen terminal meer", await thief.ReadAsync("/terminal"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_wrong_PINs_are_looked_at_no_more_than_twenty_times_an_hour_and_keep_nobody_else_out()
    {
        var anna = await house.HireAsync("anna" + _anna, _anna, house.Lion, "Rokin");
        await house.HireAsync("bo" + _bo, _bo, house.Lion, "Rokin");
        using var one = await house.EnrolAsync("Geraden een", "Rokin");
        using var two = await house.EnrolAsync("Geraden twee", "Rokin");
        var terminals = house.Installation.Terminals.List(house.Lion.Id).Where(terminal => terminal.Label.StartsWith("Geraden", StringComparison.Ordinal)).ToList();
        await house.ExecuteAsync("UPDATE account SET pin_hash = @Cheap WHERE id = @Id", new { Cheap = PasswordHash.Create("739104"), anna.Id });
        var log = house.Log.ToString().Length;
        var door = house.Part<PinDoor>();

        // Within the hour, by turns on both, and as patiently as the throttle asks for.
        for (var attempt = 0; attempt < 1_000; attempt++)
        {
            house.Time.Advance(TimeSpan.FromSeconds(3));
            Assert.Null(await door.VerifyAsync(terminals[attempt % terminals.Count], _anna, (500_000 + attempt).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        var unseen = house.Log.ToString()[log..].Split("was not looked at").Length - 1;
        Assert.InRange(1_000 - unseen, 10, 20);
        Assert.Null(await door.VerifyAsync(terminals[0], _anna, "739104"));
        Assert.NotNull(await door.VerifyAsync(terminals[0], _bo, GateTalk.Pin));
        house.Time.Advance(TimeSpan.FromHours(1));
        Assert.NotNull(await door.VerifyAsync(terminals[0], _anna, "739104"));
    }

    [Fact]
    public async Task A_question_after_the_session_is_over_says_so_and_is_not_asked()
    {
        await house.HireAsync("anna" + _anna, _anna, house.Lion, "Rokin");
        using var gate = await house.EnrolAsync("Te laat", "Rokin");
        await gate.ComeInAsync(_anna);
        await gate.ReadAsync("/poort");
        await house.ExecuteAsync("DELETE FROM session WHERE account_id = (SELECT id FROM account WHERE staff_number = @_anna)", new { _anna });
        var before = house.Installation.QueryLogReader.List(new QueryLogFilter { QueriesOnly = true }, 1).Select(row => row.Seq).ToList();
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, TestContext.Current.CancellationToken);

        var asked = await gate.PostFromAsync("/taal", "/poort", ("achternaam", "Zonderland"));
        var first = asked.Headers.Location!.PathOf();
        var second = (await gate.OpenAsync(first)).Headers.Location!.OriginalString;

        Assert.StartsWith(GateTalk.SignInPage, second, StringComparison.Ordinal);
        Assert.Contains("er is niets getoetst", await gate.ReadAsync(second), StringComparison.Ordinal);
        Assert.Equal(before, house.Installation.QueryLogReader.List(new QueryLogFilter { QueriesOnly = true }, 1).Select(row => row.Seq));
    }

    [Fact]
    public async Task Switching_ends_the_session_and_works_when_it_was_over_already_but_not_from_another_site()
    {
        await house.HireAsync("anna" + _anna, _anna, house.Lion, "Rokin");
        using var gate = await house.EnrolAsync("Wisselend", "Rokin");
        await gate.ComeInAsync(_anna);
        var session = gate.Cookie("meldpunt")!;

        using var forged = new FormUrlEncodedContent([]);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(house.Base) };
        client.DefaultRequestHeaders.Add("Cookie", $"meldpunt={session}");
        var ended = await client.PostAsync(new Uri("/afmelden", UriKind.Relative), forged, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, ended.StatusCode);

        await gate.SwitchAsync();
        Assert.Equal(HttpStatusCode.Redirect, (await client.ReadAsync("/poort")).StatusCode);
        var again = await gate.PostFromAsync(GateTalk.SignInPage, "/afmelden", ("reden", "verlopen"));
        Assert.Equal(GateTalk.SignInPage + "?reden=verlopen", again.Headers.Location!.OriginalString);
        Assert.Contains("omdat hier een tijd niets is gevraagd", await gate.ReadAsync(again.Headers.Location.OriginalString), StringComparison.Ordinal);
    }

    private static string Next() => (4_000 + Interlocked.Increment(ref _numbers)).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
