using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Keys;
using Meldpunt.Service.Api;
using Meldpunt.Service.Pages;
using Meldpunt.Service.SecondFactor;
using Meldpunt.Service.Terminals;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;

namespace Meldpunt.Service.Access;

/// <summary>Who gets in: tokens for machines, sessions for people, roles for both. What names no role does not start: see <see cref="RouteAudit"/>.</summary>
internal static class AccessSetup
{
    /// <summary>Name of the limit on attempts to sign in.</summary>
    public const string SignInLimit = "aanmelden";

    /// <summary>Name of the limit on what the open routes of the query log may be asked.</summary>
    public const string OpenLogLimit = "logboek";

    /// <summary>Where people sign in.</summary>
    public const string SignInPath = "/aanmelden";

    /// <summary>Policy of who may read the query log: the auditor all of it, a security desk its own participant's rows.</summary>
    public const string LogReaders = "logboeklezers";

    /// <summary>Policy of who may find out who looked one person up: a security desk asks, the auditor confirms, and neither can do it alone.</summary>
    public const string LogInspectors = "logboekinzage";

    /// <summary>Who looks after channels: desks, and the consortium's management.</summary>
    public const string ChannelKeepers = "kanalen";

    /// <summary>Policy of who may read the rule: everybody but a gate, which needs no reasons.</summary>
    public const string RuleReaders = "regellezers";

    /// <summary>Policy of who may read what was done: everybody but a gate; a security desk what concerns its own participant.</summary>
    public const string ActReaders = "handelingenlezers";

    /// <summary>Policy of who is told what waits: a security desk of its own cases, the consortium of those that wait too long.</summary>
    public const string MessageReaders = "meldingenlezers";

    /// <summary>Policy of who reads how matches are followed up: a security desk its own figures and those of all together, the consortium each participant's.</summary>
    public const string FigureReaders = "cijferlezers";

    /// <summary>Policy of who looks after accounts: a security desk those of its participant, management those of the consortium and of the desks. No token does.</summary>
    public const string AccountKeepers = "accountbeheerders";

    /// <summary>Policy of who signed in with a browser, in whatever role: what is somebody's own.</summary>
    public const string OwnSession = "sessie";

    private const string EitherScheme = "Meldpunt";
    private const int SignInsPerMinute = 60;

    // A witness asks a few times a minute. One that has been away for long, or that copies the whole tree, reads a tile for every 256 rows.
    private const int LogReadsPerMinute = 1_200;
    private const int CosignaturesPerMinute = 60;

    private const int NetworkBytes = 8;


