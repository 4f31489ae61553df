using System.Net.Mime;
using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.SecondFactor;
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
internal sealed partial class SignInModel(
    PasswordDoor passwords, SecondStep secondStep, PasskeyDoor passkeys, SessionDoor door, TerminalDoor terminals, ILogger<SignInModel> logger) : PageModel
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

    /// <summary>True when a passkey did not help.</summary>
    public bool HasPasskeyFailed { get; private set; }

    public async Task<IActionResult> OnPostAsync(string? gebruikersnaam, string? wachtwoord, string? terug)
    {
        if (HttpContext.FindCaller() is { } caller)
        {
            return Go(caller.Role, terug);
        }

        var account = await passwords.FindAsync(HttpContext, gebruikersnaam?.Trim() ?? string.Empty, wachtwoord ?? string.Empty);
        var next = account is null ? AfterPassword.Refused : await secondStep.AfterPasswordAsync(HttpContext, account);
        if (next == AfterPassword.Refused)
        {
            HasFailed = true;
            return Page();
        }

        Log.PasswordRight(logger, account!.Id);
        var back = QueryString.Create("terug", terug ?? string.Empty);
        return next switch
        {
            AfterPassword.AskSecondFactor => LocalRedirect(SecondStep.Path + back),
            AfterPassword.SetUpFirst => LocalRedirect(SetUpFirst.Path + back),
            _ => Go(account.Role, terug),
        };
    }

    /// <summary>The question for the passkey of whoever is there.</summary>
    public async Task<IActionResult> OnPostPasskeyOptionsAsync() =>
        PasskeyDoor.IsPossible(Request) ? Content(await passkeys.AskAsync(HttpContext, account: null), MediaTypeNames.Application.Json) : BadRequest();

    /// <summary>A passkey alone: its owner has the device, and showed it who they are. That is two factors.</summary>
    public async Task<IActionResult> OnPostPasskeyAsync(string? passkey, string? terug)
    {
        if (await passkeys.AnswerAsync(HttpContext, passkey) is { } account
            && await door.SignInAsync(HttpContext, account, SignInMethods.Passkey, terminalId: default))
        {
            await HalfSignIn.EndAsync(HttpContext);
            Log.SignedInByPasskey(logger, account.Id);
            return Go(account.Role, terug);
        }

        Log.Refused(logger);
        HasPasskeyFailed = true;
        return Page();
    }

    private LocalRedirectResult Go(Role role, string? back) => LocalRedirect(PageMap.AfterSignIn(role, back));

    private static partial class Log
    {
        [LoggerMessage(40, LogLevel.Information, "Account {Account} gave its password.")]
        public static partial void PasswordRight(ILogger logger, OpaqueId account);

        [LoggerMessage(46, LogLevel.Warning, "Somebody could not sign in with a passkey.")]
        public static partial void Refused(ILogger logger);

        [LoggerMessage(47, LogLevel.Information, "Account {Account} signed in with a passkey.")]
        public static partial void SignedInByPasskey(ILogger logger, OpaqueId account);
    }
}
