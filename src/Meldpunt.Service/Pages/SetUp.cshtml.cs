using System.Net.Mime;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.SecondFactor;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary>
/// <c>/account/instellen</c>: an app or a passkey as second factor, and then the codes for paper. For whoever must have one and has none it is the only page there is. Whoever has
/// one comes here from <c>/account</c>, after showing it.
/// </summary>
[Authorize(AccessSetup.OwnSession)]
[BeforeSecondFactor]
internal sealed partial class SetUpModel(
    SecondFactors factors, AuthenticatorStore authenticators, PasskeyDoor passkeys, FirstFactor first, StepUp stepUp, AccountStore accounts, SessionBook sessions, SessionDoor door,
    ILogger<SetUpModel> logger) : PageModel
{
    /// <summary>The app that can be set up now; null when the codes are shown.</summary>
    public AuthenticatorView? Authenticator { get; private set; }

    /// <summary>The codes for paper that were made a moment ago.</summary>
    public IReadOnlyList<string> Codes { get; private set; } = [];

    /// <summary>The key of what went wrong with a passkey; null when nothing did.</summary>
    public string? PasskeyFault { get; private set; }

    public bool IsObligatory => HttpContext.LacksSecondFactor();

    private Caller Caller => HttpContext.Caller();

    /// <summary>A session without a second factor changes nothing about factors that stand: it has to be shown first.</summary>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (IsObligatory && factors.Find(Caller.AccountId).HasAny)
        {
            await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
            context.Result = LocalRedirect(AccessSetup.SignInPath);
            return;
        }

        // Nothing is set up that would then be lost: with a browser that does not let its owner in, no session comes of it.
        if (IsObligatory && !door.Admits(HttpContext, accounts.FindById(Caller.AccountId)!, SignInMethods.Password | SignInMethods.Authenticator))
        {
            context.Result = await SignedOut.GoAsync(HttpContext, SignedOut.Elsewhere);
            return;
        }

        await next();
    }

    public IActionResult OnGet()
    {
        if (!first.MayBegin(HttpContext))
        {
            return LocalRedirect(PageMap.Account);
        }

        Authenticator = new AuthenticatorView(authenticators.Offer(Caller.AccountId, Caller.SessionId), Caller.UserName, Fault: null);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? aanbod, string? code)
    {
        if (!MayChange)
        {
            return LocalRedirect(PageMap.Account);
        }

        var change = await factors.ConfirmAuthenticatorAsync(Caller, aanbod, code);
        if (change.Succeeded)
        {
            return await DoneAsync(change, SignInMethods.Authenticator);
        }

        // An offer that ran out gets a new one only where somebody has nothing to show yet.
        var offer = authenticators.Reopen(Caller.AccountId, Caller.SessionId, aanbod) ?? (first.MayBegin(HttpContext) ? authenticators.Offer(Caller.AccountId, Caller.SessionId) : null);
        if (offer is null)
        {
            return LocalRedirect(PageMap.Account);
        }

        Authenticator = new AuthenticatorView(offer, Caller.UserName, "step.fault." + change.Outcome);
        return Page();
    }

    /// <summary>The question to make a passkey; whoever has a second factor gets it at <c>/account</c>, after showing it.</summary>
    public async Task<IActionResult> OnPostPasskeyOptionsAsync() =>
        PasskeyDoor.IsPossible(Request) && first.MayBegin(HttpContext)
            ? Content(await passkeys.OfferAsync(HttpContext, Caller), MediaTypeNames.Application.Json)
            : BadRequest();

    public async Task<IActionResult> OnPostPasskeyAsync(string? passkey, string? naam)
    {
        if (!MayChange)
        {
            return LocalRedirect(PageMap.Account);
        }

        var name = naam?.Trim();
        var isNamed = name is { Length: > 0 and <= PasskeyStore.MaxNameLength };
        if (isNamed
            && await passkeys.TakeAsync(HttpContext, Caller, passkey, name!) is { } made
            && await factors.AddPasskeyAsync(Caller, made) is { } change)
        {
            return await DoneAsync(change, SignInMethods.Passkey);
        }

        if (factors.Find(Caller.AccountId).HasAny)
        {
            return LocalRedirect(PageMap.Account + "?fout=passkey");
        }

        PasskeyFault = isNamed ? "set-up.fault.passkey" : "set-up.fault.name";
        return OnGet();
    }

    // An offer waits for half an hour; who may take it is asked when it is taken.
    private bool MayChange => first.MayBegin(HttpContext) || (stepUp.IsFresh(HttpContext) && factors.Find(Caller.AccountId).HasAny);

    // Whoever was let in to do only this has shown two factors now, and gets a session that says so; every other session of the account ends.
    private async Task<IActionResult> DoneAsync(FactorChange change, SignInMethods shown)
    {
        Log.Added(logger, Caller.AccountId, shown);
        await sessions.EndOthersAsync(Caller.AccountId, Caller.SessionId);
        var staysIn = IsObligatory
            ? accounts.FindById(Caller.AccountId) is { } account && await door.SignInAsync(HttpContext, account, SignInMethods.Password | shown, terminalId: default)
            : await door.VerifiedAsync(HttpContext, shown);
        if (!staysIn)
        {
            return await SignedOut.GoAsync(HttpContext, SignedOut.Elsewhere);
        }

        if (change.Codes.Count == 0)
        {
            return LocalRedirect(PageMap.Account + "?gedaan=factor");
        }

        Codes = change.Codes;
        return Page();
    }

    private static partial class Log
    {
        [LoggerMessage(46, LogLevel.Information, "Account {Account} has another second factor: {Method}.")]
        public static partial void Added(ILogger logger, OpaqueId account, SignInMethods method);
    }
}
