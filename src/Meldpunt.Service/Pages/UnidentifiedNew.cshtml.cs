using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Unidentified;
using Meldpunt.Service.Access;
using Meldpunt.Service.Health;
using Meldpunt.Service.Pages.Forms;
using Meldpunt.Service.Pages.Texts;
using Meldpunt.Service.Unidentified;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/onbekenden/nieuw</c>: one form for a person who could not be identified, with images, and all that is wrong with it at once.</summary>
[Authorize(RoleNames.Security)]
[RequestSizeLimit(PictureForm.MaxFormBytes)]
[SendsPictures]
[RequestFormLimits(MultipartBodyLengthLimit = PictureForm.MaxFormBytes, MemoryBufferThreshold = PictureForm.MaxFormBytes)]
internal sealed class UnidentifiedNewModel(UnidentifiedDesk desk, Readiness readiness, PageTexts texts, TimeProvider time) : PageModel
{
    // Top to bottom, so that the summary of faults has the order of the form.
    private static readonly List<string> Order =
    [
        UnidentifiedFields.Description, UnidentifiedFields.Place, UnidentifiedFields.IncidentDate, UnidentifiedFields.TimeOfDay, PictureForm.Field,
        UnidentifiedFields.Weighing, UnidentifiedFields.EvidenceInFile, UnidentifiedFields.FileReference, UnidentifiedFields.LastDay,
    ];

    public static IReadOnlyList<(string Value, string TextKey)> YesOrNo { get; } = [("ja", "form.yes"), ("nee", "form.no")];

    public TypedForm Form { get; private set; } = TypedForm.Empty;

    /// <summary>True when files came along with a form that was refused.</summary>
    public bool HadFiles { get; private set; }

    /// <summary>The latest end for an incident of today (article 5.5).</summary>
    public DateOnly LatestEnd => DutchCalendar.Today(time).AddMonths(RegistrationRules.TermMonths);

    public static string LabelOf(string field) => "unknown.field." + field;

    /// <summary>True for fields that are chosen, not typed.</summary>
    public static bool IsChoice(string field) => field is UnidentifiedFields.EvidenceInFile or UnidentifiedFields.Ground;

    public async Task<IActionResult> OnPostAsync()
    {
        readiness.ThrowUnlessAbleToAnswer();
        Form = new TypedForm(Request.Form, []);
        var faults = new List<Fault>();
        var pictures = await PictureForm.ReadAsync(Request, texts, faults);
        var dates = new DateFields(Form, texts);
        var result = await desk.RegisterAsync(HttpContext.Caller(), Read(dates), pictures, faults);
        if (result.Person is { } person)
        {
            return LocalRedirect($"{PageMap.Unidentified}/{person.Id}?gedaan=gemaakt");
        }

        HadFiles = Request.Form.Files.Count > 0;
        Form = Form.With(dates.Explain(result.Faults.OrderBy(fault => Order.IndexOf(fault.Field))));
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private UnidentifiedInput Read(DateFields dates) => new()
    {
        Description = Form[UnidentifiedFields.Description],
        Place = Form[UnidentifiedFields.Place],
        IncidentDate = dates.Read(UnidentifiedFields.IncidentDate),
        TimeOfDay = Form[UnidentifiedFields.TimeOfDay],
        LastDay = dates.Read(UnidentifiedFields.LastDay),
        FileReference = Form[UnidentifiedFields.FileReference],
        EvidenceInFile = Form.YesOrNo(UnidentifiedFields.EvidenceInFile),
        Weighing = Form[UnidentifiedFields.Weighing],
    };
}
