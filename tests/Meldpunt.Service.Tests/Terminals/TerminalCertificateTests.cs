using System.Net;
using System.Security.Cryptography.X509Certificates;
using Meldpunt.Service.Tests.Houses;
using Meldpunt.Service.Tests.SecondFactor;
using Meldpunt.Tests;

namespace Meldpunt.Service.Tests.Terminals;

/// <summary>Terminals over TLS: what was enrolled with a certificate is nothing without it.</summary>
public sealed class TerminalCertificateTests : IAsyncLifetime
{
    private const string TerminalCookie = "__Host-meldpunt-terminal";

    private static readonly string[] Suffixes = ["", "-terminal", "-bekend", "-halverwege", "-passkey", "-taal"];

    private readonly TlsHouse _tls = new(takesClients: true);

    private TestHouse House => _tls.House;

    public ValueTask InitializeAsync() => _tls.InitializeAsync();

    public ValueTask DisposeAsync() => _tls.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_copied_cookie_of_a_terminal_is_nothing_with_another_certificate_or_none(bool hasAnother)
    {
        using var own = _tls.Certificates.Client("kassa 1");
        using var another = _tls.Certificates.Client("kassa 2");
        using var gate = await EnrolAsync(own);
        using var thief = Browser.Open(_tls, hasAnother ? another : null);
        thief.Take(TerminalCookie, gate.Cookie(TerminalCookie)!);

        Assert.Equal("/terminal", (await thief.OpenAsync(GateTalk.SignInPage)).Headers.Location?.ToString());
        await gate.ComeInAsync("6001");
        Assert.Equal(HttpStatusCode.OK, (await gate.AskAsync()).StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_copied_session_of_such_a_terminal_ends_at_its_first_use_elsewhere(bool hasAnother)
    {
        using var own = _tls.Certificates.Client("kassa 1");
        using var another = _tls.Certificates.Client("kassa 2");
        using var gate = await EnrolAsync(own);
        await gate.ComeInAsync("6001");
        Assert.Equal(HttpStatusCode.OK, (await gate.OpenAsync("/poort")).StatusCode);
        using var thief = Browser.Open(_tls, hasAnother ? another : null);
        thief.Take(TerminalCookie, gate.Cookie(TerminalCookie)!);
        thief.Take("__Host-meldpunt", gate.Cookie("__Host-meldpunt")!);

        Assert.Equal(HttpStatusCode.Redirect, (await thief.OpenAsync("/poort")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await gate.OpenAsync("/poort")).StatusCode);
        await gate.ComeInAsync("6001");
    }

    [Fact]
    public async Task A_certificate_of_another_authority_or_one_that_is_over_does_not_reach_the_terminal_at_all()
    {
        using var own = _tls.Certificates.Client("kassa 1");
        using var elsewhere = new TestCertificates("Proefautoriteit");
        using var foreign = elsewhere.Client("kassa 1");
        using var over = _tls.Certificates.Client("kassa 1", until: new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));
        using var gate = await EnrolAsync(own);

        foreach (var shown in (X509Certificate2[])[foreign, over])
        {
            using var thief = Browser.Open(_tls, shown);
            thief.Take(TerminalCookie, gate.Cookie(TerminalCookie)!);
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => thief.OpenAsync(GateTalk.SignInPage));
        }

        await gate.ComeInAsync("6001");
    }

    [Fact]
    public async Task A_terminal_that_was_enrolled_without_a_certificate_works_with_one_and_without()
    {
        using var some = _tls.Certificates.Client("kassa 2");
        using var gate = await EnrolAsync(shown: null);
        using var later = Browser.Open(_tls, some);
        later.Take(TerminalCookie, gate.Cookie(TerminalCookie)!);

        await gate.ComeInAsync("6001");
        await later.ComeInAsync("6001");
    }

    [Fact]
    public async Task Every_cookie_over_TLS_is_of_this_host_alone_and_kept_from_scripts_and_other_sites()
    {
        using var gate = await EnrolAsync(shown: null);
        await gate.ComeInAsync("6001");
        using var officer = Browser.Open(_tls, shown: null);
        await officer.PostFromAsync("/aanmelden", "/aanmelden?handler=passkeyOptions");
        await officer.PostFromAsync("/aanmelden", "/taal", ("taal", "en"));
        await officer.GivePasswordAsync("veiligheid");
        await officer.GiveCodeAsync(await House.Installation.FreshCodeAsync("veiligheid"));
        Assert.Equal(HttpStatusCode.OK, (await officer.OpenAsync("/bureau")).StatusCode);

        string[] cookies = [.. gate.SetCookies, .. officer.SetCookies];
        var names = cookies.Select(cookie => cookie.Split('=')[0]).Distinct(StringComparer.Ordinal).ToList();
        Assert.Superset(
            new HashSet<string>(Suffixes.Select(suffix => "__Host-meldpunt" + suffix), StringComparer.Ordinal),
            new HashSet<string>(names, StringComparer.Ordinal));
        Assert.True(names.Count > 6, "no cookie of form tokens");
        foreach (var part in (string[])["; path=/", "; secure", "; httponly", "; samesite=strict"])
        {
            Assert.All(cookies, cookie => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
        }

        Assert.All(cookies, cookie => Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal));
        Assert.DoesNotContain(cookies, cookie => cookie.Contains("domain=", StringComparison.OrdinalIgnoreCase));
    }

    private async Task<Browser> EnrolAsync(X509Certificate2? shown)
    {
        await House.HireAsync("anna", "6001", House.Lion, "Rokin");
        var code = await House.AddTerminalAsync("veiligheid", "Kassa 1", "Damstraat");
        var gate = Browser.Open(_tls, shown);
        Assert.Equal(HttpStatusCode.Redirect, (await gate.PostAsync("/terminal", ("code", code))).StatusCode);
        return gate;
    }
}
