using System.Net;
using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests;

/// <summary>What has to stand on every answer stands on the answer of every route that there is, good or refused, to everybody.</summary>
public sealed class EveryAnswerTests(TestHouse house) : IClassFixture<TestHouse>
{
    private static readonly (string Name, string Part)[] Expected =
    [
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Content-Security-Policy", "default-src 'none'"),
        ("Content-Security-Policy", "object-src 'none'"),
        ("Content-Security-Policy", "base-uri 'none'"),
        ("Content-Security-Policy", "frame-ancestors 'none'"),
        ("API-Version", "1."),
    ];

    [Fact]
    public async Task Every_answer_of_every_route_to_everybody_carries_the_security_headers_and_says_what_it_is()
    {
        foreach (var role in RoleNames.All.Append(null))
        {
            using var client = house.Client(role);
            foreach (var path in Paths())
            {
                foreach (var answer in new[] { await client.ReadAsync(path), await client.PostTextAsync(path, "{}") })
                {
                    Check(answer, $"{role ?? "a stranger"} at {path}: {(int)answer.StatusCode}");
                }
            }
        }
    }

    [Theory]
    [InlineData("/middelen")]
    [InlineData("/middelen/")]
    [InlineData("/metrics")]
    [InlineData("/swagger")]
    [InlineData("/.git/config")]
    [InlineData("/appsettings.json")]
    [InlineData("/middelen/..%2f..%2fmeldpunt.dll")]
    [InlineData("/meldpunt.db")]
    public async Task What_is_not_for_the_outside_is_not_there(string path)
    {
        using var client = house.Client("beheer");

        Assert.Equal(HttpStatusCode.NotFound, (await client.ReadAsync(path)).StatusCode);
    }

    [Fact]
    public async Task A_trace_of_a_request_is_not_sent_back()
    {
        using var client = house.Client("poort");
        using var request = new HttpRequestMessage(HttpMethod.Trace, new Uri(Talk.Queries, UriKind.Relative));

        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.DoesNotContain("mp_", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static void Check(HttpResponseMessage answer, string what)
    {
        // The published description is there to be read from anywhere.
        var isDescription = what.Contains("openapi.json: 200", StringComparison.Ordinal);
        Assert.All(Expected.Where(header => !isDescription || !header.Name.EndsWith("Resource-Policy", StringComparison.Ordinal)), header => Assert.True(
            answer.Headers.TryGetValues(header.Name, out var values) && values.Single().Contains(header.Part, StringComparison.Ordinal), $"{what}: {header.Name} lacks {header.Part}"));
        Assert.False(answer.Headers.Contains("Server") || answer.Headers.Contains("X-Powered-By"), what);
        Assert.False((int)answer.StatusCode == 500, what);
        Assert.Null(answer.Headers.ETag is null ? answer.Content.Headers.LastModified : null);
        var type = answer.Content.Headers.ContentType;
        Assert.True(answer.Content.Headers.ContentLength == 0 || type is not null, $"{what}: no Content-Type");
        Assert.True(type?.MediaType is null || type.CharSet is "utf-8" || !IsText(type.MediaType), $"{what}: {type}");
        Assert.DoesNotContain(answer.Content.Headers.ContentEncoding, _ => true);
    }

    private static bool IsText(string mediaType) => mediaType.StartsWith("text/", StringComparison.Ordinal) || mediaType.EndsWith("json", StringComparison.Ordinal);

    private IEnumerable<string> Paths() => house.Routes
        .Select(route => "/" + string.Join('/', route.RoutePattern.RawText!.Trim('/').Split('/').Select(part => part.StartsWith('{') ? "0123456789abcdef0123456789abcdef" : part)))
        .Append("/bestaat-niet")
        .Append("/v1/bestaat-niet")
        .Distinct(StringComparer.Ordinal);
}
