using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Meldpunt.Service.Pages;

/// <summary>
/// <c>/aanmelden</c>. Every way to fail looks the same and takes as long (<see cref="PasswordDoor"/>): no such account, wrong password, ended,
/// participant left, too soon, a system.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(AccessSetup.SignInLimit)]
internal sealed class SignInModel(PasswordDoor door, SessionDoor sessions) : PageModel
{
    /// <summary>True when somebody tried and may not come in.</summary>
    public bool HasFailed { get; private set; }

    public IActionResult OnGet(string? terug) => HttpContext.FindCaller() is { } caller ? Go(caller.Role, terug) : Page();

    public async Task<IActionResult> OnPostAsync(string? gebruikersnaam, string? wachtwoord, string? terug)
    {
        if (HttpContext.FindCaller() is { } caller)
        {
            return Go(caller.Role, terug);
        }

        if (await door.FindAsync(HttpContext, gebruikersnaam?.Trim() ?? string.Empty, wachtwoord ?? string.Empty) is { } account)
        {
            await sessions.SignInAsync(HttpContext, account, SignInMethods.Password, terminalId: default);
            return Go(account.Role, terug);
        }

        HasFailed = true;
        return Page();
    }

    private LocalRedirectResult Go(Role role, string? back) => LocalRedirect(PageMap.AfterSignIn(role, back));
}
