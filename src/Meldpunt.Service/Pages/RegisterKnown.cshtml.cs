using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Register.Drafts;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Health;
using Meldpunt.Service.Pages.Forms;
using Meldpunt.Service.Pages.Registering;
using Meldpunt.Service.Pages.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary>
/// <c>/registreren/{concept}/bekend</c>: the register knows this person. After a warning the next step is a ban; when a ban runs the incident is added to it.
/// </summary>
[Authorize(RoleNames.Security)]
internal sealed class RegisterKnownModel(DraftStore drafts, DraftKeeper keeper, EntryDesk desk, Readiness readiness, PageTexts texts, TimeProvider time) : PageModel
{
    private const string Gone = PageMap.Register + "?melding=weg";

    // Adding twice is prevented by the draft: whoever adds takes it away. One at a time, so that two presses see each other.
    private static readonly SemaphoreSlim Adding = new(1);

    private static readonly string[] IncidentFields =
        [DraftFields.IncidentDay, DraftFields.IncidentKind, DraftFields.IncidentFoundBy, DraftFields.IncidentFile, DraftFields.IncidentReported];

    public OpaqueId Id { get; private set; }

    public StepView View { get; private set; } = null!;

    public KnownNote Known => View.Draft.Known!;

    /// <summary>The ban to which an incident can be added; null when there is none.</summary>
    public KnownNoteEntry? Ban => Known.Entries.FirstOrDefault(entry => entry.Kind == EntryKind.Ban);

    /// <summary>The person, as typed.</summary>
    public string Name => new DraftSummary(View.Draft, texts).Name();

    /// <summary>Faults that are about no field of the form.</summary>
    public IReadOnlyList<Fault> Refused => View.Form.Faults.Where(fault => !IncidentFields.Contains(fault.Field, StringComparer.Ordinal)).ToList();

    /// <summary>What may be added: of another garage's ban only trespass.</summary>
    public IReadOnlyList<(string Value, string TextKey)> Kinds => EntryTerms.Incidents
        .Where(pair => Ban!.IsOwn || pair.Value == IncidentKind.Trespass)
        .Select(pair => (pair.Key, "register.incident." + pair.Key))
        .ToList();

    public IActionResult OnGet(string concept)
    {
        if (!OpaqueId.TryParse(concept, out var id) || keeper.Find(HttpContext.Caller(), id) is not { } found)
        {
            return LocalRedirect(Gone);
        }

        var draft = Read(found);
        if (draft.Known is not { Entries.Count: > 0 })
        {
            return LocalRedirect(DraftKeeper.Address(id, RegisterStep.What.Name));
        }

        Show(id, draft, draft.Typed);
        return Page();
    }

    /// <summary>Goes on with a registration: a ban, a warning, or of somebody else.</summary>
    public async Task<IActionResult> OnPostAsync(string concept, string? naar)
    {
        if (!OpaqueId.TryParse(concept, out var id) || keeper.Find(HttpContext.Caller(), id) is not { } found)
        {
            return LocalRedirect(Gone);
        }

        var fields = found.Fields.ToDictionary(StringComparer.Ordinal);
        var isSomebodyElse = string.Equals(naar, DraftFields.SomebodyElse, StringComparison.Ordinal);
        fields[DraftFields.Answer] = isSomebodyElse ? DraftFields.SomebodyElse : string.Empty;
        fields[RegistrationFields.Kind] = naar is not null && EntryTerms.Kinds.ContainsKey(naar) ? naar : EntryTerms.Of(EntryKind.Warning);
        return LocalRedirect(await drafts.KeepAsync(HttpContext.Caller(), id, fields) ? DraftKeeper.Address(id, RegisterStep.What.Name) : Gone);
    }

    /// <summary>Adds the incident to the ban that runs.</summary>
    public async Task<IActionResult> OnPostIncidentAsync(string concept)
    {
        readiness.ThrowUnlessAbleToAnswer();
        await Adding.WaitAsync(HttpContext.RequestAborted);
        try
        {
            return await AddAsync(concept);
        }
        finally
        {
            Adding.Release();
        }
    }

    private async Task<IActionResult> AddAsync(string concept)
    {
        var caller = HttpContext.Caller();
        if (!OpaqueId.TryParse(concept, out var id) || keeper.Find(caller, id) is not { } found || Read(found) is not { Known: { } known } draft
            || known.Entries.FirstOrDefault(entry => entry.Kind == EntryKind.Ban) is not { } ban)
        {
            return LocalRedirect(Gone);
        }

        var typed = new TypedForm(Request.Form, []);
        var dates = new DateFields(typed, texts);
        _ = OpaqueId.TryParse(ban.Id, out var banId);
        var result = await desk.AddIncidentAsync(caller, banId, Input(typed, dates, known, ban), version: null, []);
        if (result.Succeeded || result.Known is not null)
        {
            await drafts.DiscardAsync(caller, id);
            return LocalRedirect(result.Entry is { } entry ? PageMap.Entry(entry.Id) : PageMap.Register + "?melding=toegevoegd");
        }

        var faults = result.Faults.Count > 0 ? result.Faults : [new Fault(string.Empty, "verbod-weg", "Dit toegangsverbod loopt niet meer.")];
        Show(id, draft, typed.With(dates.Explain(faults.Select(fault => fault with { Field = ToTheQuestion(fault.Field) }))));
        Response.StatusCode = faults.All(fault => fault.IsConflict) ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
        return Page();
    }

    private static IncidentInput Input(TypedForm typed, DateFields dates, KnownNote known, KnownNoteEntry ban)
    {
        var kind = typed[DraftFields.IncidentKind];
        var isCrime = kind is not null && EntryTerms.Incidents.TryGetValue(kind, out var found) && found == IncidentKind.Crime;
        return new IncidentInput
        {
            Day = dates.Read(DraftFields.IncidentDay),
            Kind = kind,
            FileReference = typed[DraftFields.IncidentFile],
            FoundBy = typed[DraftFields.IncidentFoundBy],
            CrimeReported = isCrime ? typed.YesOrNo(DraftFields.IncidentReported) : false,
            QueryId = ban.IsOwn ? null : known.QueryId,
        };
    }

    // The interface calls these fields by their last word only.
    private static string ToTheQuestion(string field) =>
        IncidentFields.FirstOrDefault(own => field.Length > 0 && own.EndsWith("." + field, StringComparison.Ordinal)) ?? field;

    private DraftForm Read(RegistrationDraft draft) => new(draft.Fields, texts, DutchCalendar.Today(time));

    private void Show(OpaqueId id, DraftForm draft, TypedForm form)
    {
        Id = id;
        View = new StepView(draft, form, DutchCalendar.Today(time), HttpContext.Caller().Participant!.Name);
    }
}
