using System.Net;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests;

/// <summary>Behind a proxy that does TLS: the proxy's word is taken, and plain requests are refused.</summary>
public sealed class ProxyTests : IAsyncLifetime
{
    private readonly TestHouse _house = new() { IsBehindProxy = true };

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_request_that_came_over_https_is_served_and_browsers_are_told_to_stay_there()
    {
        using var client = _house.Client("poort");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var browser = _house.Client(account: null);
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        var page = await browser.ReadAsync("/aanmelden");
        var answer = await client.PostAsync(Talk.Queries, Talk.Person());

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Contains("max-age=31536000", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")), StringComparison.Ordinal);
        Assert.All(page.Headers.GetValues("Set-Cookie"), cookie => Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_that_came_over_plain_http_is_refused_and_not_redirected()
    {
        using var client = _house.Client("poort");

        var answer = await client.PostAsync(Talk.Queries, Talk.Person());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(_house.Installation.QueryLogReader.All());
    }

    [Fact]
    public async Task The_watching_machine_may_come_without()
    {
        using var client = _house.Client(account: null);

        var ready = await client.ReadAsync("/readyz");

        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }
}
