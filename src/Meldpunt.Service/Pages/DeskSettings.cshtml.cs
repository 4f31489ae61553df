using Meldpunt.Admin;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Persons;
using Meldpunt.Service.Access;
using Meldpunt.Service.Pages.Forms;
using Meldpunt.Service.Participants;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/bureau/instellingen</c>: the head of the desk's letters, its hours, and whether one pair of eyes is enough.</summary>
[Authorize(RoleNames.Security)]
[RequestSizeLimit(MaxFormBytes)]
internal sealed class DeskSettingsModel(ParticipantDoor door) : PageModel
{
    public const string LetterheadField = "briefhoofd";
    public const string HoursField = "bereikbaarheid";
    public const string OneOfficerField = "bevestiging";
    public const string OneOfficer = "eenOfficier";
    public const string TwoOfficers = "tweeOfficieren";

    private const int MaxFormBytes = 16 * 1024;

    public TypedForm Form { get; private set; } = TypedForm.Empty;

    /// <summary>What was done just now: the key of its sentence.</summary>
    public string? Done { get; private set; }

    public Participant Own => door.Directory.FindParticipant(HttpContext.Caller().Participant!.Id)!;

    public int Officers => door.Directory.CountOfficers(Own.Id);

    /// <summary>True while one pair of eyes has effect.</summary>
    public bool WorksAlone => Own.OneOfficer && Officers == 1;

    public void OnGet(string? gedaan) => Done = gedaan is LetterheadField or OneOfficerField ? gedaan : null;

    public Task<IActionResult> OnPostLetterheadAsync()
    {
        Form = new TypedForm(Request.Form, []);
        var lines = (Form[LetterheadField] ?? string.Empty).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var desk = new ParticipantDesk { Letterhead = string.Join('\n', lines), Hours = Form[HoursField]?.Trim() ?? string.Empty };
        return ChangeAsync(LetterheadField, store => store.ChangeDeskAsync(HttpContext.Caller(), Own.Id, desk));
    }

    public async Task<IActionResult> OnPostOfficersAsync()
    {
        Form = new TypedForm(Request.Form, []);
        return Form[OneOfficerField] is OneOfficer or TwoOfficers
            ? await ChangeAsync(OneOfficerField, store => store.SetOneOfficerAsync(HttpContext.Caller(), Own.Id, Form[OneOfficerField] is OneOfficer))
            : Refused(StatusCodes.Status400BadRequest, OneOfficerField);
    }

    private async Task<IActionResult> ChangeAsync(string field, Func<ParticipantStore, Task<Participant>> change)
    {
        try
        {
            await door.ChangeAsync(change);
        }
        catch (AdministrationException exception)
        {
            return Refused(exception.IsConflict ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest, field);
        }

        return LocalRedirect($"{PageMap.DeskSettings}?gedaan={field}");
    }

    private PageResult Refused(int status, string field)
    {
        Form = Form.With([new Fault(field, "kan-niet", "Dat kan niet.")]);
        Response.StatusCode = status;
        return Page();
    }
}
