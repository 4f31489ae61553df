using Microsoft.AspNetCore.HttpOverrides;

namespace Meldpunt.Service.Web;

/// <summary>
/// Takes the scheme and the asker's address from one proxy that the operator named. From anybody else these headers mean nothing, so nobody can
/// write another address into the limits.
/// </summary>
internal static class TrustedProxy
{
    public static void UseTrustedProxy(this IApplicationBuilder app, HostOptions options)
    {
        if (options.TrustedProxy is not { } proxy)
        {
            return;
        }

        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = 1,
        };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        forwarded.KnownProxies.Add(proxy);
        app.UseForwardedHeaders(forwarded);
    }
}
