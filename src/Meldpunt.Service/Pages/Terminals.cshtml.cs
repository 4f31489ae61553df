using Meldpunt.Admin;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Terminals;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Pages.Forms;
using Meldpunt.Service.Participants;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary>
/// <c>/terminals</c>: a desk adds the machines at its gates, gives the code of each, and ends them; and how its gates come in and what they do while there is no answer.
/// What is not of its own participant is not there.
/// </summary>
[Authorize(RoleNames.Security)]
[RequestSizeLimit(MaxFormBytes)]
internal sealed class TerminalsModel(TerminalStore store, ParticipantDoor door, TimeProvider time) : PageModel
{
    public const string LabelField = "naam";
    public const string LocationField = "locatie";
    public const string TerminalField = "terminal";
    public const string NeedsField = "poortAanmelden";
    public const string NeedsTerminal = "terminal";
    public const string Anywhere = "overal";
    public const string EmergencyField = "noodprocedure";

    private const int MaxFormBytes = 16 * 1024;
    private static readonly string[] Sentences = ["beeindigd", NeedsField, EmergencyField];

    public TypedForm Form { get; private set; } = TypedForm.Empty;

    /// <summary>The code that was made by this very request; it is shown nowhere else.</summary>
    public TerminalCode? Given { get; private set; }

    /// <summary>What was done just now: the key of its sentence.</summary>
    public string? Done { get; private set; }

    /// <summary>True when a terminal does not take a new code any more.</summary>
    public bool IsTooLate { get; private set; }

    public Participant Own => door.Directory.FindParticipant(HttpContext.Caller().Participant!.Id)!;

    public IReadOnlyList<Terminal> Terminals => store.List(Own.Id);

    /// <summary>Where a terminal can stand.</summary>
    public IReadOnlyList<(string Value, string TextKey)> LocationChoices => [.. door.Directory.LocationsOf(Own.Id).Select(location => (location.Id.ToString(), location.Name))];

    /// <summary>What is chosen already where there is nothing to choose.</summary>
    public string? OnlyLocation => LocationChoices is [var only] ? only.Value : null;

    /// <summary>Where a browser becomes a terminal.</summary>
    public string Address => $"{Request.Scheme}://{Request.Host}{PageMap.Terminal}";

    public TerminalState StateOf(Terminal terminal) => terminal.StateAt(time.GetUtcNow());

    public string PlaceOf(Terminal terminal) => door.Directory.FindLocation(terminal.LocationId)!.Name;

    public void OnGet(string? gedaan) => Done = Sentences.Contains(gedaan, StringComparer.Ordinal) ? gedaan : null;

    public async Task<IActionResult> OnPostAddAsync()
    {
        Form = new TypedForm(Request.Form, []);
        var label = Form[LabelField]?.Trim() ?? string.Empty;
        _ = OpaqueId.TryParse(Form[LocationField], out var location);
        var faults = Check(label, location);
        if (faults.Count > 0)
        {
            return Refused(StatusCodes.Status400BadRequest, faults);
        }

        try
        {
            Given = await store.AddAsync(HttpContext.Caller(), location, label);
        }
        catch (AdministrationException exception) when (exception.IsConflict)
        {
            var isTaken = Terminals.Any(terminal => terminal.EndedAt is null && string.Equals(terminal.Label, label, StringComparison.OrdinalIgnoreCase));
            return Refused(StatusCodes.Status409Conflict, [isTaken
                ? new Fault(LabelField, "terminal-dubbel", "Er is al een terminal met deze naam.")
                : new Fault(LabelField, "terminal-vol", "Er zijn te veel terminals.")]);
        }

        Form = TypedForm.Empty;
        door.Directory.Refresh();
        return Page();
    }

    public async Task<IActionResult> OnPostCodeAsync()
    {
        try
        {
            Given = OpaqueId.TryParse(Request.Form[TerminalField], out var id) ? await store.RenewCodeAsync(HttpContext.Caller(), id) : null;
        }
        catch (AdministrationException exception) when (exception.IsConflict)
        {
            IsTooLate = true;
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }

        return Given is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostEndAsync()
    {
        if (!OpaqueId.TryParse(Request.Form[TerminalField], out var id) || !Terminals.Any(terminal => terminal.Id == id))
        {
            return NotFound();
        }

        // Ended before, by a colleague: it is what was asked for.
        await store.EndAsync(HttpContext.Caller(), id);
        door.Directory.Refresh();
        return LocalRedirect($"{PageMap.Terminals}?gedaan=beeindigd");
    }

    public async Task<IActionResult> OnPostNeedsAsync()
    {
        var chosen = Request.Form[NeedsField].ToString();
        if (chosen is not (NeedsTerminal or Anywhere))
        {
            return Refused(StatusCodes.Status400BadRequest, [new Fault(NeedsField, "ontbreekt", "Kies een van beide.")]);
        }

        await door.ChangeAsync(participants => participants.SetGateNeedsTerminalAsync(HttpContext.Caller(), Own.Id, chosen is NeedsTerminal));
        return LocalRedirect($"{PageMap.Terminals}?gedaan={NeedsField}");
    }

    public async Task<IActionResult> OnPostEmergencyAsync()
    {
        Form = new TypedForm(Request.Form, []);
        var text = string.Join('\n', (Form[EmergencyField] ?? string.Empty).Split('\n', StringSplitOptions.TrimEntries)).Trim();
        try
        {
            await door.ChangeAsync(participants => participants.SetEmergencyTextAsync(HttpContext.Caller(), Own.Id, text));
        }
        catch (AdministrationException exception) when (!exception.IsConflict)
        {
            return Refused(StatusCodes.Status400BadRequest, [new Fault(EmergencyField, "noodprocedure-te-lang", "Deze tekst is te lang.")]);
        }

        return LocalRedirect($"{PageMap.Terminals}?gedaan={EmergencyField}");
    }

    private List<Fault> Check(string label, OpaqueId location)
    {
        var faults = new List<Fault>();
        if (label.Length is 0 or > TerminalStore.MaxLabelLength || label.Any(char.IsControl))
        {
            faults.Add(new Fault(LabelField, "terminal-naam", "Een naam heeft 1 tot 40 tekens."));
        }

        if (!door.Directory.LocationsOf(Own.Id).Any(candidate => candidate.Id == location))
        {
            faults.Add(new Fault(LocationField, "terminal-locatie", "Kies een locatie."));
        }

        return faults;
    }

    private PageResult Refused(int status, IReadOnlyList<Fault> faults)
    {
        Form = Form.With(faults);
        Response.StatusCode = status;
        return Page();
    }
}
