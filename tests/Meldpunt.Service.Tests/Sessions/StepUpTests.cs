using System.Net;
using System.Text.RegularExpressions;
using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Access;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Sessions;

/// <summary>What is grave asks for a second factor shown within the last five minutes: a session that somebody left open, or took, does none of it.</summary>
public sealed partial class StepUpTests : IAsyncLifetime
{
    private const string Colleague = "veiligheid-2";
    private readonly TestHouse _house = new();

    public async ValueTask InitializeAsync()
    {
        await _house.InitializeAsync();
        await _house.AddAsync(Colleague, Role.Security, _house.Lion, location: null);
        _house.Installation.Directory.Refresh();
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task Signing_in_with_a_second_factor_is_enough_for_five_minutes()
    {
        var id = await WaitingBanAsync();
        using var browser = await Browser.SignInAsync(_house, Colleague);
        _house.Time.Advance(StepUp.Lasts - TimeSpan.FromSeconds(1));

        var page = await browser.ReadAsync($"/registraties/{id}");
        var confirmed = await browser.PostAsync($"/registraties/{id}?handeling=bevestigen", ("versie", "1"));

        Assert.DoesNotContain(StepUp.CodeField, page, StringComparison.Ordinal);
        Assert.Contains("gedaan=bevestigen", confirmed.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_that_a_ban_is_confirmed_with_a_code_in_the_form_itself()
    {
        var id = await WaitingBanAsync();
        using var browser = await Browser.SignInAsync(_house, Colleague);
        _house.Time.Advance(StepUp.Lasts);

        var page = await browser.ReadAsync($"/registraties/{id}");
        var without = await ConfirmAsync(browser, id, string.Empty);
        var wrong = await ConfirmAsync(browser, id, "000000");
        var stillWaiting = await StateOfAsync(id);
        var right = await ConfirmAsync(browser, id, await _house.CodeAsync(Colleague));

        Assert.Contains($"name=\"bevestigen.{StepUp.CodeField}\"", page, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (without.StatusCode, wrong.StatusCode));
        Assert.Contains("Deze code klopt niet", await Browser.TextAsync(wrong), StringComparison.Ordinal);
        Assert.Equal("wachtOpBevestiging", stillWaiting);
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        Assert.Equal("actief", await StateOfAsync(id));
    }

    [Fact]
    public async Task A_code_works_once_also_for_this()
    {
        var id = await WaitingBanAsync();
        using var browser = await Browser.SignInAsync(_house, Colleague);
        _house.Time.Advance(StepUp.Lasts);
        var code = await _house.CodeAsync(Colleague);
        using var other = await Browser.SignInAsync(_house, "veiligheid");
        await browser.PostAsync("/bevestig", (StepUp.CodeField, code));
        _house.Time.Advance(TimeSpan.FromSeconds(1));
        using var second = Browser.Open(_house);
        await second.GivePasswordAsync(Colleague);

        var again = await second.PostAsync("/aanmelden/code", ("code", code));

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal("wachtOpBevestiging", await StateOfAsync(id));
    }

    [Fact]
    public async Task By_cookie_the_interface_refuses_with_a_type_of_its_own_and_by_token_it_does_not_ask()
    {
        var id = await WaitingBanAsync();
        using var browser = await Browser.SignInAsync(_house, Colleague);
        var path = $"{Talk.Registrations}/{id}/bevestigingen";
        _house.Time.Advance(StepUp.Lasts);

        var refused = await _house.AskAsync(browser.Cookies, HttpMethod.Post, path, "{}");
        var state = await StateOfAsync(id);
        using var token = _house.Client(Colleague);
        var byToken = await token.PostTextAsync(path, "{}");

        Assert.Equal((HttpStatusCode.Forbidden, "application/problem+json"), (refused.StatusCode, refused.Content.Headers.ContentType?.MediaType));
        Assert.Equal("urn:meldpunt:bevestig", (await refused.JsonAsync()).Text("type"));
        Assert.Equal("wachtOpBevestiging", state);
        Assert.Equal(HttpStatusCode.Created, byToken.StatusCode);
    }

    [Fact]
    public async Task After_confirming_on_the_page_for_it_the_interface_does_it()
    {
        var id = await WaitingBanAsync();
        using var browser = await Browser.SignInAsync(_house, Colleague);
        _house.Time.Advance(StepUp.Lasts);
        await browser.PostAsync("/bevestig", (StepUp.CodeField, await _house.CodeAsync(Colleague)));

        var done = await _house.AskAsync(browser.Cookies, HttpMethod.Post, $"{Talk.Registrations}/{id}/bevestigingen", "{}");

        Assert.Equal(HttpStatusCode.Created, done.StatusCode);
    }

    [Theory]
    [InlineData("/logboek/uitvoer?uitkomst=match")]
    [InlineData("/v1/bevragingen/00000000000000000000000000000001/bewijs")]
    public async Task A_link_to_an_export_goes_by_the_page_that_asks_for_a_second_factor_and_on_to_the_export(string export)
    {
        using var browser = await Browser.SignInAsync(_house, "toezicht");
        _house.Time.Advance(StepUp.Lasts);
        using var client = _house.Thief(browser.Cookies);
        client.DefaultRequestHeaders.Add("Accept", "text/html");

        var sent = (await client.ReadAsync(export)).Headers.Location!.ToString();
        var confirmed = await browser.PostFromAsync(sent, sent, (StepUp.CodeField, await _house.CodeAsync("toezicht")));
        var page = await browser.ReadAsync(confirmed.Headers.Location!.ToString());

        Assert.Equal("/bevestig?terug=" + Uri.EscapeDataString(export), sent);
        Assert.Contains($"href=\"{export}\"", page, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.Forbidden, (await browser.OpenAsync(export)).StatusCode);
    }

    [Theory]
    [InlineData("https://elders.example/")]
    [InlineData("//elders.example/logboek")]
    [InlineData("/deelnemers")]
    [InlineData("/v1/bevragingen/../../logboek")]
    public async Task It_leads_on_to_a_page_of_ones_own_and_nowhere_else(string back)
    {
        using var browser = await Browser.SignInAsync(_house, "toezicht");
        _house.Time.Advance(StepUp.Lasts);

        var confirmed = await browser.PostAsync("/bevestig?terug=" + Uri.EscapeDataString(back), (StepUp.CodeField, await _house.CodeAsync("toezicht")));

        Assert.Equal("/logboek", confirmed.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("leave", "uittreden", "uittreden-gegevens", "uittredingen")]
    [InlineData("exclude", "uitsluiten", "uitsluiten-gegevens", "uitsluitingen")]
    public async Task Letting_a_participant_go_asks_for_it_and_keeps_what_was_typed(string handler, string word, string data, string apiPath)
    {
        using var browser = await Browser.SignInAsync(_house, "beheer");
        _house.Time.Advance(StepUp.Lasts);
        var page = $"/deelnemers/{_house.Harbour.Id}";
        (string, string)[] typed = [("reden", "Deelt gegevens met derden."), (data, "overdragen")];

        var refused = await browser.PostFromAsync(page, $"{page}?handler={handler}", [.. typed, ($"{word}.{StepUp.CodeField}", "000000")]);
        var byCookie = await _house.AskAsync(browser.Cookies, HttpMethod.Post, $"/v1/deelnemers/{_house.Harbour.Id}/{apiPath}", "{\"reden\":\"x\"}");
        var stays = _house.Installation.Directory.FindParticipant(_house.Harbour.Id)!.LeftOn;
        var done = await browser.PostFromAsync(page, $"{page}?handler={handler}", [.. typed, ($"{word}.{StepUp.CodeField}", await _house.CodeAsync("beheer"))]);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(handler is "exclude" ? "Deelt gegevens met derden." : "value=\"overdragen\" checked", await Browser.TextAsync(refused), StringComparison.Ordinal);
        Assert.Equal("urn:meldpunt:bevestig", (await byCookie.JsonAsync()).Text("type"));
        Assert.Null(stays);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.NotNull(_house.Installation.Directory.FindParticipant(_house.Harbour.Id)!.LeftOn);
    }

    [Fact]
    public async Task Looking_into_the_log_about_one_person_asks_for_it_of_both_and_keeps_what_was_typed()
    {
        using var desk = await Browser.SignInAsync(_house, "veiligheid");
        _house.Time.Advance(StepUp.Lasts);
        (string, string)[] person =
            [("persoon.achternaam", "Kwikzilver"), ("persoon.voornamen", "Jan"), ("persoon.geboortedatum", "12-3-1984"), ("reden", "inzageverzoek")];

        var refused = await desk.PostAsync("/inzage?handler=ask", [.. person, (StepUp.CodeField, "000000")]);
        var asked = await desk.PostAsync("/inzage?handler=ask", [.. person, (StepUp.CodeField, await _house.CodeAsync("veiligheid"))]);
        using var auditor = await Browser.SignInAsync(_house, "toezicht");
        _house.Time.Advance(StepUp.Lasts);
        var waiting = await auditor.ReadAsync("/inzage");
        var request = Request().Match(waiting).Groups["id"].Value;
        var unproven = await auditor.PostAsync("/inzage?handler=confirm", ("verzoek", request), ("code", "123456"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("value=\"Kwikzilver\"", await Browser.TextAsync(refused), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, unproven.StatusCode);
        var page = await Browser.TextAsync(unproven);
        Assert.Contains("value=\"123456\"", page, StringComparison.Ordinal);
        Assert.Contains("Typ de code die uw app nu toont", page, StringComparison.Ordinal);
    }

    private async Task<string> WaitingBanAsync()
    {
        using var desk = _house.Client("veiligheid");
        var made = await (await desk.PostAsync(Talk.Registrations, Talk.Ban())).JsonAsync();
        Assert.Equal("wachtOpBevestiging", made.Text("toestand"));
        return made.Text("id");
    }

    private async Task<string> StateOfAsync(string id)
    {
        using var desk = _house.Client("veiligheid");
        return (await (await desk.ReadAsync($"{Talk.Registrations}/{id}")).JsonAsync()).Text("toestand");
    }

    private static Task<HttpResponseMessage> ConfirmAsync(Browser browser, string id, string code) => browser.PostFromAsync(
        $"/registraties/{id}", $"/registraties/{id}?handeling=bevestigen", ("versie", "1"), ($"bevestigen.{StepUp.CodeField}", code));

    [GeneratedRegex("name=\"verzoek\" value=\"(?<id>[0-9a-f]{32})\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Request();
}
