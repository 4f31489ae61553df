using System.Net;

namespace Meldpunt.Service.Tests.Houses;

/// <summary>A proxy that speaks https outside and http inside, as operators have them: it passes the name on, and says from where and how the request came.</summary>
internal sealed class ForwardingProxy(Uri inside, CookieContainer cookies, string forwardedFor)
    : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
{
    public static readonly Uri Outside = new("https://meldpunt.example.nl");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = request.RequestUri!;
        request.Headers.Host = asked.Authority;
        request.Headers.Add("X-Forwarded-Proto", asked.Scheme);
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        if (cookies.GetCookieHeader(asked) is { Length: > 0 } kept)
        {
            request.Headers.Add("Cookie", kept);
        }

        request.RequestUri = new Uri(inside, asked.PathAndQuery);
        var response = await base.SendAsync(request, cancellationToken);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            cookies.SetCookies(asked, cookie);
        }

        return response;
    }
}
