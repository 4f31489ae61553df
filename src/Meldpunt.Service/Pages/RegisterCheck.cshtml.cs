using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Register.Drafts;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Health;
using Meldpunt.Service.Pages.Registering;
using Meldpunt.Service.Pages.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary>
/// <c>/registreren/{concept}/controle</c>: everything once more, what is wrong with a link to where it is asked, and the button that registers. The draft's
/// id is the key by which that is done once, however often the button is pressed.
/// </summary>
[Authorize(RoleNames.Security)]
internal sealed class RegisterCheckModel(
    DraftStore drafts, DraftKeeper keeper, EntryRegistrar registrar, AccessDirectory directory, Readiness readiness, PageTexts texts, TimeProvider time) : PageModel
{
    private const string Gone = PageMap.Register + "?melding=weg";

    public OpaqueId Id { get; private set; }

    public DraftForm Draft { get; private set; } = null!;

    public DraftSummary Summary => new(Draft, texts);

    public IReadOnlyList<Fault> Faults { get; private set; } = [];

    /// <summary>True when another ban stands in the way, and the officer may have seen that it is somebody else's.</summary>
    public bool IsBanInTheWay { get; private set; }

    /// <summary>True when another officer must confirm what is registered.</summary>
    public bool NeedsSecondOfficer => Draft.IsBan || Draft.MayBeMinor;

    /// <summary>True where there is no other: the garage works with one pair of eyes, which lasts only while it has one officer.</summary>
    public bool HasOneOfficer => HttpContext.Caller().Participant is { OneOfficer: true } own
        && directory.Accounts.Count(account => account.ParticipantId == own.Id && account is { Role: Role.Security, EndedAt: null }) == 1;

    private DateOnly Today => DutchCalendar.Today(time);

    public IActionResult OnGet(string concept)
    {
        if (!OpaqueId.TryParse(concept, out var id) || keeper.Find(HttpContext.Caller(), id) is not { } found)
        {
            return LocalRedirect(Gone);
        }

        Show(id, new DraftForm(found.Fields, texts, Today));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string concept, string? naar)
    {
        readiness.ThrowUnlessAbleToAnswer();
        var caller = HttpContext.Caller();
        if (!OpaqueId.TryParse(concept, out var id))
        {
            return LocalRedirect(Gone);
        }

        if (keeper.Find(caller, id) is not { } found)
        {
            return LocalRedirect(drafts.FindRegistered(caller, id) is { } made ? PageMap.Entry(made) : Gone);
        }

        var fields = found.Fields.ToDictionary(StringComparer.Ordinal);
        if (string.Equals(naar, DraftFields.SomebodyElse, StringComparison.Ordinal))
        {
            fields[DraftFields.Answer] = DraftFields.SomebodyElse;
        }

        Show(id, new DraftForm(fields, texts, Today));
        // Whether there is ground for a ban the register says, and not what it said when the person was typed.
        if (Faults.Any(fault => !fault.IsConflict))
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        return await RegisterAsync(fields);
    }

    private async Task<IActionResult> RegisterAsync(Dictionary<string, string> fields)
    {
        var caller = HttpContext.Caller();
        var result = await registrar.RegisterDraftAsync(caller, Draft.Input, Id);
        if (result.IsKeyReused && drafts.FindRegistered(caller, Id) is { } made)
        {
            return LocalRedirect(PageMap.Entry(made));
        }

        if (result.Succeeded)
        {
            return LocalRedirect(PageMap.Entry(result.Entry.Id));
        }

        if (result.BansInTheWay.Count > 0)
        {
            fields[DraftFields.BansInTheWay] = string.Join(' ', result.BansInTheWay);
            await drafts.KeepAsync(caller, Id, fields);
            IsBanInTheWay = true;
        }

        Faults = Draft.Explain(result.Faults);
        Response.StatusCode = result.Faults.All(fault => fault.IsConflict) ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
        return Page();
    }

    private void Show(OpaqueId id, DraftForm draft)
    {
        Id = id;
        Draft = draft;
        Faults = draft.Faults;
    }
}
