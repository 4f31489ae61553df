using System.Globalization;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Service.Access;
using Meldpunt.Service.Health;
using Meldpunt.Service.Pages.Forms;
using Meldpunt.Service.Pages.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/registreren</c>: one form with everything that protocol article 5.2 asks, and all that is wrong with it at once.</summary>
[Authorize(RoleNames.Security)]
internal sealed class RegisterModel(EntryRegistrar registrar, Readiness readiness, PageTexts texts, TimeProvider time) : PageModel
{
    private const string PersonPath = RegistrationFields.Person + ".";

    // Top to bottom, so that the summary of faults has the order of the form.
    private static readonly List<string> Order =
    [
        PersonPath + PersonFields.Surname, PersonPath + PersonFields.Prefix, PersonPath + PersonFields.FirstNames, PersonPath + PersonFields.BirthDate,
        PersonPath + PersonFields.Birthplace, PersonPath + PersonFields.Postcode, PersonPath + PersonFields.Address,
        RegistrationFields.Kind, RegistrationFields.IncidentDate, RegistrationFields.FileReference, RegistrationFields.Crime,
        RegistrationFields.CrimeReported, RegistrationFields.EvidenceInFile, RegistrationFields.Weighing, RegistrationFields.FirstDay,
        RegistrationFields.LastDay, RegistrationFields.NoticeKind, RegistrationFields.NoticeDate, RegistrationFields.NoticeReason,
    ];

    public static IReadOnlyList<(string Value, string TextKey)> Kinds { get; } = EntryTerms.Kinds.Keys.Select(kind => (kind, "kind." + kind)).ToList();

    public static IReadOnlyList<(string Value, string TextKey)> Notices { get; } =
        EntryTerms.Notices.Keys.Select(notice => (notice, "notice." + notice)).ToList();

    public static IReadOnlyList<(string Value, string TextKey)> YesOrNo { get; } = [("ja", "form.yes"), ("nee", "form.no")];

    public TypedForm Form { get; private set; } = TypedForm.Empty;

    /// <summary>Most registrations begin on the day they are made.</summary>
    public string StartOfTerm => Today.ToString("d-M-yyyy", CultureInfo.InvariantCulture);

    /// <summary>The latest end of a registration for an incident of today (article 5.5).</summary>
    public DateOnly LatestEnd => Today.AddMonths(RegistrationRules.TermMonths);

    private DateOnly Today => DutchCalendar.Today(time);

    /// <summary>Key of a field's name.</summary>
    public static string LabelOf(string field) => field.StartsWith(PersonPath, StringComparison.Ordinal)
        ? "person." + field[PersonPath.Length..]
        : "register.field." + field[(field.LastIndexOf('.') + 1)..];

    /// <summary>True for fields that are chosen, not typed.</summary>
    public static bool IsChoice(string field) => field is RegistrationFields.Kind or RegistrationFields.Crime or RegistrationFields.CrimeReported
        or RegistrationFields.EvidenceInFile or RegistrationFields.NoticeKind;

    public async Task<IActionResult> OnPostAsync()
    {
        readiness.ThrowUnlessAbleToAnswer();
        Form = new TypedForm(Request.Form, []);
        var dates = new DateFields(Form, texts);
        var outcome = await registrar.RegisterAsync(HttpContext.Caller(), Read(dates), []);
        if (outcome.Succeeded)
        {
            // To another address, so that reloading registers nobody twice.
            return LocalRedirect($"{PageMap.Registrations}?nieuw={outcome.Entry.Id}");
        }

        Form = Form.With(dates.Explain(outcome.Faults.OrderBy(fault => Order.IndexOf(fault.Field))));
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private RegistrationInput Read(DateFields dates) => new()
    {
        Kind = Form[RegistrationFields.Kind],
        Person = PersonForm.Read(Form, PersonPath, dates),
        FirstDay = dates.Read(RegistrationFields.FirstDay),
        LastDay = dates.Read(RegistrationFields.LastDay),
        FileReference = Form[RegistrationFields.FileReference],
        IncidentDate = dates.Read(RegistrationFields.IncidentDate),
        Crime = Form.YesOrNo(RegistrationFields.Crime),
        CrimeReported = Form.YesOrNo(RegistrationFields.CrimeReported),
        EvidenceInFile = Form.YesOrNo(RegistrationFields.EvidenceInFile),
        Weighing = Form[RegistrationFields.Weighing],
        NoticeKind = Form[RegistrationFields.NoticeKind],
        NoticeDate = dates.Read(RegistrationFields.NoticeDate),
        NoticeReason = Form[RegistrationFields.NoticeReason],
    };
}
