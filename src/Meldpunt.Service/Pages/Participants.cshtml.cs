using Meldpunt.Admin;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Persons;
using Meldpunt.Service.Access;
using Meldpunt.Service.Pages.Forms;
using Meldpunt.Service.Pages.Texts;
using Meldpunt.Service.Participants;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/deelnemers</c>: who takes part, and whose permit ends soon; joining (protocol article 7.1).</summary>
[Authorize(RoleNames.Management)]
internal sealed class ParticipantsModel(ParticipantDoor door, PageTexts texts) : PageModel
{
    public const string NameField = "naam";
    public const string PhoneField = "telefoonnummer";
    public const string LocationsField = "locaties";

    private const string Joined = "toegetreden";

    public TypedForm Form { get; private set; } = TypedForm.Empty;

    /// <summary>Why the store refused; null when it did not.</summary>
    public string? Refusal { get; private set; }

    /// <summary>True when one joined just now.</summary>
    public bool IsDone { get; private set; }

    public DateOnly Today => door.Today;

    public IReadOnlyList<Participant> Participants => ParticipantView.InOrder(door.Directory.Participants).ToList();

    public void OnGet(string? gedaan) => IsDone = string.Equals(gedaan, Joined, StringComparison.Ordinal);

    public async Task<IActionResult> OnPostAsync()
    {
        Form = new TypedForm(Request.Form, []);
        var name = Form[NameField]?.Trim() ?? string.Empty;
        var phone = Form[PhoneField]?.Trim() ?? string.Empty;
        var locations = (Form[LocationsField] ?? string.Empty)
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var faults = Faults(name, phone, locations);
        var papers = new ParticipantPapers(
            ParticipantForm.ReadDay(Form, ParticipantForm.Signed, faults, texts), ParticipantForm.ReadPermit(Form, faults, texts, isOptional: true));
        Form = Form.With(faults);
        if (faults.Count > 0)
        {
            return Refused();
        }

        try
        {
            await door.ChangeAsync(store => store.JoinAsync(HttpContext.Caller(), name, phone, locations, papers));
            return LocalRedirect($"{PageMap.Participants}?gedaan={Joined}");
        }
        catch (AdministrationException exception)
        {
            // The store says why in Dutch only.
            Refusal = string.Equals(texts.Language, TextCatalogue.Dutch.Language, StringComparison.Ordinal) ? exception.Message : texts["participants.refused"];
            return Refused();
        }
    }

    public IEnumerable<string> LocationsOf(Participant participant) => door.Directory.LocationsOf(participant.Id).Select(location => location.Name);

    private static List<Fault> Faults(string name, string phone, List<string> locations)
    {
        var faults = new List<Fault>();
        ParticipantForm.AddMissing(faults, NameField, name.Length == 0);
        ParticipantForm.AddMissing(faults, PhoneField, phone.Length == 0);
        ParticipantForm.AddMissing(faults, LocationsField, locations.Count == 0);
        if (locations.Count > ParticipantStore.MaxLocations)
        {
            faults.Add(new Fault(LocationsField, "te-lang", "Dit zijn te veel locaties."));
        }

        return faults;
    }

    private PageResult Refused()
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
