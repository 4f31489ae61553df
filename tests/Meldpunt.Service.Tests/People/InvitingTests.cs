using System.Net;
using System.Text.RegularExpressions;
using Meldpunt.Service.Access;
using Meldpunt.Service.Tests.Houses;
using Meldpunt.Tests;

namespace Meldpunt.Service.Tests.People;

/// <summary>Who has somebody else's open session, or their token, makes no officer with it that they are themselves.</summary>
public sealed partial class InvitingTests : IAsyncLifetime
{
    private const string Path = "/medewerkers";
    private static readonly (string, string)[] Officer = [("gebruikersnaam", "veiligheid-9"), ("rol", "veiligheid"), ("soort", "persoon")];

    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_session_that_was_left_open_invites_nobody_without_a_second_factor_and_keeps_what_was_typed()
    {
        using var desk = await Browser.SignInAsync(_house, "veiligheid");
        _house.Time.Advance(StepUp.Lasts);

        var without = await desk.PostAsync(Path, Officer);
        var wrong = await desk.PostAsync(Path, [.. Officer, (StepUp.CodeField, "000000")]);
        var none = _house.Installation.Accounts.FindByName("veiligheid-9");
        var right = await desk.PostAsync(Path, [.. Officer, (StepUp.CodeField, await _house.Installation.FreshCodeAsync("veiligheid"))]);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.OK), (without.StatusCode, wrong.StatusCode, right.StatusCode));
        Assert.Contains("value=\"veiligheid-9\"", await Browser.TextAsync(without), StringComparison.Ordinal);
        Assert.Null(none);
        Assert.Matches(Code(), await Browser.TextAsync(right));
    }

    [Fact]
    public async Task Nor_does_it_invite_again()
    {
        using var desk = await Browser.SignInAsync(_house, "veiligheid");
        await desk.PostAsync(Path, Officer);
        var page = $"{Path}/{_house.Installation.Accounts.FindByName("veiligheid-9")!.Id}";
        _house.Time.Advance(StepUp.Lasts);

        var without = await desk.PostAsync(page + "?handler=invite");
        var right = await desk.PostAsync(page + "?handler=invite", ("uitnodiging." + StepUp.CodeField, await _house.Installation.FreshCodeAsync("veiligheid")));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (without.StatusCode, right.StatusCode));
        Assert.DoesNotMatch(Code(), await Browser.TextAsync(without));
        Assert.Matches(Code(), await Browser.TextAsync(right));
    }

    [Fact]
    public async Task A_token_reads_no_page_of_accounts_and_changes_nothing_by_any_page()
    {
        using var browser = await Browser.SignInAsync(_house, "veiligheid");
        var form = FormToken().Match(await browser.ReadAsync(Path)).Groups["value"].Value;
        var gate = _house.Installation.Accounts.FindByName("poort")!.Id;
        using var token = _house.Client("veiligheid");
        token.DefaultRequestHeaders.Add("Cookie", browser.Cookies);

        Assert.Equal(HttpStatusCode.Forbidden, (await token.ReadAsync(Path)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await token.ReadAsync($"{Path}/{gate}")).StatusCode);
        foreach (var path in new[] { Path, $"{Path}/{gate}?handler=recover", $"{Path}/{gate}?handler=end", "/terminals", "/registreren", "/inzage?handler=ask", "/poort" })
        {
            using var fields = new FormUrlEncodedContent(Officer.Append(("__RequestVerificationToken", form)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
            var response = await token.PostAsync(new Uri(path, UriKind.Relative), fields, TestContext.Current.CancellationToken);

            Assert.True(response.StatusCode == HttpStatusCode.Forbidden, $"{path}: {response.StatusCode}");
            Assert.Contains("Met een token", await Browser.TextAsync(response), StringComparison.Ordinal);
        }

        Assert.Null(_house.Installation.Accounts.FindByName("veiligheid-9"));
    }

    [Theory]
    [InlineData("poort")]
    [InlineData("toezicht")]
    public async Task Neither_a_gate_nor_the_auditor_opens_the_page_of_accounts(string userName)
    {
        using var browser = await Browser.SignInAsync(_house, userName);

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.OpenAsync(Path)).StatusCode);
    }

    [GeneratedRegex("[0-9A-Z]{4}(-[0-9A-Z]{4}){5}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Code();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex FormToken();
}
