using System.Net.Mime;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.SecondFactor;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Meldpunt.Service.Pages;

/// <summary>
/// <c>/aanmelden</c>. Every way to fail looks the same and takes as long: no such account, wrong password, locked, ended, participant left.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(AccessSetup.SignInLimit)]
internal sealed partial class SignInModel(
    UserManager<Account> users, AccessDirectory directory, SecondStep secondStep, PasskeyDoor passkeys, SessionDoor door, ILogger<SignInModel> logger) : PageModel
{
    // Far above any password of a person; hashing a longer one would only cost time.
    private const int MaxTypedLength = 1_000;

    /// <summary>True when somebody tried and may not come in.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>True when a passkey did not help.</summary>
    public bool HasPasskeyFailed { get; private set; }

    public IActionResult OnGet(string? terug) => HttpContext.FindCaller() is { } caller ? Go(caller.Role, terug) : Page();

    public async Task<IActionResult> OnPostAsync(string? gebruikersnaam, string? wachtwoord, string? terug)
    {
        if (HttpContext.FindCaller() is { } caller)
        {
            return Go(caller.Role, terug);
        }

        if (await CheckAsync(gebruikersnaam?.Trim() ?? string.Empty, wachtwoord ?? string.Empty) is { } account)
        {
            var next = await secondStep.AfterPasswordAsync(HttpContext, account);
            Log.PasswordRight(logger, account.Id);
            return next is null ? Go(account.Role, terug) : LocalRedirect(next + QueryString.Create("terug", terug ?? string.Empty));
        }

        Log.Refused(logger);
        HasFailed = true;
        return Page();
    }

    /// <summary>The question for the passkey of whoever is there.</summary>
    public async Task<IActionResult> OnPostPasskeyOptionsAsync() =>
        PasskeyDoor.IsPossible(Request) ? Content(await passkeys.AskAsync(HttpContext, account: null), MediaTypeNames.Application.Json) : BadRequest();

    /// <summary>A passkey alone: its owner has the device, and showed it who they are. That is two factors.</summary>
    public async Task<IActionResult> OnPostPasskeyAsync(string? passkey, string? terug)
    {
        if (await passkeys.AnswerAsync(HttpContext, passkey) is { } account)
        {
            await HalfSignIn.EndAsync(HttpContext);
            await door.SignInAsync(HttpContext, account, SignInMethods.Passkey, terminalId: default);
            Log.SignedInByPasskey(logger, account.Id);
            return Go(account.Role, terug);
        }

        Log.Refused(logger);
        HasPasskeyFailed = true;
        return Page();
    }

    private async Task<Account?> CheckAsync(string userName, string password)
    {
        var isReadable = userName.Length is > 0 and <= MaxTypedLength && password.Length is > 0 and <= MaxTypedLength;
        var account = isReadable ? await users.FindByNameAsync(userName) : null;

        // An account that was made, ended or left a moment ago, by another process.
        directory.Refresh();
        if (account?.PasswordHash is null
            || directory.FindByAccount(account.Id, account.SecurityStamp) is null
            || await users.IsLockedOutAsync(account))
        {
            Argon2PasswordHasher.SpendTime(isReadable ? password : string.Empty);
            return null;
        }

        if (await users.CheckPasswordAsync(account, password))
        {
            return account;
        }

        await users.AccessFailedAsync(account);
        return null;
    }

    private LocalRedirectResult Go(Role role, string? back) => LocalRedirect(PageMap.AfterSignIn(role, back));

    private static partial class Log
    {
        [LoggerMessage(40, LogLevel.Information, "Account {Account} gave its password.")]
        public static partial void PasswordRight(ILogger logger, OpaqueId account);

        [LoggerMessage(41, LogLevel.Warning, "Somebody could not sign in.")]
        public static partial void Refused(ILogger logger);

        [LoggerMessage(43, LogLevel.Information, "Account {Account} signed in with a passkey.")]
        public static partial void SignedInByPasskey(ILogger logger, OpaqueId account);
    }
}
