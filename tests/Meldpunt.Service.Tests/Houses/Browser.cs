using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Meldpunt.Tests;

namespace Meldpunt.Service.Tests.Houses;

/// <summary>Somebody with a browser, as far as the service can tell: cookies, forms with their token, no redirects followed.</summary>
public sealed partial class Browser : IDisposable
{
    private readonly HttpClient _client;
    private readonly CookieContainer _cookies = new();
    private readonly List<string> _setCookies = [];

    private Browser(string address) =>
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = _cookies }) { BaseAddress = new Uri(address) };

    private Browser(string address, IPAddress source) =>
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies, ConnectCallback = (context, cancellation) => ConnectAsync(source, context, cancellation) })
        {
            BaseAddress = new Uri(address),
        };

    private Browser(HttpClient client, CookieContainer cookies) => (_client, _cookies) = (client, cookies);

    /// <summary>Every cookie that a page set, as the service wrote it.</summary>
    public IReadOnlyList<string> SetCookies => _setCookies;

    /// <summary>A browser over TLS, on a machine with this certificate or with none.</summary>
    public static Browser Open(TlsHouse house, X509Certificate2? shown)
    {
        ArgumentNullException.ThrowIfNull(house);
        var cookies = new CookieContainer();
        return new Browser(house.Client(account: null, shown, cookies: cookies), cookies);
    }

    /// <summary>A browser that speaks https to a proxy in front of the service.</summary>
    public static Browser OpenThroughProxy(TestHouse house, string forwardedFor)
    {
        ArgumentNullException.ThrowIfNull(house);
        var cookies = new CookieContainer();
#pragma warning disable CA2000 // The client disposes its handler.
        return new Browser(new HttpClient(new ForwardingProxy(new Uri(house.Base), cookies, forwardedFor)) { BaseAddress = ForwardingProxy.Outside }, cookies);
#pragma warning restore CA2000
    }

    /// <summary>A browser on another machine, as far as limits of one address can tell.</summary>
    public static Browser OpenElsewhere(TestHouse house, int number)
    {
        ArgumentNullException.ThrowIfNull(house);
        return new Browser(house.Base, new IPAddress([127, 0, 1, (byte)number]));
    }

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

    /// <summary>A browser in which nobody signed in.</summary>
    /// <param name="house">Where it goes.</param>
    /// <param name="byName">True for an address with a name, which passkeys need.</param>
    public static Browser Open(TestHouse house, bool byName = false)
    {
        ArgumentNullException.ThrowIfNull(house);
        return new Browser(byName ? house.Base.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) : house.Base);
    }

    /// <summary>The address of the site, as the browser names it.</summary>
    public string Origin => _client.BaseAddress!.GetLeftPart(UriPartial.Authority);

    /// <summary>Sends anything; for what no page of ours would send.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _client.SendAsync(request, TestContext.Current.CancellationToken);

    /// <summary>Sets the cookies back to what they were: somebody copied them.</summary>
    public string Cookies
    {
        get => _cookies.GetCookieHeader(_client.BaseAddress!);
        set
        {
            foreach (var cookie in value.Split("; "))
            {
                _cookies.SetCookies(_client.BaseAddress!, cookie + "; path=/");
            }
        }
    }

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
    public async Task<HttpResponseMessage> OpenAsync(string path) => Noted(await _client.ReadAsync(path));

    /// <summary>The text of a page.</summary>
    public async Task<string> ReadAsync(string path) => await TextAsync(await OpenAsync(path));

    /// <summary>Sends a form of a page with its token.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) => PostFromAsync(path.Split('?')[0], path, fields);

    /// <summary>Sends a form to an address with the token of another page.</summary>
    public async Task<HttpResponseMessage> PostFromAsync(string page, string path, params (string Name, string Value)[] fields)
    {
        var token = FormToken().Match(await ReadAsync(page)).Groups["value"].Value;
        using var form = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        return Noted(await _client.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken));
    }

    /// <summary>The text of a response.</summary>
    public static Task<string> TextAsync(HttpResponseMessage response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => _client.Dispose();

    private HttpResponseMessage Noted(HttpResponseMessage response)
    {
        _setCookies.AddRange(response.Headers.TryGetValues("Set-Cookie", out var set) ? set : []);
        return response;
    }

    private static async ValueTask<Stream> ConnectAsync(IPAddress source, SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(source.MapToIPv6(), 0));
        await socket.ConnectAsync(context.DnsEndPoint, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex FormToken();
}
