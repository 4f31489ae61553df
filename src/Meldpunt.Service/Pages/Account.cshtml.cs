using System.Buffers.Text;
using System.Net.Mime;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.SecondFactor;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Meldpunt.Service.Pages;

/// <summary>
/// <c>/account</c>: one's own second factors and codes for paper. Whoever changes them showed one within the last five minutes (<see cref="StepUp"/>); whoever has none yet gave the
/// password. Every change of a factor ends the other sessions of the account: whoever took one of those does not keep it.
/// </summary>
[Authorize(AccessSetup.OwnSession)]
[EnableRateLimiting(AccessSetup.SignInLimit)]
[RequiresStepUp(InForm = true)]
internal sealed partial class AccountModel(
    SecondFactors factors, AuthenticatorStore authenticators, PasskeyStore store, PasskeyDoor passkeys, FirstFactor first, StepUp stepUp, SessionBook sessions,
    ILogger<AccountModel> logger)
    : PageModel
{
    /// <summary>What was done a moment ago, of what this page tells about.</summary>
    private static readonly string[] Known = ["factor", "weg", "papier"];

    public SecondFactorState State { get; private set; } = new(HasAuthenticator: false, 0, 0);

    public IReadOnlyList<Passkey> Passkeys { get; private set; } = [];

    /// <summary>An app that is being set up or replaced.</summary>
    public AuthenticatorView? Authenticator { get; private set; }

    /// <summary>A new set of codes for paper.</summary>
    public IReadOnlyList<string> Codes { get; private set; } = [];

    /// <summary>What was done just now: the key of its sentence.</summary>
    public string? Done { get; private set; }

    /// <summary>What went wrong: the key of its sentence.</summary>
    public string? Fault { get; private set; }

    /// <summary>True when one factor is all there is and one there must be.</summary>
    public bool IsLastOne => State.Count <= 1 && SecondFactors.AreObligatory(Caller.Role);

    public Caller Caller => HttpContext.Caller();

    /// <summary>The id of a passkey in a form.</summary>
    public static string IdOf(Passkey passkey) => Base64Url.EncodeToString(passkey.CredentialId);

    /// <summary>True when the forms that change something are there: a second factor was shown just now.</summary>
    public bool MayChange => stepUp.IsFresh(HttpContext);

    /// <summary>True when the password was given just now, so that a first factor can be set up.</summary>
    public bool MayBegin => first.MayBegin(HttpContext);

    /// <summary>True when nothing was shown but a PIN: that is a way in at this terminal, and never makes one from anywhere.</summary>
    public bool HasOnlyPin => FirstFactor.HasOnlyPin(HttpContext);

    /// <summary>Where somebody was going who signed in with a code of paper; null for everybody else.</summary>
    public string? GoOn { get; private set; }

    public void OnGet(string? gedaan, string? fout, string? terug)
    {
        GoOn = gedaan is "papier" ? PageMap.AfterSignIn(Caller.Role, terug) : null;
        Done = Known.Contains(gedaan, StringComparer.Ordinal) ? "account.done." + gedaan : null;
        Fault = fout is "passkey" ? "set-up.fault.passkey" : null;
        Read();
    }

    /// <summary>The password, of whoever has no second factor yet and signed in a while ago.</summary>
    public async Task<IActionResult> OnPostFirstAsync(string? bewijs)
    {
        if (await first.GivePasswordAsync(HttpContext, bewijs))
        {
            return LocalRedirect(SetUpFirst.Path);
        }

        Fault = "account.fault.password";
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Show();
    }

    /// <summary>Another app is offered.</summary>
    public IActionResult OnPostApp()
    {
        if (!MayChange)
        {
            return Ask();
        }

        Authenticator = new AuthenticatorView(authenticators.Offer(Caller.AccountId, Caller.SessionId), Caller.UserName, Fault: null);
        return Show();
    }

    public async Task<IActionResult> OnPostAppRemovalAsync() => MayChange ? await RemovedAsync(await factors.RemoveAuthenticatorAsync(Caller)) : Ask();

    public async Task<IActionResult> OnPostPasskeyRemovalAsync(string? passkey) =>
        MayChange ? await RemovedAsync(TryReadId(passkey, out var id) && await factors.RemovePasskeyAsync(Caller, id)) : Ask();

    /// <summary>The question to make one passkey more.</summary>
    public async Task<IActionResult> OnPostPasskeyOptionsAsync() => PasskeyDoor.IsPossible(Request) && MayChange
        ? Content(await passkeys.OfferAsync(HttpContext, Caller), MediaTypeNames.Application.Json)
        : StatusCode(StatusCodes.Status403Forbidden);

    public async Task<IActionResult> OnPostCodesAsync()
    {
        if (!MayChange)
        {
            return Ask();
        }

        if (await factors.RenewCodesAsync(Caller) is { } codes)
        {
            Log.Renewed(logger, Caller.AccountId);
            Codes = codes;
        }

        return Show();
    }

    private static bool TryReadId(string? text, out byte[] id)
    {
        var isId = text is { Length: > 0 and < 2_048 } && Base64Url.IsValid(text);
        id = isId ? Base64Url.DecodeFromChars(text) : [];
        return isId;
    }

    // These forms hold nothing that was typed, so nothing is lost on the way.
    private LocalRedirectResult Ask() => LocalRedirect(PageMap.ConfirmAddress(PageMap.Account));

    private async Task<IActionResult> RemovedAsync(bool isRemoved)
    {
        if (isRemoved)
        {
            await sessions.EndOthersAsync(Caller.AccountId, Caller.SessionId);
            Log.Removed(logger, Caller.AccountId);
            return LocalRedirect(PageMap.Account + "?gedaan=weg");
        }

        Fault = "account.fault.last";
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Show();
    }

    private PageResult Show()
    {
        Read();
        return Page();
    }

    private void Read()
    {
        State = factors.Find(Caller.AccountId);
        Passkeys = store.List(Caller.AccountId);
    }

    private static partial class Log
    {
        [LoggerMessage(47, LogLevel.Information, "Account {Account} removed a second factor.")]
        public static partial void Removed(ILogger logger, OpaqueId account);

        [LoggerMessage(48, LogLevel.Information, "Account {Account} has new codes on paper.")]
        public static partial void Renewed(ILogger logger, OpaqueId account);
    }
}
