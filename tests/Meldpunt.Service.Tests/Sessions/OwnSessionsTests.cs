using System.Net;
using System.Text.RegularExpressions;
using Meldpunt.Service.Access;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Sessions;

/// <summary><c>/account/sessies</c>: where am I signed in, and how do I end that.</summary>
public sealed partial class OwnSessionsTests(TestHouse house) : IClassFixture<TestHouse>
{
    private const string Page = "/account/sessies";

    [Fact]
    public async Task One_sees_all_of_ones_own_sessions_and_nobody_elses_with_this_one_first()
    {
        using var first = await Browser.SignInAsync(house, "beheer");
        using var second = await Browser.SignInAsync(house, "beheer");
        using var other = await Browser.SignInAsync(house, "toezicht");

        var page = await second.ReadAsync(Page);

        Assert.Equal(house.SessionsOf("beheer").Count, Cards().Count(page));
        Assert.Single(This().Matches(page));
        Assert.All(house.SessionsOf("toezicht"), session => Assert.DoesNotContain(session.Id.ToString(), page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_ends_another_session_and_it_is_signed_out_at_its_next_request()
    {
        using var kept = await Browser.SignInAsync(house, "veiligheid");
        var keptIds = house.SessionsOf("veiligheid").Select(session => session.Id).ToHashSet();
        using var lost = await Browser.SignInAsync(house, "veiligheid");
        var id = house.SessionsOf("veiligheid").Select(session => session.Id).Single(session => !keptIds.Contains(session));

        var ended = await kept.PostFromAsync(Page, Page + "?handler=end", ("sessie", id.ToString()));

        Assert.Equal(Page + "?gedaan=ja", ended.Headers.Location?.ToString());
        Assert.True((await lost.OpenAsync("/bureau")).IsSentToSignIn());
        Assert.Equal(HttpStatusCode.OK, (await kept.OpenAsync("/bureau")).StatusCode);
    }

    [Fact]
    public async Task One_ends_all_others_at_once()
    {
        using var kept = await Browser.SignInAsync(house, "veiligheid-haven");
        using var one = await Browser.SignInAsync(house, "veiligheid-haven");
        using var two = await Browser.SignInAsync(house, "veiligheid-haven");

        await kept.PostFromAsync(Page, Page + "?handler=others");

        Assert.True((await one.OpenAsync("/bureau")).IsSentToSignIn());
        Assert.True((await two.OpenAsync("/bureau")).IsSentToSignIn());
        Assert.Equal(HttpStatusCode.OK, (await kept.OpenAsync("/bureau")).StatusCode);
        Assert.Single(house.SessionsOf("veiligheid-haven"));
    }

    [Fact]
    public async Task Nobody_ends_a_session_of_somebody_else()
    {
        using var victim = await Browser.SignInAsync(house, "toezicht");
        using var attacker = await Browser.SignInAsync(house, "poort");
        var id = house.SessionsOf("toezicht")[0].Id;

        await attacker.PostFromAsync(Page, Page + "?handler=end", ("sessie", id.ToString()));
        var nonsense = await attacker.PostFromAsync(Page, Page + "?handler=end", ("sessie", "alle"));

        Assert.Equal(HttpStatusCode.NotFound, nonsense.StatusCode);
        Assert.Contains(house.SessionsOf("toezicht"), session => session.Id == id);
    }

    [Fact]
    public async Task Ending_this_very_session_is_signing_out()
    {
        using var browser = await Browser.SignInAsync(house, "poort-haven");
        var id = Assert.Single(house.SessionsOf("poort-haven")).Id;

        var response = await browser.PostFromAsync(Page, Page + "?handler=end", ("sessie", id.ToString()));

        Assert.True(response.IsSentToSignIn());
        Assert.Empty(house.SessionsOf("poort-haven"));
    }

    [Fact]
    public async Task Somebody_elses_sessions_are_ended_by_whoever_manages_them_and_that_is_an_act()
    {
        await house.AddGateAsync("poort-nieuw");
        using var gate = await Browser.SignInAsync(house, "poort-nieuw");
        var account = house.Installation.Directory.Accounts.Single(known => string.Equals(known.UserName, "poort-nieuw", StringComparison.Ordinal));
        var desk = house.Installation.Directory.FindByToken(house.Tokens["veiligheid"])!;

        Assert.Equal(1, await house.Part<SessionBook>().EndAllAsync(desk, account));

        Assert.True((await gate.OpenAsync("/poort")).IsSentToSignIn());
        var act = house.Installation.ActReader.List(house.Lion.Id, account.Id, beforeSeq: null, 10)[0];
        Assert.Equal(("account.sessiesBeeindigd", desk.AccountId), (act.Act.Kind, act.Row.AccountId));
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0", "Firefox, Windows")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0", "Edge, Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1", "Safari, iPhone")]
    [InlineData("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36", "Chrome, Android")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15", "Safari, macOS")]
    [InlineData("curl/8.5.0 <script>", "")]
    [InlineData("", "")]
    public void A_browser_is_told_in_words_of_our_own(string userAgent, string words) => Assert.Equal(words, DeviceWords.Of(userAgent));

    [GeneratedRegex("<li class=\"card\">", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Cards();

    [GeneratedRegex("Hier, nu", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex This();
}
