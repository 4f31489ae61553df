using System.Net;
using System.Net.Http.Headers;
using Meldpunt.Service.Tests.Houses;
using Microsoft.AspNetCore.Routing;

namespace Meldpunt.Service.Tests;

/// <summary>Nothing is changed by a page of somebody else that a browser with a session has open, on any route that there is.</summary>
public sealed class CrossSiteTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["Sec-Fetch-Site"] = "cross-site",
        ["Origin"] = "https://elders.example",
    };

    // A house for each, because addresses that sign in are limited to so many a minute.
    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData("veiligheid")]
    [InlineData("beheer")]
    [InlineData("toezicht")]
    [InlineData("poort")]
    public async Task What_another_site_sends_along_with_the_cookie_changes_nothing_anywhere(string role)
    {
        using var browser = await Browser.SignInAsync(_house, role);
        var before = _house.Installation.QueryLogReader.NewestTime();

        foreach (var path in Changing())
        {
            foreach (var (header, value) in Elsewhere)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative));
                request.Content = new ByteArrayContent("{}"u8.ToArray());
                request.Content.Headers.ContentType = new MediaTypeHeaderValue(path.StartsWith("/v1", StringComparison.Ordinal) ? "application/json" : "application/x-www-form-urlencoded");
                request.Headers.Add(header, value);

                var answer = await browser.SendAsync(request);

                Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{role} at {path} with {header}: {answer.StatusCode}");
            }
        }

        Assert.Equal(before, _house.Installation.QueryLogReader.NewestTime());
    }

    [Fact]
    public async Task What_only_takes_a_post_is_not_done_by_a_get()
    {
        using var client = _house.Client("veiligheid");

        foreach (var route in _house.Routes.Where(OnlyPosts))
        {
            var answer = await client.ReadAsync(PathOf(route));

            Assert.True(
                answer.StatusCode is HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotFound or HttpStatusCode.Forbidden,
                $"{route.RoutePattern.RawText}: {answer.StatusCode}");
        }
    }

    private bool OnlyPosts(RouteEndpoint route) =>
        route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is ["POST"]
        && !_house.Routes.Any(other => other != route && string.Equals(PathOf(other), PathOf(route), StringComparison.Ordinal));

    // Pages take both methods at one address; witnesses bring checkpoints without any session, to an address that takes no form.
    private IEnumerable<string> Changing() => _house.Routes
        .Where(route => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST", StringComparer.Ordinal) != false)
        .Where(route => !route.RoutePattern.RawText!.Contains("medeondertekeningen", StringComparison.Ordinal))
        .Select(PathOf)
        .Where(path => path.Length > 1)
        .Distinct(StringComparer.Ordinal);

    private static string PathOf(RouteEndpoint route) => "/" + string.Join(
        '/', route.RoutePattern.RawText!.Trim('/').Split('/').Select(part => part.StartsWith('{') ? "0123456789abcdef0123456789abcdef" : part));
}
