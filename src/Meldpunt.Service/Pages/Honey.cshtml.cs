using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.QueryLog.Signals;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Register.Honey;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Api;
using Meldpunt.Service.Pages.Forms;
using Meldpunt.Service.Pages.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/lokpersonen</c>: persons who do not exist, made, listed and withdrawn, and who found one; for the auditor alone.</summary>
[Authorize(RoleNames.Oversight)]
[RequiresStepUp(InForm = true)]
[RequestSizeLimit(MaxFormBytes)]
internal sealed class HoneyModel(
    HoneyBook book, HoneyDesk desk, EntryStore entries, SignalStore signals, AccessDirectory directory, StepUp stepUp, PageTexts texts, TimeProvider time) : PageModel
{
    public const string EntryField = "registratie";
    public const string Made = "gemaakt";
    public const string Withdrawn = "ingetrokken";

    private const int MaxFormBytes = 32 * 1024;
    private const int ShownHits = 50;

    public TypedForm Form { get; private set; } = TypedForm.Empty;

    /// <summary>What was done just now: the end of the key of its sentence.</summary>
    public string? Done { get; private set; }

    public bool IsFull => book.All.Count >= HoneyBook.MaxPersons;

    /// <summary>Every note with its entry; null for one that is over or gone.</summary>
    public IReadOnlyList<(HoneyNote Note, Entry? Entry)> People { get; private set; } = [];

    public IReadOnlyList<Signal> Hits { get; private set; } = [];

    /// <summary>What is wrong with somebody new, and not with one that should go.</summary>
    public IReadOnlyList<Fault> NewFaults => [.. Form.Faults.Where(fault => !IsOfWithdrawal(fault))];

    /// <summary>True when it was one to withdraw that could not be.</summary>
    public bool IsNotWithdrawn => Form.Faults.Any(IsOfWithdrawal);

    public IEnumerable<IGrouping<string, Caller>> Officers => desk.Officers().GroupBy(officer => officer.Participant!.Name, StringComparer.Ordinal);

    public static string Utc(DateTimeOffset moment) => JsonText.Moment(moment);

    /// <summary>What stands before the field for a code in the form that withdraws this one.</summary>
    public static string WithdrawPath(OpaqueId id) => EntryField + "-" + id + ".";

    public void OnGet(string? gedaan)
    {
        Done = gedaan is Made or Withdrawn ? gedaan : null;
        Show();
    }

    public async Task<IActionResult> OnPostMakeAsync()
    {
        Form = new TypedForm(Request.Form, []);
        _ = OpaqueId.TryParse(Form[HoneyDesk.OfficerField], out var officer);
        if (await stepUp.PassAsync(HttpContext) is { } unproven)
        {
            return Refuse([unproven]);
        }

        var dates = new DateFields(Form, texts);
        var result = await desk.MakeAsync(HttpContext.Caller(), officer, HoneyForm.Read(Form, dates), []);
        return result.Succeeded ? LocalRedirect($"{PageMap.Honey}?gedaan={Made}") : Refuse(dates.Explain(result.Faults));
    }

    public async Task<IActionResult> OnPostWithdrawAsync()
    {
        Form = new TypedForm(Request.Form, []);
        _ = OpaqueId.TryParse(Form[EntryField], out var id);
        var path = WithdrawPath(id);
        if (await stepUp.PassAsync(HttpContext, path) is { } unproven)
        {
            return Refuse([unproven with { Field = path + unproven.Field }]);
        }

        var result = await desk.WithdrawAsync(id);
        return result.Succeeded
            ? LocalRedirect($"{PageMap.Honey}?gedaan={Withdrawn}")
            : Refuse([new Fault(EntryField, "kan-niet", "Dit kan niet.")]);
    }

    public string? ParticipantOf(OpaqueId id) => directory.FindParticipant(id)?.Name;

    public string? AccountOf(OpaqueId id) => directory.FindAccount(id)?.UserName;

    public bool HasFault(string field) => Form.FaultsOf(field).Count > 0;

    private static bool IsOfWithdrawal(Fault fault) => fault.Field.StartsWith(EntryField, StringComparison.Ordinal);

    private PageResult Refuse(IReadOnlyList<Fault> faults)
    {
        // That a crime was reported goes with that there was one: one question, one fault.
        Form = Form.With([.. faults.Where(fault => !string.Equals(fault.Field, RegistrationFields.CrimeReported, StringComparison.Ordinal))]);
        Response.StatusCode = faults.All(fault => fault.IsConflict) ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
        Show();
        return Page();
    }

    private void Show()
    {
        var today = DutchCalendar.Today(time);
        People = book.All.Select(note => (note, entries.Find(note.EntryId, note.ParticipantId, today))).ToList();
        Hits = signals.ListOf(SignalKind.Honey, ShownHits);
    }
}
