using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Access;
using Meldpunt.Service.Terminals;
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
internal sealed class SignInModel(PasswordDoor door, SessionDoor sessions, TerminalDoor terminals) : PageModel
{
    // Asked for on a terminal, by whoever has no staff number there.
    private const string WithPassword = "wachtwoord";

    /// <summary>True when somebody tried and may not come in.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Why somebody is here: a key of a sentence, or null.</summary>
    public string? Note { get; private set; }

    /// <summary>True on an enrolled terminal, where most people have another way in.</summary>
    public bool IsOnTerminal => terminals.Find(HttpContext) is not null;

    public IActionResult OnGet(string? terug, string? met, string? reden)
    {
        if (HttpContext.FindCaller() is { } caller)
        {
            return Go(caller.Role, terug);
        }

        Note = SignedOut.NoteOf(reden);
        return string.Equals(met, WithPassword, StringComparison.Ordinal) || !terminals.HasSecret(HttpContext) ? Page()
            : !IsOnTerminal ? LocalRedirect(PageMap.Terminal)
            : LocalRedirect(Note is null ? PageMap.TerminalSignIn : $"{PageMap.TerminalSignIn}?{SignedOut.Parameter}={reden}");
    }

    public async Task<IActionResult> OnPostAsync(string? gebruikersnaam, string? wachtwoord, string? terug)
    {
        if (HttpContext.FindCaller() is { } caller)
        {
            return Go(caller.Role, terug);
        }

        if (await door.FindAsync(HttpContext, gebruikersnaam?.Trim() ?? string.Empty, wachtwoord ?? string.Empty) is { } account
            && await sessions.SignInAsync(HttpContext, account, SignInMethods.Password, terminalId: default))
        {
            return Go(account.Role, terug);
        }

        HasFailed = true;
        return Page();
    }

    private LocalRedirectResult Go(Role role, string? back) => LocalRedirect(PageMap.AfterSignIn(role, back));
}
