using System.Net;
using System.Text.RegularExpressions;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Sessions;

/// <summary>Every cookie of a house with TLS: of this host alone, over https alone, not for scripts, and never sent by another site (OWASP ASVS 3.3).</summary>
public sealed partial class CookieTests : IAsyncLifetime
{
    private readonly TestHouse _house = new() { IsBehindProxy = true };
    private readonly Dictionary<string, string> _jar = new(StringComparer.Ordinal);
    private readonly List<string> _set = [];

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task Every_cookie_is_of_this_host_alone_over_https_alone_and_kept_from_scripts_and_other_sites()
    {
        await PostAsync("/aanmelden", "/aanmelden", ("gebruikersnaam", "toezicht"), ("wachtwoord", TestHouse.Password));
        await PostAsync("/aanmelden/code", "/aanmelden/code", ("code", await _house.CodeAsync("toezicht")));
        await PostAsync("/logboek", "/taal", ("taal", "en"));
        var signedOut = await PostAsync("/logboek", "/afmelden");

        Assert.True(_set.Count > 4);
        Assert.Contains(_set, cookie => cookie.StartsWith("__Host-meldpunt=", StringComparison.Ordinal));
        Assert.Contains(_set, cookie => cookie.StartsWith("__Host-meldpunt-taal=en", StringComparison.Ordinal));
        Assert.Contains(_set, cookie => cookie.StartsWith("__Host-meldpunt-bekend=", StringComparison.Ordinal));
        Assert.All(_set, cookie => Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal));
        foreach (var part in (string[])["; path=/", "; secure", "; httponly", "; samesite=strict"])
        {
            Assert.All(_set, cookie => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
        }

        Assert.DoesNotContain(_set, cookie => cookie.Contains("domain=", StringComparison.OrdinalIgnoreCase));

        // Signing out takes the session and leaves what a browser is known by.
        Assert.Equal(HttpStatusCode.Redirect, signedOut.StatusCode);
        Assert.DoesNotContain("cookies", Assert.Single(signedOut.Headers.GetValues("Clear-Site-Data")), StringComparison.Ordinal);
        Assert.Equal([false, true], [_jar.ContainsKey("__Host-meldpunt"), _jar.ContainsKey("__Host-meldpunt-bekend")]);
    }

    private async Task<HttpResponseMessage> PostAsync(string page, string path, params (string Name, string Value)[] fields)
    {
        var token = FormToken().Match(await Browser.TextAsync(await SendAsync(HttpMethod.Get, page, body: null))).Groups["value"].Value;
        return await SendAsync(HttpMethod.Post, path, fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, IEnumerable<KeyValuePair<string, string>>? body)
    {
        using var client = _house.Thief(string.Join("; ", _jar.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new FormUrlEncodedContent(body) };
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [])
        {
            Keep(cookie);
        }

        return response;
    }

    private void Keep(string cookie)
    {
        _set.Add(cookie);
        var pair = cookie.Split(';')[0].Split('=', 2);
        if (pair[1].Length == 0)
        {
            _jar.Remove(pair[0]);
        }
        else
        {
            _jar[pair[0]] = pair[1];
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex FormToken();
}
