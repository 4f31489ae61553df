using Meldpunt.Service.Api;

namespace Meldpunt.Service.Web;

/// <summary>The headers that stand on every response, errors included (NLGov API Design Rules, OWASP ASVS 3.4).</summary>
internal sealed class SecurityHeaders(RequestDelegate next, HostOptions options)
{
    // Nothing from elsewhere, nothing inline, no plug-ins, no frames.
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
        + "base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

    private const string ApiPolicy = "default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers[ApiVersion.Header] = ApiVersion.Current;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = ApiVersion.IsInterface(http.Request.Path) ? ApiPolicy : PagePolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        if (options.IsSecure)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        return next(http);
    }
}
