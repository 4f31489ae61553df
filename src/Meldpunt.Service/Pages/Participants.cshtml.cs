using Meldpunt.Admin;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Pages.Forms;
using Meldpunt.Service.Pages.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/deelnemers</c>: who takes part; joining and leaving (protocol article 7).</summary>
[Authorize(RoleNames.Management)]
internal sealed class ParticipantsModel(
    ParticipantStore store, AccessDirectory directory, IndexProjection projection, PageTexts texts) : PageModel
{
    public const string NameField = "naam";
    public const string PhoneField = "telefoonnummer";
    public const string LocationsField = "locaties";

    private const string Joined = "toegetreden";
    private const string HasLeft = "uitgetreden";

    public TypedForm Form { get; private set; } = TypedForm.Empty;

    /// <summary>Why the store refused; null when it did not.</summary>
    public string? Refusal { get; private set; }

    /// <summary>What was done just now: the key of its sentence.</summary>
    public string? Done { get; private set; }

    /// <summary>Those that take part first, then those that left.</summary>
    public IReadOnlyList<Participant> Participants => directory.Participants
        .OrderBy(participant => participant.LeftOn is not null)
        .ThenBy(participant => participant.Name, StringComparer.Ordinal)
        .ToList();

    public void OnGet(string? gedaan) => Done = gedaan is Joined or HasLeft ? gedaan : null;

    public async Task<IActionResult> OnPostAsync()
    {
        Form = new TypedForm(Request.Form, []);
        var name = Form[NameField]?.Trim() ?? string.Empty;
        var phone = Form[PhoneField]?.Trim() ?? string.Empty;
        var locations = (Form[LocationsField] ?? string.Empty)
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        Form = Form.With(Faults(name, phone, locations).ToList());
        return Form.Faults.Count > 0 ? Refused() : await ChangeAsync(() => store.JoinAsync(name, phone, locations), Joined);
    }

    public async Task<IActionResult> OnPostLeaveAsync(string? deelnemer)
    {
        if (!OpaqueId.TryParse(deelnemer, out var id) || directory.FindParticipant(id) is null)
        {
            return NotFound();
        }

        return await ChangeAsync(() => store.LeaveAsync(id), HasLeft);
    }

    public IEnumerable<string> LocationsOf(Participant participant) => directory.LocationsOf(participant.Id)
        .Select(location => location.Name);

    private static IEnumerable<Fault> Faults(string name, string phone, List<string> locations)
    {
        foreach (var (field, isMissing) in new[] { (NameField, name.Length == 0), (PhoneField, phone.Length == 0), (LocationsField, locations.Count == 0) })
        {
            if (isMissing)
            {
                yield return new Fault(field, "ontbreekt", "Dit veld ontbreekt.");
            }
        }

        if (locations.Count > ParticipantStore.MaxLocations)
        {
            yield return new Fault(LocationsField, "te-lang", "Dit zijn te veel locaties.");
        }
    }

    private async Task<IActionResult> ChangeAsync(Func<Task<Participant>> change, string done)
    {
        try
        {
            await change();
        }
        catch (AdministrationException exception)
        {
            // The store says why in Dutch only.
            Refusal = string.Equals(texts.Language, TextCatalogue.Dutch.Language, StringComparison.Ordinal) ? exception.Message : texts["participants.refused"];
            return Refused();
        }

        directory.Refresh();
        projection.TryFollow();
        return LocalRedirect($"{PageMap.Participants}?gedaan={done}");
    }

    private PageResult Refused()
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
