using System.Net.Mime;
using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.SecondFactor;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Meldpunt.Service.Pages;

/// <summary><c>/aanmelden/code</c>: the second factor, for whoever just gave the right password. Everybody else is sent back to the beginning.</summary>
[AllowAnonymous]
[EnableRateLimiting(AccessSetup.SignInLimit)]
internal sealed partial class SignInCodeModel(
    HalfSignIn half, SecondStep secondStep, PasskeyDoor passkeys, SecondFactors factors, HostOptions host, ILogger<SignInCodeModel> logger) : PageModel
{
    /// <summary>Which second factors stand for who is signing in.</summary>
    public SecondFactorState State { get; private set; } = new(HasAuthenticator: false, 0, 0);

    /// <summary>What was wrong: the key of its sentence; null when nothing was.</summary>
    public string? Fault { get; private set; }

    /// <summary>The code itself, where everybody is invented.</summary>
    public string? DemoCode { get; private set; }

    public async Task<IActionResult> OnGetAsync() => await half.FindAsync(HttpContext) is { } account ? Show(account) : Again();

    public async Task<IActionResult> OnPostAsync(string? code, string? terug)
    {
        if (await half.FindAsync(HttpContext) is not { } account)
        {
            return Again();
        }

        var shown = await secondStep.ShowCodeAsync(account, code);
        if (!shown.IsRight)
        {
            Fault = "step.fault." + shown.Outcome;
            return Show(account);
        }

        return await CompleteAsync(account, shown.Method, terug);
    }

    public async Task<IActionResult> OnPostPasskeyOptionsAsync() =>
        PasskeyDoor.IsPossible(Request) && await half.FindAsync(HttpContext) is { } account
            ? Content(await passkeys.AskAsync(HttpContext, account), MediaTypeNames.Application.Json)
            : BadRequest();

    public async Task<IActionResult> OnPostPasskeyAsync(string? passkey, string? terug)
    {
        if (await half.FindAsync(HttpContext) is not { } account)
        {
            return Again();
        }

        if ((await passkeys.AnswerAsync(HttpContext, passkey))?.Id == account.Id)
        {
            return await CompleteAsync(account, SignInMethods.Passkey, terug);
        }

        Log.PasskeyRefused(logger, account.Id);
        Fault = "step.fault.passkey";
        return Show(account);
    }

    private async Task<IActionResult> CompleteAsync(Account account, SignInMethods method, string? back)
    {
        await secondStep.CompleteAsync(HttpContext, account, method);
        Log.SignedIn(logger, account.Id, method);

        // Whoever used paper hears how much of it is left, where new paper is to be had, and goes on from there.
        var next = PageMap.AfterSignIn(account.Role, back);
        return LocalRedirect(method == SignInMethods.RecoveryCode ? $"{PageMap.Account}?gedaan=papier&terug={Uri.EscapeDataString(next)}" : next);
    }

    private PageResult Show(Account account)
    {
        State = factors.Find(account.Id);
        DemoCode = host.DemoCode?.Invoke(account.UserName);
        return Page();
    }

    private LocalRedirectResult Again() => LocalRedirect(HttpContext.FindCaller() is null ? AccessSetup.SignInPath : "/");

    private static partial class Log
    {
        [LoggerMessage(44, LogLevel.Information, "Account {Account} signed in; its second factor was {Method}.")]
        public static partial void SignedIn(ILogger logger, OpaqueId account, SignInMethods method);

        [LoggerMessage(45, LogLevel.Warning, "Account {Account} showed a passkey that was not accepted.")]
        public static partial void PasskeyRefused(ILogger logger, OpaqueId account);
    }
}
