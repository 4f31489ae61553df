using Meldpunt.Service.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/afmelden</c>: ends the session, here and on the server. Open, so that nobody is asked to sign in before signing out.</summary>
[AllowAnonymous]
internal sealed class SignOutModel : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/");

    public async Task<IActionResult> OnPostAsync()
    {
        await SessionDoor.SignOutAsync(HttpContext);
        return LocalRedirect(AccessSetup.SignInPath);
    }
}
