using System.Net;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests;

/// <summary>What stands on every response, and what the watching machine sees.</summary>
public sealed class ResponseTests(TestHouse house) : IClassFixture<TestHouse>
{
    [Theory]
    [InlineData("/v1/openapi.json", HttpStatusCode.OK)]
    [InlineData("/livez", HttpStatusCode.OK)]
    [InlineData("/v1/bevragingen", HttpStatusCode.Unauthorized)]
    [InlineData("/v1/bestaat-niet", HttpStatusCode.NotFound)]
    [InlineData("/v1/bevragingen/", HttpStatusCode.NotFound)]
    [InlineData("/aanmelden", HttpStatusCode.OK)]
    public async Task Every_response_carries_the_version_and_the_security_headers(string path, HttpStatusCode expected)
    {
        using var client = house.Client(account: null);

        var response = await client.ReadAsync(path);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("1.0.0", Assert.Single(response.Headers.GetValues("API-Version")));
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.Contains("frame-ancestors 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Server"));
        Assert.Contains("charset=utf-8", response.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_that_an_address_does_not_know_is_refused_as_such()
    {
        using var client = house.Client("poort");

        var response = await client.DeleteAsync(new Uri(Talk.Queries, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.NotEmpty((await response.JsonAsync()).Text("detail"));
    }

    [Fact]
    public async Task A_healthy_house_is_alive_and_ready()
    {
        using var client = house.Client(account: null);

        var alive = await client.ReadAsync("/livez");
        var ready = await client.ReadAsync("/readyz");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (alive.StatusCode, ready.StatusCode));
        Assert.True((await ready.JsonAsync())["gereed"]!.GetValue<bool>());
    }
}
