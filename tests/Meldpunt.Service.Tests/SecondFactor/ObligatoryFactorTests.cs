using System.Net;
using System.Text.RegularExpressions;
using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Tests.Houses;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using static Meldpunt.Service.Tests.SecondFactor.FactorTalk;

namespace Meldpunt.Service.Tests.SecondFactor;

/// <summary>No way leads desk, auditor or management to anything without a second factor (ASVS 6.3.3).</summary>
public sealed partial class ObligatoryFactorTests(TestHouse house) : IClassFixture<TestHouse>
{
    [Theory]
    [InlineData(Role.Security)]
    [InlineData(Role.Oversight)]
    [InlineData(Role.Management)]
    public async Task Without_a_second_factor_no_closed_route_answers_but_the_page_to_set_one_up(Role role)
    {
        using var browser = await NewcomerAsync(house, $"nieuw-{RoleNames.Of(role)}", role);
        var closed = house.Routes.Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is null).ToList();
        var answered = new List<string>();

        foreach (var route in closed)
        {
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"])
            {
                var path = "/" + Parameter().Replace(route.RoutePattern.RawText!.Trim('/'), OpaqueId.Create().ToString());
                using var request = new HttpRequestMessage(new HttpMethod(method), path);
                request.Headers.Add("Sec-Fetch-Site", "same-origin");
                request.Content = string.Equals(method, "GET", StringComparison.Ordinal) ? null : new FormUrlEncodedContent([]);
                var response = await browser.SendAsync(request);
                var isShut = response.StatusCode == HttpStatusCode.Forbidden
                    || string.Equals(response.Headers.Location?.ToString(), SetUp, StringComparison.Ordinal);
                answered.AddRange(isShut ? [] : [$"{method} {path}: {response.StatusCode}"]);
            }
        }

        // Its own page answers: the form to a reader, and a refusal to a form without its token.
        Assert.All(answered, line => Assert.Contains(SetUp, line, StringComparison.Ordinal));
        Assert.True(closed.Count > 50);
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync(SetUp)).StatusCode);
    }

    [Fact]
    public async Task Once_an_app_is_set_up_the_rest_opens_and_paper_is_shown_once()
    {
        using var browser = await NewcomerAsync(house, "begint");

        var (_, page) = await browser.SetUpAppAsync(house);

        Assert.Equal(RecoveryCodes.Count, PaperOn(page).Count);
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/deelnemers")).StatusCode);
        Assert.Empty(PaperOn(await browser.ReadAsync(Own)));
    }

    [Fact]
    public async Task The_wrong_code_sets_nothing_up_and_the_page_keeps_its_key()
    {
        using var browser = await NewcomerAsync(house, "vergist-zich");
        var (secret, offer) = OfferOn(await browser.ReadAsync(SetUp));

        var page = await Browser.TextAsync(await browser.PostAsync(SetUp, ("aanbod", offer), ("code", "abcdef")));

        Assert.Equal((secret, offer), OfferOn(page));
        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
        Assert.Equal(SetUp, (await browser.OpenAsync("/deelnemers")).Headers.Location?.ToString());
    }

    [Fact]
    public async Task Whoever_has_only_the_password_cannot_put_their_app_in_the_place_of_the_owners()
    {
        using var thief = await NewcomerAsync(house, "bestolen");
        var (secret, offer) = OfferOn(await thief.ReadAsync(SetUp));
        using var owner = Browser.Open(house);
        await owner.GivePasswordAsync("bestolen");
        var (own, _) = await owner.SetUpAppAsync(house);

        var response = await thief.PostFromAsync("/aanmelden", SetUp, ("aanbod", offer), ("code", CodeOf(house, secret)));

        Assert.NotEqual(HttpStatusCode.OK, response.StatusCode);
        house.Time.Advance(TimeSpan.FromSeconds(30));
        var account = house.Installation.Accounts.FindByName("bestolen")!.Id;
        Assert.Equal(CodeOutcome.Wrong, await house.Installation.Authenticators.UseAsync(account, CodeOf(house, secret)));
        Assert.Equal(CodeOutcome.Accepted, await house.Installation.Authenticators.UseAsync(account, CodeOf(house, own)));
        Assert.Equal(HttpStatusCode.Redirect, (await thief.OpenAsync("/deelnemers")).StatusCode);
    }

    /// <summary>Whatever way somebody came in by, the session says what was shown; without a second factor among it, it is not a whole one. One that does not say has shown nothing.</summary>
    [Fact]
    public void Of_all_that_can_be_shown_only_a_second_factor_makes_a_whole_session()
    {
        for (var shown = 0; shown < 64; shown++)
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                var isWhole = role == Role.Gate || (shown & (2 | 4 | 8)) != 0;

                Assert.Equal(isWhole, SecondFactors.Suffice(role, (SignInMethods)shown));
            }
        }
    }

    [Fact]
    public void Only_the_session_door_opens_a_session()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Meldpunt.sln")))
        {
            root = root.Parent;
        }

        Assert.SkipWhen(root is null, "The source is not above the tests.");
        var ways = Directory.EnumerateFiles(Path.Combine(root!.FullName, "src", "Meldpunt.Service"), "*.cs", SearchOption.AllDirectories)
            .Where(file => OpensASession().IsMatch(File.ReadAllText(file)))
            .Select(Path.GetFileName);

        Assert.Equal(["SessionDoor.cs"], ways);
    }

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Parameter();

    // By the framework's scheme, or by what Identity has of its own.
    [GeneratedRegex(@"SignInAsync\(\s*IdentityConstants\.ApplicationScheme|PasswordSignInAsync|PasskeySignInAsync|TwoFactor\w*SignInAsync|signIn\.SignInAsync|handler\.SignInAsync", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex OpensASession();
}
