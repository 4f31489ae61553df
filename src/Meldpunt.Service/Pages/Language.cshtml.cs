using System.Text;
using Meldpunt.Service.Pages.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/taal</c>: keeps the choice of language in a cookie and goes back. Open: it changes words and nothing else.</summary>
[AllowAnonymous]
internal sealed class LanguageModel(HostOptions host) : PageModel
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    public IActionResult OnGet() => LocalRedirect("/");

    public IActionResult OnPost(string? taal, string? terug)
    {
        Response.Cookies.Append(PageTexts.CookieName(Request), TextCatalogue.Of(taal).Language, new CookieOptions
        {
            MaxAge = Lifetime,
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Strict,
            Secure = host.IsSecure,
            Path = "/",
        });
        return LocalRedirect(Url.IsLocalUrl(terug) && Ascii.IsValid(terug) ? terug : "/");
    }
}
