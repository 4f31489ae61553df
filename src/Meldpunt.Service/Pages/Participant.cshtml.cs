using Meldpunt.Admin;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Persons;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Pages.Forms;
using Meldpunt.Service.Pages.Texts;
using Meldpunt.Service.Participants;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/deelnemers/{id}</c>: one participant, what can be done with it, and what was (protocol articles 7.1 to 7.3).</summary>
[Authorize(RoleNames.Management)]
[RequiresStepUp(InForm = true)]
internal sealed class ParticipantModel(ParticipantDoor door, ActReader acts, StepUp stepUp, PageTexts texts) : PageModel
{
    public const string PhoneField = "telefoonnummer";
    public const string HoursField = "bereikbaarheid";
    public const string LetterheadField = "briefhoofd";
    public const string LocationField = "locatie";
    public const string EyesField = "eenOfficier";
    public const string LeaveData = "uittreden-gegevens";
    public const string ExcludeData = "uitsluiten-gegevens";
    public const string Reason = "reden";
    public const string LeavePath = "uittreden.";
    public const string ExcludePath = "uitsluiten.";

    private const int ShownActs = 50;

    public TypedForm Form { get; private set; } = TypedForm.Empty;

    /// <summary>Whose page it is; never null where a handler or the page runs.</summary>
    public Participant? Participant { get; private set; }

    public string? Refusal { get; private set; }

    public bool IsDone { get; private set; }

    public DateOnly Today => door.Today;

    public IEnumerable<string> Locations => door.Directory.LocationsOf(Participant!.Id).Select(location => location.Name);

    public IReadOnlyList<ActRecord> Acts => acts.List(participantId: null, Participant!.Id, beforeSeq: null, ShownActs);

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Participant = OpaqueId.TryParse(RouteData.Values["id"] as string, out var id) ? door.Directory.FindParticipant(id) : null;
        if (Participant is null)
        {
            context.Result = NotFound();
        }
        else if (Request.HasFormContentType)
        {
            Form = new TypedForm(Request.Form, []);
        }
    }

    public void OnGet(string? gedaan) => IsDone = gedaan is not null;

    public Task<IActionResult> OnPostPermitAsync()
    {
        var faults = new List<Fault>();
        var permit = ParticipantForm.ReadPermit(Form, faults, texts, isOptional: false);
        return ChangeAsync(faults, store => store.PermitAsync(HttpContext.Caller(), Participant!.Id, permit!));
    }

    public Task<IActionResult> OnPostSignAsync()
    {
        var faults = new List<Fault>();
        var day = ParticipantForm.ReadDay(Form, ParticipantForm.Signed, faults, texts);
        ParticipantForm.AddMissing(faults, ParticipantForm.Signed, faults.Count == 0 && day is null);
        return ChangeAsync(faults, store => store.SignAsync(HttpContext.Caller(), Participant!.Id, day!.Value));
    }

    public Task<IActionResult> OnPostLocationAsync()
    {
        var name = Typed(LocationField);
        return ChangeAsync(Missing(LocationField, name), store => store.AddLocationAsync(HttpContext.Caller(), Participant!.Id, name));
    }

    public Task<IActionResult> OnPostDeskAsync()
    {
        var desk = new ParticipantDesk { Phone = Typed(PhoneField), Hours = Typed(HoursField), Letterhead = Typed(LetterheadField).ReplaceLineEndings("\n") };
        return ChangeAsync(Missing(PhoneField, desk.Phone), store => store.ChangeDeskAsync(HttpContext.Caller(), Participant!.Id, desk));
    }

    public Task<IActionResult> OnPostEyesAsync() =>
        ChangeAsync([], store => store.SetOneOfficerAsync(HttpContext.Caller(), Participant!.Id, Form.IsTicked(EyesField)));

    public async Task<IActionResult> OnPostLeaveAsync() => await ChangeAsync(
        [.. Choice(LeaveData), .. await ConfirmAsync(LeavePath)],
        store => store.LeaveAsync(HttpContext.Caller(), Participant!.Id, IsHandedOver(LeaveData)));

    public async Task<IActionResult> OnPostExcludeAsync()
    {
        var reason = Typed(Reason).ReplaceLineEndings("\n");
        return await ChangeAsync(
            [.. Missing(Reason, reason), .. Choice(ExcludeData), .. await ConfirmAsync(ExcludePath)],
            store => store.ExcludeAsync(HttpContext.Caller(), Participant!.Id, reason, IsHandedOver(ExcludeData)));
    }

    public bool HasFault(string field) => Form.FaultsOf(field).Count > 0;

    private async Task<IEnumerable<Fault>> ConfirmAsync(string path) =>
        await stepUp.PassAsync(HttpContext, path) is { } unproven ? [unproven with { Field = path + unproven.Field }] : [];

    private string Typed(string field) => Form[field]?.Trim() ?? string.Empty;

    private bool IsHandedOver(string field) => string.Equals(Form[field], Leaving.HandOver, StringComparison.Ordinal);

    private List<Fault> Choice(string field) => Form[field] is Leaving.Erase or Leaving.HandOver ? [] : Missing(field, string.Empty);

    private static List<Fault> Missing(string field, string value)
    {
        var faults = new List<Fault>();
        ParticipantForm.AddMissing(faults, field, value.Length == 0);
        return faults;
    }

    private async Task<IActionResult> ChangeAsync(List<Fault> faults, Func<ParticipantStore, Task<Participant>> change)
    {
        if (faults.Count == 0)
        {
            try
            {
                var participant = await door.ChangeAsync(change);
                return LocalRedirect($"{PageMap.Participants}/{participant.Id}?gedaan=ja");
            }
            catch (AdministrationException exception)
            {
                // The store says why in Dutch only.
                Refusal = string.Equals(texts.Language, TextCatalogue.Dutch.Language, StringComparison.Ordinal) ? exception.Message : texts["participants.refused"];
            }
        }

        Form = Form.With(faults);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
