using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Persons;
using Meldpunt.Service.Access;
using Meldpunt.Service.Pages.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Meldpunt.Service.Pages;

/// <summary><c>/account/wachtwoord</c>: another password, with the old one. All other sessions end, and this one goes on under a new key.</summary>
[Authorize(AccessSetup.OwnSession)]
[EnableRateLimiting(AccessSetup.SignInLimit)]
internal sealed class PasswordModel(PasswordDoor door, SessionDoor sessions) : PageModel
{
    public const string OldField = "huidig";
    public const string NewField = "wachtwoord";

    public TypedForm Form { get; private set; } = TypedForm.Empty;

    public bool IsDone { get; private set; }

    public void OnGet(string? gedaan) => IsDone = gedaan is not null;

    public async Task<IActionResult> OnPostAsync()
    {
        Form = new TypedForm(Request.Form, []);
        var caller = HttpContext.Caller();
        var old = Form[OldField] ?? string.Empty;
        var chosen = Form[NewField] ?? string.Empty;
        var faults = new List<Fault>();
        ParticipantForm.AddMissing(faults, OldField, old.Length == 0);
        faults.AddRange(PasswordRules.Check(NewField, chosen, caller.UserName, caller.Participant?.Name));
        if (faults.Count == 0 && string.Equals(old, chosen, StringComparison.Ordinal))
        {
            faults.Add(new Fault(NewField, "wachtwoord-zelfde", "Dit is het huidige wachtwoord. Kies een ander."));
        }

        if (faults.Count > 0)
        {
            return Refused(faults);
        }

        // What was shown for this session holds for the one that takes its place, and is no step-up.
        var shown = HttpContext.FindSession()?.Methods ?? SignInMethods.None;
        if (await door.ChangeAsync(HttpContext, caller, old, chosen) is not { } account)
        {
            // Wrong, or too soon after others that were wrong: the same words.
            return Refused([new Fault(OldField, "wachtwoord-onjuist", "Dit wachtwoord klopt niet, of er is net te vaak geprobeerd.")]);
        }

        return await sessions.SignInAsync(HttpContext, account, shown | SignInMethods.Password, caller.TerminalId, isVerified: false)
            ? LocalRedirect(PageMap.Password + "?gedaan=ja")
            : await SignedOut.GoAsync(HttpContext, SignedOut.PasswordKept);
    }

    private PageResult Refused(IReadOnlyList<Fault> faults)
    {
        Form = Form.With(faults);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
