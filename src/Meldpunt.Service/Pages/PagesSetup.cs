using System.Text.Encodings.Web;
using System.Text.Unicode;
using Meldpunt.Service.Pages.Cases;
using Meldpunt.Service.Pages.Registering;
using Meldpunt.Service.Pages.Texts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.WebEncoders;

namespace Meldpunt.Service.Pages;

/// <summary>The pages: server-rendered, one look, no script needed.</summary>
internal static class PagesSetup
{
    public static void AddMeldpuntPages(this IServiceCollection services)
    {
        services.AddRazorPages();
        services.AddHttpContextAccessor();
        services.AddScoped(provider => PageTexts.Of(provider.GetRequiredService<IHttpContextAccessor>().HttpContext!));
        services.AddScoped<LogStatus>();
        services.AddScoped<SessionList>();
        services.AddScoped<DraftKeeper>();
        services.AddScoped<DeskNow>();
        services.AddScoped<CasePage>();
        services.AddScoped<LogRetentionView>();
        services.AddOptions<AntiforgeryOptions>().Configure<HostOptions>((antiforgery, host) =>
        {
            antiforgery.Cookie.Name = host.IsSecure ? "__Host-meldpunt-formulier" : "meldpunt-formulier";
            antiforgery.Cookie.Path = "/";
            antiforgery.Cookie.SecurePolicy = host.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
            // SecurityHeaders says DENY, which is stricter.
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        // Letters stay letters; what a browser could take for markup is escaped all the same.
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(
            UnicodeRanges.BasicLatin, UnicodeRanges.Latin1Supplement, UnicodeRanges.LatinExtendedA, UnicodeRanges.LatinExtendedB,
            UnicodeRanges.LatinExtendedAdditional, UnicodeRanges.GeneralPunctuation));
    }
}
