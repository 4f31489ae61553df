using System.Net;
using System.Security.Authentication;
using Meldpunt.Service.Background;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests;

/// <summary>A service that does TLS itself, and whose certificate is replaced while it runs.</summary>
public sealed class TlsTests : IAsyncLifetime
{
    private readonly TlsHouse _tls = new();

    private TestHouse House => _tls.House;

    public ValueTask InitializeAsync() => _tls.InitializeAsync();

    public ValueTask DisposeAsync() => _tls.DisposeAsync();

    [Fact]
    public async Task A_query_is_answered_over_http_2_and_browsers_are_told_to_stay_on_https()
    {
        using var gate = _tls.Client("poort");

        using var answer = await gate.PostAsync(Talk.Queries, Talk.Person());

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(new Version(2, 0), answer.Version);
        Assert.Equal("max-age=31536000; includeSubDomains", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
    }

    [Fact]
    public async Task Cookies_are_bound_to_this_host_and_to_https()
    {
        using var browser = _tls.Client(account: null);

        using var page = await browser.ReadAsync("/aanmelden");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.All(page.Headers.GetValues("Set-Cookie"), cookie =>
        {
            Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
            Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; path=/", cookie, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_that_browsers_keep_to_also_the_ones_that_refuse()
    {
        using var anybody = _tls.Client(account: null);
        foreach (var path in (string[])["/aanmelden", "/bestaat-niet", "/v1/bevragingen", "/poort/", "/livez", "/middelen/meldpunt.css"])
        {
            using var answer = await anybody.ReadAsync(path);
            Assert.Contains("includeSubDomains", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")), StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.All((string[])["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"], part =>
                Assert.True(policy.Contains(part, StringComparison.Ordinal) || policy.Contains("default-src 'none'", StringComparison.Ordinal) && part.StartsWith("object", StringComparison.Ordinal), $"{path}: {part}"));
        }
    }

#pragma warning disable CA5398 // The versions are what is looked at.
    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task TLS_1_2_and_1_3_are_spoken(SslProtocols version) => Assert.Equal(version, await _tls.ShakeAsync(version));
#pragma warning restore CA5398

#pragma warning disable CA5397, SYSLIB0039, CS0618 // Old versions are what is refused here.
    [Theory]
    [InlineData(SslProtocols.Tls)]
    [InlineData(SslProtocols.Tls11)]
    public async Task TLS_1_0_and_1_1_are_not_spoken(SslProtocols version) =>
        await Assert.ThrowsAnyAsync<Exception>(() => _tls.ShakeAsync(version));
#pragma warning restore CA5397, SYSLIB0039, CS0618

    [Fact]
    public async Task A_certificate_that_is_replaced_is_taken_in_without_a_restart_and_connections_go_on()
    {
        var seen = new List<string>();
        using var early = _tls.Client("poort", seen: seen.Add);
        using var first = await early.PostAsync(Talk.Queries, Talk.Person());
        var renewed = _tls.Certificates.WriteServer();

        await LookAsync(() => House.Log.ToString().Contains("A new certificate for TLS was taken in", StringComparison.Ordinal));
        using var late = _tls.Client("poort", seen: seen.Add);
        using var second = await late.PostAsync(Talk.Queries, Talk.Person());
        using var third = await early.PostAsync(Talk.Queries, Talk.Person());

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode, third.StatusCode));
        Assert.Equal([_tls.FirstThumbprint, renewed], seen, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("geen certificaat")]
    [InlineData("")]
    public async Task A_certificate_that_cannot_be_read_leaves_the_old_one_in_force_and_says_so(string rubbish)
    {
        await File.WriteAllTextAsync(_tls.Certificates.CertificateFile, rubbish, TestContext.Current.CancellationToken);

        await LookAsync(() => House.Log.ToString().Contains("cannot be read", StringComparison.Ordinal));
        using var watcher = _tls.Client(account: null);
        using var answer = await watcher.ReadAsync("/readyz");
        var ready = await answer.JsonAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(ready["certificaat"]!.GetValue<bool>());
        Assert.True(ready["gereed"]!.GetValue<bool>());

        var renewed = _tls.Certificates.WriteServer();
        await LookAsync(() => _tls.Certificate.IsFresh);
        var seen = string.Empty;
        using var late = _tls.Client(account: null, seen: thumbprint => seen = thumbprint);
        using var again = await late.ReadAsync("/livez");
        Assert.Equal(renewed, seen);
    }

    [Fact]
    public async Task A_certificate_without_its_key_is_not_taken_in_until_the_key_is_there()
    {
        var old = await File.ReadAllTextAsync(_tls.Certificates.KeyFile, TestContext.Current.CancellationToken);
        _tls.Certificates.WriteServer();
        var key = await File.ReadAllTextAsync(_tls.Certificates.KeyFile, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_tls.Certificates.KeyFile, old, TestContext.Current.CancellationToken);

        await LookAsync(() => !_tls.Certificate.IsFresh);
        await File.WriteAllTextAsync(_tls.Certificates.KeyFile, key + "\n", TestContext.Current.CancellationToken);

        await LookAsync(() => _tls.Certificate.IsFresh);
    }

    // The watch looks every few seconds of the house's own time.
    private async Task LookAsync(Func<bool> happened) => await Talk.UntilAsync(
        () =>
        {
            House.Time.Advance(CertificateWatch.Interval);
            return happened();
        },
        "the watch looked");
}
