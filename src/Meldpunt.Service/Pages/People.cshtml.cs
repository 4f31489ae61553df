using Meldpunt.Admin;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Persons;
using Meldpunt.Service.Access;
using Meldpunt.Service.Pages.Forms;
using Meldpunt.Service.Pages.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/medewerkers</c>: the accounts that somebody looks after, people and systems, and inviting one.</summary>
[Authorize(AccessSetup.AccountKeepers)]
[RequiresStepUp(InForm = true)]
internal sealed class PeopleModel(AccountDoor door, StepUp stepUp, PageTexts texts) : PageModel
{
    public static IReadOnlyList<(string Value, string TextKey)> Kinds { get; } = [.. new[] { AccountKinds.Person, AccountKinds.System }.Select(kind => (kind, "people.kind." + kind))];

    public TypedForm Form { get; private set; } = TypedForm.Empty;

    public string? Refusal { get; private set; }

    /// <summary>What was made just now and is shown this once; null when nothing was.</summary>
    public ShownCode? Made { get; private set; }

    public bool IsDesk => HttpContext.Caller().Participant is not null;

    public DateTimeOffset Now => door.Now;

    public IReadOnlyList<AccountLine> Accounts => door.Accounts.List(HttpContext.Caller());

    public IReadOnlyList<(string Value, string TextKey)> Roles => [.. AccountForm.RolesFor(HttpContext.Caller()).Select(role => (role, "people.role." + role))];

    public IReadOnlyList<(string Value, string TextKey)> Locations =>
        [.. door.Directory.LocationsOf(HttpContext.Caller().Participant!.Id).Select(location => (location.Id.ToString(), location.Name))];

    public IReadOnlyList<(string Value, string TextKey)> Participants =>
    [
        .. door.Directory.Participants.Where(participant => participant.LeftOn is null)
            .OrderBy(participant => participant.Name, StringComparer.Ordinal)
            .Select(participant => (participant.Id.ToString(), participant.Name)),
    ];

    public async Task<IActionResult> OnPostAsync()
    {
        Form = new TypedForm(Request.Form, []);
        var faults = new List<Fault>();
        var wanted = AccountForm.Read(Form, HttpContext.Caller(), door.Directory, faults);
        if (await stepUp.PassAsync(HttpContext) is { } unproven)
        {
            faults.Add(unproven);
        }

        if (wanted is null || faults.Count > 0)
        {
            Form = Form.With(faults);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        try
        {
            var (account, code) = await door.ChangeAsync(desk => desk.InviteAsync(HttpContext.Caller(), wanted));
            if (code is null)
            {
                return LocalRedirect(PageMap.Person(account.Id));
            }

            Form = TypedForm.Empty;
            Made = new ShownCode(account.UserName, code, "people.code.uitnodiging", IsInvitation: true);
        }
        catch (AdministrationException exception)
        {
            Refusal = PersonModel.WordsOf(texts, exception);
            Response.StatusCode = exception.IsConflict ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
        }

        return Page();
    }
}
