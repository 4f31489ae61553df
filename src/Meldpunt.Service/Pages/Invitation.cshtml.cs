using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Terminals;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Pages.Forms;
using Meldpunt.Service.Terminals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Meldpunt.Service.Pages;

/// <summary>
/// <c>/uitnodiging</c>: the code that somebody was given, then the password that they choose, or the PIN for whoever has a staff number and stands at a terminal of their own
/// participant. The code may come behind a <c>#</c>, which browsers keep to themselves. Every code that does not work gets the same words.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(AccessSetup.SignInLimit)]
internal sealed partial class InvitationModel(InvitationDoor door, TerminalDoor terminals, PinDoor pins, AccessDirectory directory, ILogger<InvitationModel> logger) : PageModel
{
    public const string CodeField = "code";
    public const string PasswordField = "wachtwoord";

    /// <summary>Whose code was typed; null as long as none that works was.</summary>
    public Account? Owner { get; private set; }

    /// <summary>The terminal on which the owner of the code chooses a PIN; null where it is a password.</summary>
    public Terminal? Terminal { get; private set; }

    /// <summary>True for a password; false for somebody who has one, and whose code is for a PIN alone.</summary>
    public bool MayChoosePassword => Owner?.PasswordHash is null;

    /// <summary>The code, for the second step.</summary>
    public string Code { get; private set; } = string.Empty;

    public bool HasFailed { get; private set; }

    public TypedForm Form { get; private set; } = TypedForm.Empty;

    public async Task<IActionResult> OnPostAsync()
    {
        Form = new TypedForm(Request.Form, []);
        Code = Form[CodeField]?.Trim() ?? string.Empty;
        Owner = door.FindOwner(Code);
        if (Owner is null)
        {
            return Failed();
        }

        if (Owner.StaffNumber is not null && terminals.Find(HttpContext) is { } terminal && terminal.ParticipantId == Owner.ParticipantId)
        {
            Terminal = terminal;
            return Form[TerminalPinModel.NewField] is { } pin ? await ChoosePinAsync(terminal, Owner, pin) : Page();
        }

        return MayChoosePassword && Form[PasswordField] is { } password ? await ChoosePasswordAsync(Owner, password) : Page();
    }

    private async Task<IActionResult> ChoosePasswordAsync(Account owner, string password)
    {
        Form = Form.With(door.Check(PasswordField, owner, password));
        if (Form.Faults.Count > 0)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        return await door.UseAsync(HttpContext, Code, owner, password) switch
        {
            CodeUse.SignedIn => LocalRedirect(PageMap.AfterSignIn(owner.Role, back: null)),
            CodeUse.Kept => await SignedOut.GoAsync(HttpContext, SignedOut.PasswordKept),
            _ => Failed(),
        };
    }

    // Nobody is signed in by a code on a machine that many share: the PIN does that, on the page that follows.
    private async Task<IActionResult> ChoosePinAsync(Terminal terminal, Account owner, string pin)
    {
        Form = Form.With(TerminalPinModel.Check(pin, Form[TerminalPinModel.AgainField], owner.StaffNumber));
        if (Form.Faults.Count > 0)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        if (!await pins.ChooseAsync(terminal, owner.StaffNumber, Code, pin))
        {
            return Failed();
        }

        Log.Chosen(logger, owner.Id, terminal.Id);
        directory.Refresh();
        await SessionDoor.SignOutAsync(HttpContext);
        return LocalRedirect($"{PageMap.TerminalSignIn}?gedaan={TerminalSignInModel.PinField}");
    }

    private PageResult Failed()
    {
        Owner = null;
        Terminal = null;
        HasFailed = true;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private static partial class Log
    {
        [LoggerMessage(83, LogLevel.Information, "The owner of account {Account} chose a PIN with an invitation, on terminal {Terminal}.")]
        public static partial void Chosen(ILogger logger, OpaqueId account, OpaqueId terminal);
    }
}
