using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Unidentified;
using Meldpunt.Admin.Unidentified.Images;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Health;
using Meldpunt.Service.Pages.Forms;
using Meldpunt.Service.Pages.Texts;
using Meldpunt.Service.Unidentified;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/onbekenden/{id}</c>: one person who could not be identified; the own desk adds and removes images, and withdraws.</summary>
[Authorize(RoleNames.Security)]
[RequestSizeLimit(PictureForm.MaxFormBytes)]
[SendsPictures]
[RequestFormLimits(MultipartBodyLengthLimit = PictureForm.MaxFormBytes, MemoryBufferThreshold = PictureForm.MaxFormBytes)]
internal sealed class UnidentifiedOneModel(
    UnidentifiedViewer viewer, UnidentifiedDesk desk, AccessDirectory directory, Readiness readiness, PageTexts texts) : PageModel
{
    public const int MostImages = PictureReader.MaxOfOnePerson;

    private static readonly string[] KnownDone = ["gemaakt", "beeld"];

    public static IReadOnlyList<(string Value, string TextKey)> Grounds { get; } =
        EntryTerms.Grounds.Select(ground => (ground, "unknown.ground." + ground)).ToList();

    public TypedForm Form { get; private set; } = TypedForm.Empty;

    public UnidentifiedPerson Person { get; private set; } = null!;

    /// <summary>What was done just now: the end of a text's key.</summary>
    public string? Done { get; private set; }

    public Participant? Garage => directory.FindParticipant(Person.ParticipantId);

    public bool IsOwn => Person.ParticipantId == HttpContext.Caller().Participant!.Id;

    public string Address => $"{PageMap.Unidentified}/{Person.Id}";

    public Task<IActionResult> OnGetAsync(string id, string? gedaan)
    {
        Done = KnownDone.FirstOrDefault(done => string.Equals(done, gedaan, StringComparison.Ordinal));
        return ShowAsync(id);
    }

    public async Task<IActionResult> OnPostAddImageAsync(string id)
    {
        readiness.ThrowUnlessAbleToAnswer();
        var faults = new List<Fault>();
        var pictures = await PictureForm.ReadAsync(Request, texts, faults);
        if (pictures.Count == 0 && faults.Count == 0)
        {
            faults.Add(PictureRefusals.Empty);
        }

        // All or none: what is wrong with one is told before any is kept.
        foreach (var picture in faults.Count == 0 ? pictures : [])
        {
            var result = await desk.AddImageAsync(HttpContext.Caller(), IdOf(id), picture);
            if (result.IsMissing)
            {
                return NotFound();
            }

            faults.AddRange(result.Faults);
        }

        return await AfterAsync(id, faults, $"{PageMap.Unidentified}/{id}?gedaan=beeld");
    }

    public async Task<IActionResult> OnPostRemoveImageAsync(string id, string? beeldId)
    {
        readiness.ThrowUnlessAbleToAnswer();
        var result = await desk.RemoveImageAsync(HttpContext.Caller(), IdOf(id), IdOf(beeldId));
        return result.IsMissing ? NotFound() : LocalRedirect($"{PageMap.Unidentified}/{id}?gedaan=beeld");
    }

    public async Task<IActionResult> OnPostWithdrawAsync(string id)
    {
        readiness.ThrowUnlessAbleToAnswer();
        Form = new TypedForm(Request.Form, []);
        var result = await desk.WithdrawAsync(HttpContext.Caller(), IdOf(id), Form[UnidentifiedFields.Ground], []);
        return result.IsMissing ? NotFound() : await AfterAsync(id, result.Faults, $"{PageMap.Unidentified}?gedaan=ingetrokken");
    }

    private static OpaqueId IdOf(string? text) => OpaqueId.TryParse(text, out var id) ? id : default;

    private async Task<IActionResult> AfterAsync(string id, IReadOnlyList<Fault> faults, string next)
    {
        if (faults.Count == 0)
        {
            return LocalRedirect(next);
        }

        Form = Form.With(faults);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return await ShowAsync(id);
    }

    private async Task<IActionResult> ShowAsync(string id)
    {
        if (await viewer.FindAsync(HttpContext.Caller(), IdOf(id)) is not { } person)
        {
            return NotFound();
        }

        Person = person;
        return Page();
    }
}