    public static void AddMeldpuntAccess(this IServiceCollection services, Installation installation, HostOptions options)
    {
        services.AddSchemes(options);
        services.AddAccounts();
        services.AddDataProtection()
            .SetApplicationName("meldpunt")
            .PersistKeysToFileSystem(DurableFile.CreateFolder(InstallationFolder.WebKeys(installation.Folder)));
        services.Configure<KeyManagementOptions>(keys => keys.XmlEncryptor = new WebKeyProtection(installation));
        services.AddSecondFactors();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusedAccess>();
        services.AddAuthorizationBuilder()
            .AddPolicy(OwnSession, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => context.User.IsFromCookie()))
            .AddRole(RoleNames.Gate)
            .AddRole(RoleNames.Security)
            .AddRole(RoleNames.Oversight)
            .AddRole(RoleNames.Management)
            .AddPolicy(LogReaders, policy => policy.RequireRole(RoleNames.Oversight, RoleNames.Security))
            .AddPolicy(LogInspectors, policy => policy.RequireRole(RoleNames.Oversight, RoleNames.Security))
            .AddPolicy(AccountKeepers, policy => policy.RequireRole(RoleNames.Security, RoleNames.Management).RequireAssertion(context => context.User.IsFromCookie()))
            .AddPolicy(ActReaders, policy => policy.RequireRole(RoleNames.Oversight, RoleNames.Security, RoleNames.Management))
            .AddPolicy(MessageReaders, policy => policy.RequireRole(RoleNames.Security, RoleNames.Oversight, RoleNames.Management))
            .AddPolicy(ChannelKeepers, policy => policy.RequireRole(RoleNames.Security, RoleNames.Management))
            .AddPolicy(FigureReaders, policy => policy.RequireRole(RoleNames.Security, RoleNames.Oversight, RoleNames.Management))
            .AddPolicy(RuleReaders, policy => policy.RequireRole(RoleNames.Oversight, RoleNames.Security, RoleNames.Management));
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (context, _) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = "60";
                return new ValueTask(Problem.WriteAsync(context.HttpContext, StatusCodes.Status429TooManyRequests));
            };
            limiter.AddPolicy(SignInLimit, http => HttpMethods.IsPost(http.Request.Method)
                ? PerMinute(http, SignInsPerMinute)
                : RateLimitPartition.GetNoLimiter(string.Empty));
            limiter.AddPolicy(OpenLogLimit, http => PerMinute(http, HttpMethods.IsPost(http.Request.Method) ? CosignaturesPerMinute : LogReadsPerMinute));
        });
    }

    private static RateLimitPartition<string> PerMinute(HttpContext http, int requests) => RateLimitPartition.GetFixedWindowLimiter(
        string.Create(CultureInfo.InvariantCulture, $"{requests} {NetworkOf(http.Connection.RemoteIpAddress)}"),
        _ => new FixedWindowRateLimiterOptions { PermitLimit = requests, Window = TimeSpan.FromMinutes(1) });

    // Who has one address of IPv6 has all of its network.
    private static IPAddress? NetworkOf(IPAddress? address) => address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
        ? new IPAddress([.. address.GetAddressBytes().AsSpan(0, NetworkBytes), .. new byte[NetworkBytes]])
        : address;

    private static AuthorizationBuilder AddRole(this AuthorizationBuilder builder, string role) =>
        builder.AddPolicy(role, policy => policy.RequireRole(role));

    private static void AddSchemes(this IServiceCollection services, HostOptions options)
    {
        services.AddAuthentication(EitherScheme)
            .AddPolicyScheme(EitherScheme, displayName: null, scheme => scheme.ForwardDefaultSelector = http =>
                http.Request.Headers.Authorization.Count > 0 || !http.Request.Headers.Cookie.Any(cookie => cookie!.Contains(CookieName(options), StringComparison.Ordinal))
                    && ApiVersion.IsInterface(http.Request.Path)
                    ? TokenAuthentication.SchemeName
                    : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, _ => { })
            .AddCookie(IdentityConstants.ApplicationScheme, cookie => ConfigureCookie(cookie, options))
            .AddSecondFactorCookies(options);
        services.AddSingleton<ITicketStore, TicketStore>();
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<ITicketStore>((cookie, store) => cookie.SessionStore = store);
    }

    // Browsers take a __Host- cookie over https only; the demo on a loopback address has none.
    private static string CookieName(HostOptions options) => options.IsSecure ? "__Host-meldpunt" : "meldpunt";

    private static void ConfigureCookie(CookieAuthenticationOptions cookie, HostOptions options)
    {
        cookie.Cookie.Name = CookieName(options);
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.Path = "/";
        cookie.Cookie.SecurePolicy = options.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        cookie.ExpireTimeSpan = SessionLimits.Absolute;
        cookie.SlidingExpiration = false;
        cookie.LoginPath = SignInPath;
        cookie.ReturnUrlParameter = "terug";
        // The page that signs in decides where to go next; the framework would take the address's word for it.
        cookie.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask;
        cookie.Events.OnRedirectToLogin = context => RedirectOrProblem(
            context, StatusCodes.Status401Unauthorized, redirectUri: $"{SignInPath}?terug={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}"
                + (HttpMethods.IsPost(context.Request.Method) ? $"&{SignedOut.Parameter}={SignedOut.Unsent}" : string.Empty));
        cookie.Events.OnRedirectToAccessDenied = context => RedirectOrProblem(context, StatusCodes.Status403Forbidden, redirectUri: null);
        cookie.Events.OnValidatePrincipal = async context =>
        {
            var directory = context.HttpContext.RequestServices.GetRequiredService<AccessDirectory>();
            if (context.HttpContext.FindSession() is { } session
                && directory.FindCaller(session) is { } caller
                && !context.HttpContext.RequestServices.GetRequiredService<TerminalDoor>().IsElsewhere(context.HttpContext, session.TerminalId))
            {
                context.HttpContext.SetCaller(caller);
                return;
            }

            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        };
    }

    private static Task RedirectOrProblem(RedirectContext<CookieAuthenticationOptions> context, int status, string? redirectUri)
    {
        if (redirectUri is null || ApiVersion.IsInterface(context.Request.Path))
        {
            return Problem.WriteAsync(context.HttpContext, status);
        }

        context.Response.Redirect(redirectUri);
        return Task.CompletedTask;
    }

    private static void AddAccounts(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<IPasswordHasher<Account>, Argon2PasswordHasher>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<KnownBrowsers>();
        services.AddSingleton<TerminalDoor>();
        services.AddSingleton<PinDoor>();
        services.AddSingleton<SessionBook>();
        services.AddScoped<SessionDoor>();
        services.AddScoped<StepUp>();
        services.AddScoped<PasswordDoor>();
        services.AddScoped<InvitationDoor>();
        services.AddScoped<AccountDoor>();
        services.AddIdentityCore<Account>()
            .AddUserStore<AccountUserStore>()
            .AddClaimsPrincipalFactory<AccountPrincipalFactory>()
            .AddSignInManager();
        services.AddSingleton<ILookupNormalizer, NameAsTyped>();
    }

    // The database compares names without regard to case.
    private sealed class NameAsTyped : ILookupNormalizer
    {
        public string? NormalizeEmail(string? email) => email;

        public string? NormalizeName(string? name) => name;
    }
}
