using System.Net;
using System.Net.Sockets;

namespace Meldpunt.Service.Deliveries;

/// <summary>
/// Which addresses webhooks may go to: those of the public internet, and of networks that the operator allows. A desk chooses the address of its webhook, and must not come that way to what stands
/// beside us. Immutable.
/// </summary>
internal sealed class NetworkGuard(IReadOnlyList<IPNetwork> allowed)
{
    // The IANA registries of special-purpose addresses (RFC 6890), and what is never one machine on the internet.
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",

            // Of what is global unicast in IPv6: IETF protocols with Teredo, documentation, 6to4 (which holds an address of IPv4), AS112.
            "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>True when the operator allows any network.</summary>
    public bool AllowsAny => allowed.Count > 0;

    /// <summary>True when a request may go there.</summary>
    /// <param name="address">Where.</param>
    /// <param name="inClear">Without TLS: then only where the operator says so.</param>
    public bool Allows(IPAddress address, bool inClear)
    {
        ArgumentNullException.ThrowIfNull(address);
        var real = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (Nat64.Contains(real) && !Allows(new IPAddress(real.GetAddressBytes()[^4..]), inClear))
        {
            return false;
        }

        return allowed.Any(network => network.Contains(real)) || (!inClear && IsPublic(real));
    }

    private static bool IsPublic(IPAddress address) =>
        (address.AddressFamily == AddressFamily.InterNetwork || (address.AddressFamily == AddressFamily.InterNetworkV6 && Global6.Contains(address)))
        && !Special.Any(network => network.Contains(address));
}
