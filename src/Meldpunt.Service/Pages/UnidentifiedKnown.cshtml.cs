using System.Globalization;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Unidentified;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Health;
using Meldpunt.Service.Pages.Forms;
using Meldpunt.Service.Pages.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary>
/// <c>/onbekenden/{id}/herkenning</c>: the person is known now. A registration of which the incident is filled in; when it is made, the description and the
/// images are gone.
/// </summary>
[Authorize(RoleNames.Security)]
internal sealed class UnidentifiedKnownModel(
    UnidentifiedViewer viewer, UnidentifiedDesk desk, Readiness readiness, PageTexts texts, TimeProvider time) : PageModel
{
    private const string PersonPath = RegistrationFields.Person + ".";
    private const string DayForm = "d-M-yyyy";

    // Top to bottom, so that the summary of faults has the order of the form.
    private static readonly List<string> Order =
    [
        PersonPath + PersonFields.Surname, PersonPath + PersonFields.Prefix, PersonPath + PersonFields.FirstNames, PersonPath + PersonFields.BirthDate,
        PersonPath + PersonFields.Birthplace, PersonPath + PersonFields.Postcode, PersonPath + PersonFields.Address,
        RegistrationFields.Kind, RegistrationFields.Crime, RegistrationFields.CrimeReported, RegistrationFields.Weighing, RegistrationFields.WeighingOfAge,
        RegistrationFields.FirstDay, RegistrationFields.LastDay, RegistrationFields.NoticeKind, RegistrationFields.NoticeDate, RegistrationFields.NoticeReason,
    ];

    public static IReadOnlyList<(string Value, string TextKey)> Kinds { get; } = EntryTerms.Kinds.Keys.Select(kind => (kind, "kind." + kind)).ToList();

    public static IReadOnlyList<(string Value, string TextKey)> Notices { get; } =
        EntryTerms.Notices.Keys.Select(notice => (notice, "notice." + notice)).ToList();

    public TypedForm Form { get; private set; } = TypedForm.Empty;

    public UnidentifiedPerson Person { get; private set; } = null!;

    /// <summary>The bans that stand in the way, as the form sends them back when it is somebody else; null when none does.</summary>
    public string? BansInTheWay { get; private set; }

    public string Today => DutchCalendar.Today(time).ToString(DayForm, CultureInfo.InvariantCulture);

    public string LastDay => Person.LastDay.ToString(DayForm, CultureInfo.InvariantCulture);

    public static string LabelOf(string field) => field.StartsWith(PersonPath, StringComparison.Ordinal)
        ? "person." + field[PersonPath.Length..]
        : "register.field." + field[(field.LastIndexOf('.') + 1)..];

    /// <summary>True for fields that are chosen, not typed.</summary>
    public static bool IsChoice(string field) =>
        field is RegistrationFields.Kind or RegistrationFields.Crime or RegistrationFields.CrimeReported or RegistrationFields.NoticeKind;

    public async Task<IActionResult> OnGetAsync(string id) => await FindOwnAsync(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string id)
    {
        readiness.ThrowUnlessAbleToAnswer();
        if (!await FindOwnAsync(id))
        {
            return NotFound();
        }

        Form = new TypedForm(Request.Form, []);
        var dates = new DateFields(Form, texts);
        var result = await desk.IdentifyAsync(HttpContext.Caller(), Person.Id, Read(dates), []);
        if (result.Entry is { } entry)
        {
            return LocalRedirect($"{PageMap.Registrations}?nieuw={entry.Id}");
        }

        if (result.IsMissing)
        {
            return NotFound();
        }

        BansInTheWay = result.BansInTheWay.Count > 0 ? string.Join(' ', result.BansInTheWay) : Form[RegistrationFields.OtherPersonThan];
        Form = Form.With(dates.Explain(result.Faults.OrderBy(fault => Order.IndexOf(fault.Field))));
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task<bool> FindOwnAsync(string id)
    {
        if (!OpaqueId.TryParse(id, out var personId) || await viewer.FindAsync(HttpContext.Caller(), personId) is not { } person)
        {
            return false;
        }

        Person = person;
        return person.ParticipantId == HttpContext.Caller().Participant!.Id;
    }

    // What is known of the incident comes from the person and not from the form: nobody changes it on the way.
    private RegistrationInput Read(DateFields dates) => new()
    {
        Kind = Form[RegistrationFields.Kind],
        Person = PersonForm.Read(Form, PersonPath, dates),
        FirstDay = dates.Read(RegistrationFields.FirstDay),
        LastDay = dates.Read(RegistrationFields.LastDay),
        FileReference = Person.FileReference,
        IncidentDate = Person.IncidentDate.ToString("O", CultureInfo.InvariantCulture),
        Crime = Form.YesOrNo(RegistrationFields.Crime),
        CrimeReported = Form.YesOrNo(RegistrationFields.CrimeReported),
        EvidenceInFile = true,
        Weighing = Form[RegistrationFields.Weighing],
        WeighingOfAge = Form[RegistrationFields.WeighingOfAge],
        NoticeKind = Form[RegistrationFields.NoticeKind],
        NoticeDate = dates.Read(RegistrationFields.NoticeDate),
        NoticeReason = Form[RegistrationFields.NoticeReason],
        OtherPersonThan = (Form[RegistrationFields.OtherPersonThan] ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries),
    };
}
