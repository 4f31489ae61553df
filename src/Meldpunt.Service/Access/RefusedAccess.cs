using Meldpunt.Index.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Meldpunt.Service.Access;

/// <summary>One line of the operational log for everybody who is known and asks for what their role may not have (OWASP ASVS 16.3.2): who and which route, never the address that was asked for.</summary>
internal sealed partial class RefusedAccess(ILogger<RefusedAccess> logger) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _next = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(authorizeResult);
        if (authorizeResult.Forbidden)
        {
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? string.Empty;
            Log.Refused(logger, context.FindCaller()?.AccountId ?? default, route);
        }

        return _next.HandleAsync(next, context, policy, authorizeResult);
    }

    private static partial class Log
    {
        [LoggerMessage(100, LogLevel.Warning, "Account {Account} may not use {Route}.")]
        public static partial void Refused(ILogger logger, OpaqueId account, string route);
    }
}
