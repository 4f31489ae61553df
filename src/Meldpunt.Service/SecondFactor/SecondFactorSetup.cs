using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Meldpunt.Service.SecondFactor;

/// <summary>Second factors: what looks at them, and the two short-lived cookies between one step and the next.</summary>
internal static class SecondFactorSetup
{
    public static void AddSecondFactors(this IServiceCollection services)
    {
        services.AddScoped<HalfSignIn>();
        services.AddScoped<SecondStep>();
        services.AddScoped<FirstFactor>();
        services.AddScoped<PasskeyDoor>();
        services.AddSingleton<UsedChallenges>();
        services.TryAddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "preferred";
            passkeys.AttestationConveyancePreference = "none";
            passkeys.AuthenticatorTimeout = PasskeyDoor.ChallengeLifetime;
            passkeys.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && IsOwn(context.HttpContext.Request, context.Origin));
        });
    }

    /// <summary>The cookies; no policy takes them for a session.</summary>
    public static AuthenticationBuilder AddSecondFactorCookies(this AuthenticationBuilder builder, HostOptions options) => builder
        .AddCookie(HalfSignIn.Scheme, cookie => Configure(cookie, options, "halverwege", HalfSignIn.Lifetime))
        .AddCookie(PasskeyDoor.Scheme, cookie => Configure(cookie, options, "passkey", PasskeyDoor.ChallengeLifetime));

    private static void Configure(CookieAuthenticationOptions cookie, HostOptions options, string name, TimeSpan lifetime)
    {
        cookie.Cookie.Name = (options.IsSecure ? "__Host-meldpunt-" : "meldpunt-") + name;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.Path = "/";
        cookie.Cookie.SecurePolicy = options.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        cookie.ExpireTimeSpan = lifetime;
        cookie.SlidingExpiration = false;
        cookie.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask;
    }

    // The framework would compare with the Origin of the request, which is "null" for a form of a page that sends no referrer.
    private static bool IsOwn(HttpRequest request, string origin) =>
        string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
