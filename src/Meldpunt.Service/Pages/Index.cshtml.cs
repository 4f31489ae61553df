using Meldpunt.Service.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/</c>: everybody's way to where their work begins.</summary>
[AllowAnonymous]
internal sealed class IndexModel : PageModel
{
    public IActionResult OnGet() =>
        LocalRedirect(HttpContext.FindCaller() is { } caller ? PageMap.AfterSignIn(caller.Role, back: null) : AccessSetup.SignInPath);
}
