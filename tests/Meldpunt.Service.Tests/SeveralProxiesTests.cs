using System.Net;
using Meldpunt.Service.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Meldpunt.Service.Tests;

/// <summary>Whose address counts when a request came through proxies: the last that is none of ours.</summary>
public sealed class SeveralProxiesTests
{
    private static readonly HostOptions Options = new() { TrustedProxies = [IPNetwork.Parse("192.0.2.0/28"), IPNetwork.Parse("198.51.100.4/32")] };

    [Theory]
    [InlineData("192.0.2.3", "203.0.113.7", "203.0.113.7", true)]
    [InlineData("192.0.2.3", "203.0.113.7, 198.51.100.4", "203.0.113.7", true)]
    [InlineData("192.0.2.3", "10.1.1.1, 203.0.113.7, 198.51.100.4", "203.0.113.7", true)]
    [InlineData("192.0.2.3", "10.1.1.1, 203.0.113.7", "203.0.113.7", true)]
    [InlineData("192.0.2.16", "203.0.113.7", "192.0.2.16", false)]
    [InlineData("203.0.113.9", "203.0.113.7, 198.51.100.4", "203.0.113.9", false)]
    public async Task The_address_is_the_last_one_that_is_no_proxy_of_ours(string from, string forwardedFor, string counted, bool isSecure)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var app = new ApplicationBuilder(services);
        app.UseTrustedProxy(Options);
        HttpContext? reached = null;
        app.Run(http =>
        {
            reached = http;
            return Task.CompletedTask;
        });
        var http = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(from) } };
        http.Request.Scheme = "http";
        http.Request.Headers["X-Forwarded-For"] = forwardedFor;
        http.Request.Headers["X-Forwarded-Proto"] = "https";

        await app.Build()(http);

        Assert.Equal(counted, reached!.Connection.RemoteIpAddress!.ToString());
        Assert.Equal(isSecure, reached.Request.IsHttps);
    }
}
