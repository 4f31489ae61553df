using Microsoft.AspNetCore.HttpOverrides;

namespace Meldpunt.Service.Web;

/// <summary>
/// Takes the scheme and the asker's address from the proxies that the operator named, addresses or networks. From anybody else these headers mean nothing, so nobody can
/// write another address into the limits: the address that counts is the last one in the row that is no proxy of ours.
/// </summary>
internal static class TrustedProxy
{
    /// <summary>Most proxies that a request comes through, one behind the other.</summary>
    private const int MaxHops = 4;

    public static void UseTrustedProxy(this IApplicationBuilder app, HostOptions options)
    {
        if (options.TrustedProxies.Count == 0)
        {
            return;
        }

        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = MaxHops,
        };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in options.TrustedProxies)
        {
            forwarded.KnownIPNetworks.Add(network);
        }

        app.UseForwardedHeaders(forwarded);
    }
}
