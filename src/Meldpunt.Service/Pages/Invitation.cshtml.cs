using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Access;
using Meldpunt.Service.Pages.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Meldpunt.Service.Pages;

/// <summary><c>/uitnodiging</c>: the code that somebody was given, then the password that they choose. The code may come behind a <c>#</c>, which browsers keep to
/// themselves. Every code that does not work gets the same words.</summary>
[AllowAnonymous]
[EnableRateLimiting(AccessSetup.SignInLimit)]
internal sealed class InvitationModel(InvitationDoor door) : PageModel
{
    public const string CodeField = "code";
    public const string PasswordField = "wachtwoord";

    /// <summary>Whose code was typed; null as long as none that works was.</summary>
    public Account? Owner { get; private set; }

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

        if (Form[PasswordField] is not { } password)
        {
            return Page();
        }

        Form = Form.With(door.Check(PasswordField, Owner, password));
        if (Form.Faults.Count > 0)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        return await door.UseAsync(HttpContext, Code, Owner, password) ? LocalRedirect(PageMap.AfterSignIn(Owner.Role, back: null)) : Failed();
    }

    private PageResult Failed()
    {
        Owner = null;
        HasFailed = true;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
