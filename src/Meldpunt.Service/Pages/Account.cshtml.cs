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

/// <summary><c>/account</c>: one's own second factors and codes for paper. Whoever changes them shows the password or a factor once more, in the form itself.</summary>
[Authorize(AccessSetup.OwnSession)]
[EnableRateLimiting(AccessSetup.SignInLimit)]
internal sealed partial class AccountModel(
    SecondFactors factors, AuthenticatorStore authenticators, PasskeyStore store, PasskeyDoor passkeys, SecondStep secondStep, AccountStore accounts, ILogger<AccountModel> logger)
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

    public void OnGet(string? gedaan, string? fout)
    {
        Done = Known.Contains(gedaan, StringComparer.Ordinal) ? "account.done." + gedaan : null;
        Fault = fout is "passkey" ? "set-up.fault.passkey" : null;
        Read();
    }

    /// <summary>An app is offered, the first or in place of another.</summary>
    public async Task<IActionResult> OnPostAppAsync(string? bewijs)
    {
        if (await IsShownAsync(bewijs))
        {
            Authenticator = new AuthenticatorView(authenticators.Offer(Caller.AccountId), Caller.UserName, Fault: null);
        }

        return Show();
    }

    public async Task<IActionResult> OnPostAppRemovalAsync(string? bewijs) =>
        await IsShownAsync(bewijs) ? Removed(await factors.RemoveAuthenticatorAsync(Caller)) : Show();

    public async Task<IActionResult> OnPostPasskeyRemovalAsync(string? bewijs, string? passkey)
    {
        if (!await IsShownAsync(bewijs))
        {
            return Show();
        }

        return Removed(TryReadId(passkey, out var id) && await factors.RemovePasskeyAsync(Caller, id));
    }

    /// <summary>The question to make one passkey more.</summary>
    public async Task<IActionResult> OnPostPasskeyOptionsAsync(string? bewijs)
    {
        if (!PasskeyDoor.IsPossible(Request) || !await IsShownAsync(bewijs))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        return Content(await passkeys.OfferAsync(HttpContext, Caller), MediaTypeNames.Application.Json);
    }

    public async Task<IActionResult> OnPostCodesAsync(string? bewijs)
    {
        if (await IsShownAsync(bewijs) && await factors.RenewCodesAsync(Caller) is { } codes)
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

    private async Task<bool> IsShownAsync(string? proof)
    {
        if (accounts.FindById(Caller.AccountId) is not { } account)
        {
            return false;
        }

        var shown = await secondStep.ShowAnyAsync(account, proof);
        Fault = shown.IsRight ? null : "account.fault." + shown.Outcome;
        return shown.IsRight;
    }

    private IActionResult Removed(bool isRemoved)
    {
        if (isRemoved)
        {
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
