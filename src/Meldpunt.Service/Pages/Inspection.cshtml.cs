using System.Globalization;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Inspection;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Names;
using Meldpunt.Service.Access;
using Meldpunt.Service.Health;
using Meldpunt.Service.Pages.Forms;
using Meldpunt.Service.Pages.Texts;
using Meldpunt.Service.Queries;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary>
/// <c>/inzage</c>: who looked this person up? A security desk asks, an auditor confirms, and only then both see it. What was typed of the person is on no page after
/// the form and in no address.
/// </summary>
[Authorize(AccessSetup.LogInspectors)]
[RequiresStepUp(InForm = true)]
[RequestSizeLimit(MaxFormBytes)]
internal sealed partial class InspectionModel(
    LogInspections inspections, AccessDirectory directory, StepUp stepUp, Readiness readiness, PageTexts texts, TimeProvider time, ILogger<InspectionModel> logger) : PageModel
{
    public const string PersonPath = RegistrationFields.Person + ".";
    public const string ReasonField = "reden";
    public const string RequestField = "verzoek";
    public const string CodeField = "code";

    private const int MaxFormBytes = 8 * 1024;
    private const int CodeGroup = 3;

    // How long the page waits for a search before it says that it is still going on.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Top to bottom, so that the summary of faults has the order of the form.
    private static readonly List<string> Order =
        [PersonPath + PersonFields.Surname, PersonPath + PersonFields.Prefix, PersonPath + PersonFields.FirstNames, PersonPath + PersonFields.BirthDate, ReasonField];

    public static IReadOnlyList<(string Value, string TextKey)> Reasons { get; } =
        InspectionTerms.Reasons.Keys.Select(reason => (reason, "inspect.reason." + reason)).ToList();

    public TypedForm Form { get; private set; } = TypedForm.Empty;

    /// <summary>Why the last step was refused: the end of a text's key; null when it was not.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The request whose result was asked for.</summary>
    public LogInspection? Shown { get; private set; }

    /// <summary>Its result; null while the search goes on.</summary>
    public InspectionResult? Result { get; private set; }

    /// <summary>True for a desk, which asks; an auditor confirms.</summary>
    public bool MayAsk => HttpContext.Caller().Role == Role.Security;

    public IReadOnlyList<LogInspection> Own => inspections.Of(HttpContext.Caller());

    public IReadOnlyList<LogInspection> Waiting => inspections.Waiting();

    public static string LabelOf(string field) => field.StartsWith(PersonPath, StringComparison.Ordinal) ? "person." + field[PersonPath.Length..]
        : field.EndsWith(StepUp.CodeField, StringComparison.Ordinal) ? "step-up.code"
        : "inspect.reason";

    /// <summary>What stands before the names of the fields with which a request is confirmed.</summary>
    public static string PathOf(LogInspection inspection) => $"{RequestField}-{inspection.Id}.";

    public static string ReasonOf(LogInspection inspection) => "inspect.reason." + InspectionTerms.Of(inspection.Reason);

    /// <summary>A code as people read it out: 123 456.</summary>
    public static string CodeOf(LogInspection inspection) => $"{inspection.Code[..CodeGroup]} {inspection.Code[CodeGroup..]}";

    /// <summary>Where the result of a request stands.</summary>
    public static string AddressOf(LogInspection inspection) => $"{PageMap.Inspection}?{RequestField}={inspection.Id}";

    public async Task<IActionResult> OnGetAsync(string? verzoek)
    {
        if (verzoek is null)
        {
            return Page();
        }

        Shown = OpaqueId.TryParse(verzoek, out var id) ? Own.FirstOrDefault(inspection => inspection.Id == id && inspection.Confirmer is not null) : null;
        if (Shown is null)
        {
            return Refuse(InspectionRefusal.Gone, StatusCodes.Status404NotFound);
        }

        await Task.WhenAny(Shown.Search!, Task.Delay(Patience, time, HttpContext.RequestAborted));
        Result = Shown.Search!.IsCompleted ? await Shown.Search : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAskAsync()
    {
        if (!MayAsk)
        {
            return Forbid();
        }

        Form = new TypedForm(Request.Form, []);
        var asked = Read();
        if (await stepUp.PassAsync(HttpContext) is { } unproven)
        {
            Form = Form.With([.. Form.Faults, unproven]);
            asked = null;
        }

        if (asked is not { } whole)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        readiness.ThrowUnlessAbleToAnswer();
        var (made, refusal) = await inspections.AskAsync(HttpContext.Caller(), whole.Person, whole.Reason);
        Form = TypedForm.Empty;
        if (made is null)
        {
            return Refuse(refusal, StatusCodes.Status409Conflict);
        }

        Log.Asked(logger, made.AskedRow!.Seq, made.Reason);

        // To another address, so that reloading asks nothing twice.
        return LocalRedirect(PageMap.Inspection);
    }

    public async Task<IActionResult> OnPostConfirmAsync(string? verzoek, string? code)
    {
        if (MayAsk)
        {
            return Forbid();
        }

        readiness.ThrowUnlessAbleToAnswer();
        _ = OpaqueId.TryParse(verzoek, out var id);
        var path = $"{RequestField}-{id}.";
        if (await stepUp.PassAsync(HttpContext, path) is { } unproven)
        {
            Form = new TypedForm(Request.Form, [unproven with { Field = path + unproven.Field }]);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var refusal = await inspections.ConfirmAsync(HttpContext.Caller(), id, code);
        if (refusal != InspectionRefusal.None)
        {
            return Refuse(refusal, StatusCodes.Status409Conflict);
        }

        var confirmed = Own.First(inspection => inspection.Id == id);
        Log.Confirmed(logger, confirmed.ConfirmedRow!.Seq, confirmed.AskedRow!.Seq);
        return LocalRedirect(AddressOf(confirmed));
    }

    public IActionResult OnPostWithdraw(string? verzoek)
    {
        _ = OpaqueId.TryParse(verzoek, out var id);
        return inspections.Withdraw(HttpContext.Caller(), id) ? LocalRedirect(PageMap.Inspection) : Refuse(InspectionRefusal.Gone, StatusCodes.Status409Conflict);
    }

    /// <summary>Minutes that a request is still there, the begun one included.</summary>
    public int MinutesLeft(LogInspection inspection) => (int)Math.Ceiling(inspections.Left(inspection).TotalMinutes);

    public string WhoOf(Caller caller) => $"{caller.UserName} ({caller.Participant?.Name ?? texts["layout.consortium"]})";

    public string? ParticipantOf(LoggedQuery row) => row.ParticipantId.IsEmpty ? texts["layout.consortium"] : directory.FindParticipant(row.ParticipantId)?.Name;

    public string? LocationOf(LoggedQuery row) => directory.FindLocation(row.LocationId)?.Name;

    public string? AccountOf(LoggedQuery row) => directory.FindAccount(row.AccountId)?.UserName;

    /// <summary>The months that were searched, in words.</summary>
    public string MonthsOf(LogInspection inspection) => texts.Format(
        "inspect.months", texts.Month(inspection.Months[0]), texts.Month(inspection.Months[^1]), inspection.Months.Count.ToString(CultureInfo.InvariantCulture));

    private PageResult Refuse(InspectionRefusal refusal, int status)
    {
        Refusal = refusal.ToString();
        Response.StatusCode = status;
        return Page();
    }

    private (PersonDetails Person, InspectionReason Reason)? Read()
    {
        var faults = new List<Fault>();
        var dates = new DateFields(Form, texts);
        var person = PersonCheck.Check(PersonForm.Read(Form, PersonPath, dates), DutchCalendar.Today(time), PersonPath, faults);
        if (!InspectionTerms.Reasons.TryGetValue(Form[ReasonField] ?? string.Empty, out var reason))
        {
            faults.Add(new Fault(ReasonField, "keuze", "Kies een reden."));
        }

        Form = Form.With(dates.Explain(faults.OrderBy(fault => Order.IndexOf(fault.Field))));
        return faults.Count > 0 ? null : (person!, reason);
    }

    private static partial class Log
    {
        [LoggerMessage(50, LogLevel.Information, "Somebody asked who looked one person up: row {Seq}, reason {Reason}.")]
        public static partial void Asked(ILogger logger, long seq, InspectionReason reason);

        [LoggerMessage(51, LogLevel.Information, "Somebody else confirmed it: row {Seq} confirms row {AskedSeq}.")]
        public static partial void Confirmed(ILogger logger, long seq, long askedSeq);
    }
}
