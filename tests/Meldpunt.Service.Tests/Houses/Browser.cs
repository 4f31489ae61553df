using System.Net;
using System.Text.RegularExpressions;
using Meldpunt.Tests;

namespace Meldpunt.Service.Tests.Houses;

/// <summary>Somebody with a browser, as far as the service can tell: cookies, forms with their token, no redirects followed.</summary>
public sealed partial class Browser : IDisposable
{
    private readonly HttpClient _client;
    private readonly CookieContainer _cookies = new();

    private Browser(string address) =>
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = _cookies }) { BaseAddress = new Uri(address) };

    /// <summary>A browser in which nobody signed in.</summary>
    public static Browser Open(TestHouse house)
    {
        ArgumentNullException.ThrowIfNull(house);
        return new Browser(house.Base);
    }

    /// <summary>What the browser would send of cookies, as somebody has it who copied it.</summary>
    public string Cookies => _cookies.GetCookieHeader(_client.BaseAddress!);

    /// <summary>A browser in which somebody signed in, with a second factor where the role needs one.</summary>
    public static async Task<Browser> SignInAsync(TestHouse house, string userName)
    {
        ArgumentNullException.ThrowIfNull(house);
        var browser = new Browser(house.Base);
        var response = await browser.GivePasswordAsync(userName);
        if (IsHalfway(response))
        {
            response = await browser.PostAsync("/aanmelden/code", ("code", await house.Installation.FreshCodeAsync(userName)));
        }

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.DoesNotContain("aanmelden", response.Headers.Location!.ToString(), StringComparison.Ordinal);
        return browser;
    }

    /// <summary>What the browser keeps under a name; null for nothing.</summary>
    public string? Cookie(string name) => _cookies.GetCookies(_client.BaseAddress!)[name]?.Value;

    /// <summary>Somebody puts a cookie of another browser into this one.</summary>
    public void Take(string name, string value) => _cookies.Add(_client.BaseAddress!, new Cookie(name, value, "/"));

    /// <summary>True when the password was right and a second factor is asked for.</summary>
    public static bool IsHalfway(HttpResponseMessage response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return response.Headers.Location?.ToString().StartsWith("/aanmelden/code", StringComparison.Ordinal) == true;
    }

    /// <summary>The first step of signing in.</summary>
    public Task<HttpResponseMessage> GivePasswordAsync(string userName, string password = TestHouse.Password) =>
        PostAsync("/aanmelden", ("gebruikersnaam", userName), ("wachtwoord", password));

    /// <summary>Opens a page.</summary>
    public Task<HttpResponseMessage> OpenAsync(string path) => _client.ReadAsync(path);

    /// <summary>The text of a page.</summary>
    public async Task<string> ReadAsync(string path) => await TextAsync(await OpenAsync(path));

    /// <summary>Sends a form of a page with its token.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) => PostFromAsync(path.Split('?')[0], path, fields);

    /// <summary>Sends a form to an address with the token of another page.</summary>
    public async Task<HttpResponseMessage> PostFromAsync(string page, string path, params (string Name, string Value)[] fields)
    {
        var token = FormToken().Match(await ReadAsync(page)).Groups["value"].Value;
        using var form = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        return await _client.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken);
    }

    /// <summary>The text of a response.</summary>
    public static Task<string> TextAsync(HttpResponseMessage response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex FormToken();
}
