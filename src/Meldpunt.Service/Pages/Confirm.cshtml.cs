using System.Net.Mime;
using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Access;
using Meldpunt.Service.Pages.Forms;
using Meldpunt.Service.SecondFactor;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Meldpunt.Service.Pages;

/// <summary><c>/bevestig</c>: a second factor once more, for what has no form of its own; then back to a page of one's own, and nowhere else.</summary>
[Authorize(AccessSetup.OwnSession)]
[EnableRateLimiting(AccessSetup.SignInLimit)]
[RequestSizeLimit(StepUp.MaxFormBytes)]
internal sealed class ConfirmModel(StepUp stepUp, PasskeyDoor passkeys, SecondFactors factors, AccountStore accounts) : PageModel
{
    public TypedForm Form { get; private set; } = TypedForm.Empty;

    /// <summary>True when a passkey did not help.</summary>
    public bool HasPasskeyFailed { get; private set; }

    /// <summary>Where it goes on, a page of the caller's role; null when nobody said where.</summary>
    public string? Back => Request.Query["terug"] is [{ Length: > 0 } back] ? PageMap.AfterSignIn(HttpContext.Caller().Role, back) : null;

    /// <summary>This page, to go on to the same.</summary>
    public string Address => Back is { } back ? PageMap.ConfirmAddress(back) : PageMap.Confirm;

    /// <summary>True when there is nothing to ask: a second factor was shown just now.</summary>
    public bool IsConfirmed => stepUp.IsFresh(HttpContext);

    public bool HasPasskeys => factors.Find(HttpContext.Caller().AccountId).Passkeys > 0;

    public async Task<IActionResult> OnPostAsync()
    {
        if (await stepUp.PassAsync(HttpContext) is not { } fault)
        {
            return GoOn();
        }

        Form = new TypedForm(Request.Form, [fault]);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    public async Task<IActionResult> OnPostPasskeyOptionsAsync() =>
        PasskeyDoor.IsPossible(Request) && accounts.FindById(HttpContext.Caller().AccountId) is { } account
            ? Content(await passkeys.AskAsync(HttpContext, account), MediaTypeNames.Application.Json)
            : BadRequest();

    public async Task<IActionResult> OnPostPasskeyAsync(string? passkey)
    {
        if (await stepUp.PassWithPasskeyAsync(HttpContext, passkey))
        {
            return GoOn();
        }

        HasPasskeyFailed = true;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    // A download leaves the page standing that led to it: then this one says that it is done, and has the link.
    private LocalRedirectResult GoOn() => LocalRedirect(Back is { } back && !PageMap.IsDownload(back) ? back : Address);
}
