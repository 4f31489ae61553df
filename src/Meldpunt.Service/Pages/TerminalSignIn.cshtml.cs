using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Terminals;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Terminals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Meldpunt.Service.Pages;

/// <summary>
/// <c>/aanmelden/terminal</c>: staff number and PIN, where <c>/aanmelden</c> leads on an enrolled terminal. Every way to fail looks the same and takes as long.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(AccessSetup.SignInLimit)]
internal sealed partial class TerminalSignInModel(
    TerminalDoor terminals, TerminalStore store, PinDoor pins, SessionDoor door, AccessDirectory directory, ILogger<TerminalSignInModel> logger) : PageModel
{
    public const string NumberField = "personeelsnummer";
    public const string PinField = "pin";

    /// <summary>The terminal that this browser is.</summary>
    public Terminal Terminal { get; private set; } = null!;

    /// <summary>Where it stands.</summary>
    public string Place => directory.FindLocation(Terminal.LocationId)!.Name;

    /// <summary>True when somebody tried and may not come in.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Why somebody is here: a key of a sentence, or null.</summary>
    public string? Note { get; private set; }

    public IActionResult OnGet(string? reden, string? gedaan)
    {
        Note = string.Equals(gedaan, PinField, StringComparison.Ordinal) ? "terminal-sign-in.pin-chosen" : SignedOut.NoteOf(reden);
        return Open() is { } elsewhere ? elsewhere : Page();
    }

    public async Task<IActionResult> OnPostAsync(string? personeelsnummer, string? pin)
    {
        if (Open() is { } elsewhere)
        {
            return elsewhere;
        }

        if (await pins.VerifyAsync(Terminal, personeelsnummer, pin) is { } account
            && await door.SignInAsync(HttpContext, account, SignInMethods.Pin | SignInMethods.Terminal, Terminal.Id))
        {
            Log.SignedIn(logger, account.Id, Terminal.Id);
            terminals.Renew(HttpContext);
            await store.NoteSignInAsync(Terminal.Id);
            return LocalRedirect(PageMap.Gate);
        }

        Log.Refused(logger, Terminal.Id);
        HasFailed = true;
        return Page();
    }

    // Null for the page itself.
    private LocalRedirectResult? Open()
    {
        if (HttpContext.FindCaller() is { } caller)
        {
            return LocalRedirect(PageMap.AfterSignIn(caller.Role, back: null));
        }

        if (terminals.Find(HttpContext) is not { } terminal)
        {
            return LocalRedirect(PageMap.Terminal);
        }

        Terminal = terminal;
        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(91, LogLevel.Information, "Account {Account} signed in on terminal {Terminal}.")]
        public static partial void SignedIn(ILogger logger, OpaqueId account, OpaqueId terminal);

        [LoggerMessage(92, LogLevel.Warning, "Somebody could not sign in on terminal {Terminal}.")]
        public static partial void Refused(ILogger logger, OpaqueId terminal);
    }
}
