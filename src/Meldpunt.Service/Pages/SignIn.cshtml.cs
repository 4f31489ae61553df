using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
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
    SignInManager<Account> signIn, UserManager<Account> users, SessionDoor door, AccessDirectory directory, ILogger<SignInModel> logger) : PageModel
{
    // Far above any password of a person; hashing a longer one would only cost time.
    private const int MaxTypedLength = 1_000;

    /// <summary>True when somebody tried and may not come in.</summary>
    public bool HasFailed { get; private set; }

    public IActionResult OnGet(string? terug) => HttpContext.FindCaller() is { } caller ? Go(caller.Role, terug) : Page();

    public async Task<IActionResult> OnPostAsync(string? gebruikersnaam, string? wachtwoord, string? terug)
    {
        if (HttpContext.FindCaller() is { } caller)
        {
            return Go(caller.Role, terug);
        }

        if (await SignInAsync(gebruikersnaam?.Trim() ?? string.Empty, wachtwoord ?? string.Empty) is { } account)
        {
            Log.SignedIn(logger, account.Id);
            return Go(account.Role, terug);
        }

        Log.Refused(logger);
        HasFailed = true;
        return Page();
    }

    private async Task<Account?> SignInAsync(string userName, string password)
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

        var result = await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        if (!result.Succeeded)
        {
            return null;
        }

        await door.SignInAsync(HttpContext, account, SignInMethods.Password, terminalId: default);
        return account;
    }

    private LocalRedirectResult Go(Role role, string? back) => LocalRedirect(PageMap.AfterSignIn(role, back));

    private static partial class Log
    {
        [LoggerMessage(40, LogLevel.Information, "Account {Account} signed in.")]
        public static partial void SignedIn(ILogger logger, OpaqueId account);

        [LoggerMessage(41, LogLevel.Warning, "Somebody could not sign in.")]
        public static partial void Refused(ILogger logger);
    }
}
