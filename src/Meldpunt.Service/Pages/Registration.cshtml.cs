using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Health;
using Meldpunt.Service.Pages.Forms;
using Meldpunt.Service.Pages.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/registraties/{id}</c>: one entry, whole, for its own desk, with what its state allows to be done.</summary>
[Authorize(RoleNames.Security)]
[RequiresStepUp(InForm = true)]
[RequestSizeLimit(MaxFormBytes)]
internal sealed class RegistrationModel(
    EntryStore entries, EntryDesk desk, ActReader acts, ToldParticipants told, AccessDirectory directory, StepUp stepUp, Readiness readiness, PageTexts texts, TimeProvider time) : PageModel
{
    // More than anybody reads; an entry that lives a year has a handful.
    private const int MaxActs = 200;

    private const int MaxFormBytes = 32 * 1024;

    public Entry Entry { get; private set; } = null!;

    /// <summary>The form that was sent and not done.</summary>
    public ActForm? Sent { get; private set; }

    /// <summary>True when somebody else changed the entry while the page was open.</summary>
    public bool IsStale { get; private set; }

    /// <summary>What was done just now: the key of its sentence.</summary>
    public string? Done { get; private set; }

    public IReadOnlyList<ActRecord> Events { get; private set; } = [];

    /// <summary>Who was told of changes.</summary>
    public IReadOnlyList<ToldParticipant> Told { get; private set; } = [];

    /// <summary>What the state allows and this officer may do. Four eyes: nobody confirms what they wrote themselves.</summary>
    public IEnumerable<EntryAct> Acts => EntryRules.Possible(Entry.State).Where(act => act != EntryAct.Confirm || !IsOwn);

    /// <summary>True when this officer registered it, or corrected it last.</summary>
    public bool IsOwn => Entry.RegisteredBy == HttpContext.Caller().AccountId || Entry.CorrectedBy == HttpContext.Caller().AccountId;

    public bool WaitsForAnother => Entry.State == EntryState.AwaitsConfirmation && IsOwn;

    /// <summary>The bans that whoever registered said to be somebody else's, for whoever confirms; null when there are none.</summary>
    public string? SomebodyElseThan => Entry.State == EntryState.AwaitsConfirmation
        ? Events.Select(done => done.Act.Details.GetValueOrDefault(RegistrationFields.OtherPersonThan)).FirstOrDefault(ids => ids is not null)
        : null;

    /// <summary>Key of what the state means at a gate.</summary>
    public string Means => Entry.State == EntryState.Active && Entry.FirstDay > DutchCalendar.Today(time) ? "entry.means-later" : "entry.means." + EntryTerms.Of(Entry.State);

    public string Title => Entry.HasPerson ? PersonWords.Whole(Entry.Person) : texts["entry.withdrawn"];

    /// <summary>The forms to show, each with what was typed into it when it was sent.</summary>
    public IEnumerable<ActView> Forms => Acts.Select(act => new ActView(Entry, act, Sent is not null && Sent.Act == act ? Sent.Typed : TypedForm.Empty));

    /// <summary>Who confirmed it, and when; or why nobody had to.</summary>
    public string Eyes => Entry switch
    {
        { ConfirmedBy: { } officer, ConfirmedAt: { } at } => texts.Format("entry.eyes-two", NameOf(officer), texts.Moment(at)),
        { OneOfficer: true } => texts["entry.eyes-one"],
        { State: EntryState.AwaitsConfirmation } => texts["entry.eyes-none"],
        { Kind: EntryKind.Ban, State: EntryState.Withdrawn } => texts["entry.eyes-never"],
        { Kind: EntryKind.Ban } => texts["entry.eyes-before"],
        _ => texts["entry.eyes-unneeded"],
    };

    public IActionResult OnGet(string id, string? gedaan)
    {
        if (!TryRead(id))
        {
            return NotFound();
        }

        Done = gedaan is not null && EntryTerms.Acts.ContainsKey(gedaan) ? gedaan : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id, string? handeling)
    {
        if (!OpaqueId.TryParse(id, out var entryId) || handeling is null || !EntryTerms.Acts.TryGetValue(handeling, out var act))
        {
            return NotFound();
        }

        readiness.ThrowUnlessAbleToAnswer();
        Sent = new ActForm(act, Request.Form, texts);
        if (act == EntryAct.Confirm && await stepUp.PassAsync(HttpContext, ActForm.PathOf(act)) is { } unproven)
        {
            if (!TryRead(id))
            {
                return NotFound();
            }

            Sent.Refuse([unproven]);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var result = await DoAsync(entryId, Sent);
        if (result.Succeeded)
        {
            // To another address, so that reloading does nothing twice.
            return LocalRedirect($"{PageMap.Entry(entryId)}?gedaan={handeling}");
        }

        if (result.IsMissing || !TryRead(id))
        {
            return NotFound();
        }

        return Refuse(result);
    }

    /// <summary>Who did something, as the desk knows them.</summary>
    public string NameOf(OpaqueId account) => directory.FindAccount(account)?.UserName ?? string.Empty;

    /// <summary>What else is known of an incident.</summary>
    public string Details(EntryIncident incident) => string.Join("; ", new[]
    {
        incident.FoundBy is { } company ? texts.Format("entry.incident-found", company) : null,
        incident.FileReference is { } file ? texts.Format("entry.incident-file", file) : null,
        incident.CrimeReported ? texts["entry.incident-reported"] : null,
    }.OfType<string>());

    /// <summary>Key of the name of what was done.</summary>
    public static string KeyOf(Act act) => "entry.event." + act.Kind;

    /// <summary>What else the log has of an act: its details in words.</summary>
    public string Details(Act act) => texts.ActDetails(act, directory);

    /// <summary>Where a fault's link leads; null when it is about no field, or its form is shown no more.</summary>
    public string? ControlOf(Fault fault) => Acts.Contains(Sent!.Act) ? ActView.ControlOf(fault) : null;

    private Task<EntryResult> DoAsync(OpaqueId id, ActForm form)
    {
        var caller = HttpContext.Caller();
        return form.Act switch
        {
            EntryAct.Confirm => desk.ConfirmAsync(caller, id, form.Version),
            EntryAct.Refuse => desk.RefuseAsync(caller, id, form.Ground, form.Version),
            EntryAct.AddIncident => desk.AddIncidentAsync(caller, id, form.Incident(), form.Version, []),
            EntryAct.Correct => desk.CorrectAsync(caller, id, form.Person(), form.Reason, form.Version, []),
            EntryAct.Tell => desk.TellAsync(caller, id, form.Notice(), form.Version, []),
            EntryAct.Restrict => desk.RestrictAsync(caller, id, form.Reason, form.Version),
            EntryAct.Lift => desk.LiftAsync(caller, id, form.Reason, form.Version),
            EntryAct.Withdraw => desk.WithdrawAsync(caller, id, form.Ground, form.Version),
            _ => throw new InvalidOperationException($"No page does {form.Act}."),
        };
    }

    private PageResult Refuse(EntryResult result)
    {
        IsStale = result.IsStale;
        Sent!.Refuse(result.Faults);
        Response.StatusCode = result switch
        {
            { IsStale: true } => StatusCodes.Status412PreconditionFailed,
            _ when result.Faults.All(fault => fault.IsConflict) => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status400BadRequest,
        };
        return Page();
    }

    private bool TryRead(string id)
    {
        var participant = HttpContext.Caller().Participant!;
        if (!OpaqueId.TryParse(id, out var entryId) || entries.Find(entryId, participant.Id, DutchCalendar.Today(time)) is not { } entry)
        {
            return false;
        }

        Entry = entry;
        Told = told.Of(entryId, participant.Id);
        Events = acts.List(participant.Id, entryId, beforeSeq: null, MaxActs);
        return true;
    }
}
