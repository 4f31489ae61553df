using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using Meldpunt.Admin.Access;
using Meldpunt.Service.Api;
using Meldpunt.Service.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Meldpunt.Service.Access;

/// <summary>Authenticates machines by <c>Authorization: Bearer TOKEN</c> (RFC 6750).</summary>
internal sealed partial class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, AccessDirectory directory)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Token";

    private const string Bearer = "Bearer ";

    // A caller lives as long as the version of the directory that made it, and so does what follows from it.
    private static readonly ConditionalWeakTable<Caller, Task<AuthenticateResult>> Results = [];

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        if (directory.FindByToken(header[Bearer.Length..].Trim(), ClientCertificate.HashOf(Context)) is not { } caller)
        {
            Log.Unknown(Logger);
            return Task.FromResult(AuthenticateResult.Fail("unknown token"));
        }

        Context.SetCaller(caller);
        return Results.GetValue(caller, static known => Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(
            CallerPrincipal.Create(known.AccountId, known.UserName, known.Role, string.Empty, SchemeName), SchemeName))));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problem.WriteAsync(Context, StatusCodes.Status401Unauthorized);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problem.WriteAsync(Context, StatusCodes.Status403Forbidden);

    private static partial class Log
    {
        [LoggerMessage(101, LogLevel.Warning, "Somebody showed a token that works nowhere, or not with this certificate.")]
        public static partial void Unknown(ILogger logger);
    }
}
