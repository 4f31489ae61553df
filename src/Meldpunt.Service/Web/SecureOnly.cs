using Meldpunt.Service.Api;

namespace Meldpunt.Service.Web;

/// <summary>
/// Where browsers come over https, a request that did not is refused and not redirected: what it carried has been on the line already. The watching machine
/// stands beside the service and may come without.
/// </summary>
internal sealed class SecureOnly(RequestDelegate next, HostOptions options)
{
    public Task InvokeAsync(HttpContext http)
    {
        var mayBePlain = !options.IsSecure || http.Request.IsHttps || http.Request.Path.Value is "/livez" or "/readyz";
        return mayBePlain
            ? next(http)
            : Problem.WriteAsync(http, StatusCodes.Status400BadRequest, "Deze dienst is er alleen over https.");
    }
}
