namespace Meldpunt.Service.Web;

/// <summary>Limits on what a request may cost. Units are in the names.</summary>
internal static class RequestLimits
{
    /// <summary>A consortium has hundreds of terminals, not thousands; each may hold a few connections.</summary>
    public const int MaxConnections = 2_000;

    /// <summary>The largest body is a registration with a long weighing; a visitor's details are far below.</summary>
    public const int MaxBodyBytes = 64 * 1024;

    public const int MaxHeaderBytes = 16 * 1024;

    public const int MaxHeaders = 64;

    /// <summary>Deepest nesting of a JSON body: registration, criteria, notice, and one to spare.</summary>
    public const int MaxJsonDepth = 4;

    public static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan KeepAliveTimeout = TimeSpan.FromSeconds(130);
}
