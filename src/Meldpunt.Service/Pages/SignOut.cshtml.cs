using Meldpunt.Service.Access;
using Meldpunt.Service.Terminals;
using Meldpunt.Service.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary>
/// <c>/afmelden</c>: ends the session, here and on the server; on a terminal it hands that to the next one. Open, so that nobody is asked to sign in before signing out,
/// and nobody is told that the page was too old whose session ran out before.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
internal sealed class SignOutModel(TerminalDoor terminals, IAntiforgery antiforgery) : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/");

    public async Task<IActionResult> OnPostAsync(string? reden)
    {
        // A form belongs to whoever it was made for. Without a session in the request (another site's browser sends none along) the answer would still take the cookie.
        if (!SameOriginForCookies.IsSameOrigin(Request) || (HttpContext.FindCaller() is not null && !await antiforgery.IsRequestValidAsync(HttpContext)))
        {
            return BadRequest();
        }

        await HalfSignIn.EndAsync(HttpContext);

        await SessionDoor.SignOutAsync(HttpContext);
        var path = terminals.Find(HttpContext) is null ? AccessSetup.SignInPath : PageMap.TerminalSignIn;
        return LocalRedirect(SignedOut.NoteOf(reden) is null ? path : $"{path}?{SignedOut.Parameter}={reden}");
    }
}
