using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Terminals;
using Meldpunt.Service.Tests.Houses;
using Microsoft.AspNetCore.Http;

namespace Meldpunt.Service.Tests.Terminals;

/// <summary>A browser becomes a terminal by a code that works once, for an hour.</summary>
public sealed class EnrolmentTests(TestHouse house) : IClassFixture<TestHouse>
{
    [Fact]
    public async Task A_browser_that_typed_the_code_says_which_terminal_it_is_and_takes_no_other()
    {
        using var gate = await house.EnrolAsync("Kassa een", "Rokin");
        Assert.Contains("Deze browser is terminal Kassa een, Rokin.", await gate.ReadAsync("/terminal"), StringComparison.Ordinal);
        Assert.Equal(GateTalk.SignInPage, (await gate.OpenAsync("/aanmelden")).Headers.Location!.OriginalString);
        Assert.Contains("Terminal Kassa een, Rokin.", await gate.ReadAsync(GateTalk.SignInPage), StringComparison.Ordinal);

        var other = await house.AddTerminalAsync("veiligheid", "Kassa vier", "Rokin");
        await gate.PostFromAsync("/aanmelden?met=wachtwoord", "/terminal", ("code", other));
        Assert.Contains("Kassa een", await gate.ReadAsync("/terminal"), StringComparison.Ordinal);
        using var right = Browser.Open(house);
        Assert.Equal(HttpStatusCode.Redirect, (await right.PostAsync("/terminal", ("code", other.Replace("-", " ", StringComparison.Ordinal).Replace('0', 'o').Replace('1', 'l')))).StatusCode);
    }

    [Fact]
    public async Task Whatever_is_wrong_with_a_code_gives_the_same_page_and_no_cookie()
    {
        var used = await house.AddTerminalAsync("veiligheid", "Gebruikt", "Rokin");
        using (var gate = Browser.Open(house))
        {
            await gate.PostAsync("/terminal", ("code", used));
        }

        var ended = await house.AddTerminalAsync("veiligheid", "Vooraf beeindigd", "Rokin");
        var renewed = await house.AddTerminalAsync("veiligheid", "Vernieuwd", "Rokin");
        using var desk = await Browser.SignInAsync(house, "veiligheid");
        await desk.PostAsync("/terminals?handler=end", ("terminal", Id("Vooraf beeindigd")));
        var newest = GateTalk.CodeIn(await Browser.TextAsync(await desk.PostAsync("/terminals?handler=code", ("terminal", Id("Vernieuwd")))));
        var old = await house.AddTerminalAsync("veiligheid", "Te oud", "Rokin");
        house.Time.Advance(TimeSpan.FromHours(1));

        var pages = new List<string>();
        foreach (var code in new[] { used, ended, renewed, newest, old, TypedCode.Create(), "onzin", string.Empty, new string('A', 10_000) })
        {
            using var gate = Browser.Open(house);
            pages.Add(GateTalk.WithoutTokens(await Browser.TextAsync(await gate.PostAsync("/terminal", ("code", code)))));
            Assert.Null(gate.Cookie(GateTalk.Cookie));
        }

        Assert.Contains("Deze code werkt niet", Assert.Single(pages.Distinct(StringComparer.Ordinal)), StringComparison.Ordinal);

        string Id(string label) => house.TerminalOf(house.Lion, label).Id.ToString();
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_sites_and_stays_400_days_from_the_last_sign_in()
    {
        await house.HireAsync("cookie", "3001", house.Lion, "Rokin");
        var code = await house.AddTerminalAsync("veiligheid", "Koekje", "Rokin");
        using var gate = Browser.Open(house);
        var enrolled = Cookies(await gate.PostAsync("/terminal", ("code", code)));
        Assert.Contains("httponly", enrolled, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", enrolled, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", enrolled, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(Day(400), enrolled, StringComparison.Ordinal);

        house.Time.Advance(TimeSpan.FromDays(3));
        Assert.Contains(Day(400), Cookies(await gate.TypePinAsync("3001", GateTalk.Pin)), StringComparison.Ordinal);

        static string Cookies(HttpResponseMessage response) => response.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith(GateTalk.Cookie, StringComparison.Ordinal));
        string Day(int days) => house.Time.GetUtcNow().AddDays(days).ToString("ddd, dd MMM yyyy", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Of_code_and_secret_only_hashes_are_kept()
    {
        var code = await house.AddTerminalAsync("veiligheid", "Geheim", "Rokin");
        using var gate = Browser.Open(house);
        await gate.PostAsync("/terminal", ("code", code));
        var secret = gate.Cookie(GateTalk.Cookie)!;
        Assert.Equal(256 / 4, secret.Length);

        await using var connection = house.Installation.Database.Open();
        var stored = await Dapper.SqlMapper.QueryAsync<byte[]>(connection, "SELECT secret_hash FROM terminal WHERE label = 'Geheim' AND code_hash IS NULL");

        Assert.Equal(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret)), Assert.Single(stored));
        Assert.DoesNotContain(secret, house.Log.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(code, house.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminal_that_was_enrolled_with_a_certificate_works_only_with_that_one()
    {
        using var own = SelfSigned();
        using var other = SelfSigned();
        var code = await house.AddTerminalAsync("veiligheid", "Met certificaat", "Rokin");
        var secret = (await house.Installation.Terminals.EnrolAsync(code, TerminalDoor.CertificateOf(With(own, secret: null)), _ => true))!.Secret;
        house.Installation.Directory.Refresh();
        var door = house.Part<TerminalDoor>();

        Assert.Equal("Met certificaat", door.Find(With(own, secret))?.Label);
        Assert.Null(door.Find(With(other, secret)));
        Assert.Null(door.Find(With(certificate: null, secret)));
    }

    private static DefaultHttpContext With(X509Certificate2? certificate, string? secret)
    {
        var http = new DefaultHttpContext();
        http.Connection.ClientCertificate = certificate;
        http.Request.Headers.Cookie = secret is null ? string.Empty : $"{GateTalk.Cookie}={secret}";
        return http;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
        return new CertificateRequest("CN=terminal", key, HashAlgorithmName.SHA256).CreateSelfSigned(now, now.AddDays(1));
    }
}
