using System.Net;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Service.Access;
using Meldpunt.Service.Tests.Houses;
using Meldpunt.Tests;
using static Meldpunt.Service.Tests.SecondFactor.FactorTalk;

namespace Meldpunt.Service.Tests.SecondFactor;

/// <summary>What somebody changes of their own second factors, and what they must show for it.</summary>
public sealed class AccountPageTests : IAsyncLifetime
{
    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData("app")]
    [InlineData("appRemoval")]
    [InlineData("codes")]
    [InlineData("passkeyRemoval")]
    public async Task Nothing_is_changed_in_a_session_in_which_no_factor_was_shown_just_now(string handler)
    {
        using var browser = await Browser.SignInAsync(_house, "beheer");
        var before = _house.Installation.SecondFactors.Find(Id("beheer"));
        _house.Time.Advance(StepUp.Lasts);

        var response = await browser.PostAsync($"{Own}?handler={handler}", ("bewijs", TestHouse.Password));

        Assert.Equal("/bevestig?terug=%2Faccount", response.Headers.Location?.ToString());
        Assert.DoesNotContain($"{Own}?handler=", await browser.ReadAsync(Own), StringComparison.Ordinal);
        Assert.Equal(before, _house.Installation.SecondFactors.Find(Id("beheer")));
    }

    [Fact]
    public async Task After_confirming_the_page_has_its_buttons_again()
    {
        using var browser = await Browser.SignInAsync(_house, "beheer");
        _house.Time.Advance(StepUp.Lasts);

        var confirmed = await browser.PostAsync("/bevestig?terug=%2Faccount", (StepUp.CodeField, await _house.Installation.FreshCodeAsync("beheer")));

        Assert.Equal(Own, confirmed.Headers.Location?.ToString());
        Assert.Equal(RecoveryCodes.Count, PaperOn(await Browser.TextAsync(await browser.PostAsync($"{Own}?handler=codes"))).Count);
    }

    [Fact]
    public async Task Another_app_ends_the_other_sessions_of_the_account_and_not_this_one()
    {
        using var taken = await Browser.SignInAsync(_house, "beheer");
        _house.Time.Advance(TimeSpan.FromSeconds(30));
        using var owner = await Browser.SignInAsync(_house, "beheer");
        var (secret, offer) = OfferOn(await Browser.TextAsync(await owner.PostAsync($"{Own}?handler=app")));

        await owner.PostFromAsync(Own, SetUp, ("aanbod", offer), ("code", CodeOf(_house, secret)));

        Assert.Equal(HttpStatusCode.Redirect, (await taken.OpenAsync("/deelnemers")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await owner.OpenAsync("/deelnemers")).StatusCode);
    }

    [Fact]
    public async Task A_factor_that_is_taken_away_ends_the_other_sessions_too_and_the_page_says_so()
    {
        using var taken = await Browser.SignInAsync(_house, "poort");
        using var owner = await Browser.SignInAsync(_house, "poort");
        await owner.SetUpAppAsync(_house);
        using var again = Browser.Open(_house);
        await again.GivePasswordAsync("poort");
        Assert.Equal(HttpStatusCode.Redirect, (await taken.OpenAsync("/poort")).StatusCode);
        _house.Time.Advance(TimeSpan.FromSeconds(30));
        await again.GiveCodeAsync(await _house.Installation.FreshCodeAsync("poort"));
        Assert.Equal(HttpStatusCode.OK, (await again.OpenAsync("/poort")).StatusCode);

        var removed = await owner.PostAsync($"{Own}?handler=appRemoval");

        Assert.Contains("Daar bent u nu afgemeld", await owner.ReadAsync(removed.Headers.Location!.ToString()), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await again.OpenAsync("/poort")).StatusCode);
    }

    [Fact]
    public async Task At_a_gate_that_was_left_open_nobody_sets_up_a_first_factor_without_the_password()
    {
        using var browser = await Browser.SignInAsync(_house, "poort");
        var (secret, offer) = OfferOn(await browser.ReadAsync(SetUp));
        _house.Time.Advance(StepUp.Lasts);

        var opened = await browser.OpenAsync(SetUp);
        var sent = await browser.PostFromAsync(Own, SetUp, ("aanbod", offer), ("code", CodeOf(_house, secret)));
        var wrong = await browser.PostAsync($"{Own}?handler=first", ("bewijs", "niet het wachtwoord"));
        Assert.Equal((Own, Own), (opened.Headers.Location?.ToString(), sent.Headers.Location?.ToString()));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.False(_house.Installation.SecondFactors.Find(Id("poort")).HasAny);

        var right = await browser.PostAsync($"{Own}?handler=first", ("bewijs", TestHouse.Password));
        Assert.Equal(SetUp, right.Headers.Location?.ToString());
        await browser.SetUpAppAsync(_house);
        Assert.True(_house.Installation.SecondFactors.Find(Id("poort")).HasAny);
    }

    [Fact]
    public async Task After_setting_up_a_factor_the_session_counts_as_verified()
    {
        using var browser = await Browser.SignInAsync(_house, "poort");
        Assert.DoesNotContain("handler=codes", await browser.ReadAsync(Own), StringComparison.Ordinal);

        await browser.SetUpAppAsync(_house);

        Assert.Contains("handler=codes", await browser.ReadAsync(Own), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_is_replaced_and_the_old_one_and_its_paper_work_no_more()
    {
        using var browser = await Browser.SignInAsync(_house, "beheer");
        var paper = PaperOn(await Browser.TextAsync(await browser.PostAsync($"{Own}?handler=codes")));
        var (secret, offer) = OfferOn(await Browser.TextAsync(await browser.PostAsync($"{Own}?handler=app")));

        var response = await browser.PostFromAsync(Own, SetUp, ("aanbod", offer), ("code", CodeOf(_house, secret)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(RecoveryCodes.Count, PaperOn(await Browser.TextAsync(response)).Count);
        Assert.False(await _house.Installation.RecoveryCodes.UseAsync(Id("beheer"), paper[0]));
        _house.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(CodeOutcome.Accepted, await _house.Installation.Authenticators.UseAsync(Id("beheer"), CodeOf(_house, secret)));
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/deelnemers")).StatusCode);
    }

    [Fact]
    public async Task The_last_factor_of_whoever_must_have_one_stays()
    {
        using var browser = await Browser.SignInAsync(_house, "beheer");

        var response = await browser.PostAsync($"{Own}?handler=appRemoval");

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("uw enige tweede stap", await Browser.TextAsync(response), StringComparison.Ordinal);
        Assert.True(_house.Installation.SecondFactors.Find(Id("beheer")).HasAuthenticator);
    }

    [Fact]
    public async Task A_gate_sets_one_up_and_removes_it_again()
    {
        using var browser = await Browser.SignInAsync(_house, "poort");
        var (_, page) = await browser.SetUpAppAsync(_house);

        var removed = await browser.PostAsync($"{Own}?handler=appRemoval");

        Assert.Equal(RecoveryCodes.Count, PaperOn(page).Count);
        Assert.Equal("/account?gedaan=weg", removed.Headers.Location?.ToString());
        Assert.False(_house.Installation.SecondFactors.Find(Id("poort")).HasAny);
    }

    [Fact]
    public async Task New_paper_is_shown_once_and_ends_the_old()
    {
        using var browser = await Browser.SignInAsync(_house, "beheer");
        var first = PaperOn(await Browser.TextAsync(await browser.PostAsync($"{Own}?handler=codes")));

        var second = PaperOn(await Browser.TextAsync(await browser.PostAsync($"{Own}?handler=codes")));

        Assert.Equal((10, 10), (first.Count, second.Count));
        Assert.Empty(first.Intersect(second, StringComparer.Ordinal));
        Assert.Empty(PaperOn(await browser.ReadAsync(Own)));
        Assert.False(await _house.Installation.RecoveryCodes.UseAsync(Id("beheer"), first[1]));
    }

    [Theory]
    [InlineData("veiligheid")]
    [InlineData("toezicht")]
    public async Task A_change_is_an_act_that_the_log_and_the_list_of_acts_tell(string userName)
    {
        using var browser = await Browser.SignInAsync(_house, userName);
        await browser.PostAsync($"{Own}?handler=codes");

        Assert.Contains("Tweede stap ingesteld", await browser.ReadAsync("/logboek"), StringComparison.Ordinal);
        Assert.Contains("Tweede stap ingesteld", await browser.ReadAsync("/handelingen"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passkeys_are_added_named_and_removed()
    {
        using var passkey = new SoftPasskey();
        using var browser = Browser.Open(_house, byName: true);
        await browser.GivePasswordAsync("beheer");
        await browser.GiveCodeAsync(await _house.Installation.FreshCodeAsync("beheer"));
        var options = await Browser.TextAsync(await browser.PostFromAsync(Own, $"{Own}?handler=passkeyOptions"));
        await browser.PostFromAsync(Own, $"{SetUp}?handler=passkey", ("passkey", passkey.Make(options, browser.Origin)), ("naam", "sleutel <b>bos</b>"));

        var page = await browser.ReadAsync(Own);
        var id = Assert.Single(_house.Installation.Passkeys.List(Id("beheer"))).CredentialId;
        var removed = await browser.PostAsync(
            $"{Own}?handler=passkeyRemoval", ("passkey", System.Buffers.Text.Base64Url.EncodeToString(id)));

        _house.Time.Advance(StepUp.Lasts);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostFromAsync(Own, $"{Own}?handler=passkeyOptions")).StatusCode);
        Assert.Contains("sleutel &lt;b&gt;bos&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.Equal("/account?gedaan=weg", removed.Headers.Location?.ToString());
        Assert.Empty(_house.Installation.Passkeys.List(Id("beheer")));
    }

    [Fact]
    public async Task No_key_and_no_code_stands_in_a_log_line_or_in_a_file()
    {
        using var browser = await NewcomerAsync(_house, "nieuweling");
        var (secret, page) = await browser.SetUpAppAsync(_house);
        var codes = new List<string> { CodeOf(_house, secret) };
        _house.Time.Advance(TimeSpan.FromSeconds(30));
        using var again = await HalfwayAsync(_house, "nieuweling");
        codes.Add(CodeOf(_house, secret));
        await again.GiveCodeAsync("908172");
        await again.GiveCodeAsync(codes[1]);
        using var byPaper = await HalfwayAsync(_house, "nieuweling");
        await byPaper.GiveCodeAsync(PaperOn(page)[0]);

        var said = _house.Log.ToString();
        Assert.Contains($"{Id("nieuweling")}", said, StringComparison.Ordinal);
        Assert.Contains("RecoveryCode", said, StringComparison.Ordinal);
        Assert.NotEmpty(FolderScan.FilesWith(_house.Folder, "nieuweling"));
        Assert.All(codes.Append("908172"), code => Assert.DoesNotContain(code, said, StringComparison.Ordinal));
        Assert.All(PaperOn(page).Append(secret), hidden => Assert.DoesNotContain(hidden, said, StringComparison.OrdinalIgnoreCase));
        Assert.All(PaperOn(page).Append(secret), hidden => Assert.Empty(FolderScan.FilesWith(_house.Folder, hidden)));
        Assert.Empty(FolderScan.FilesWith(_house.Folder, Totp.FromBase32(secret)));
    }

    private Meldpunt.Index.Identity.OpaqueId Id(string userName) => _house.Installation.Accounts.FindByName(userName)!.Id;
}
