using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Calendar;
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

/// <summary><c>/registreren/{concept}/{stap}</c>: one step of the conversation, kept as it is sent. The address has the draft's id and nothing of a person.</summary>
[Authorize(RoleNames.Security)]
internal sealed class RegisterStepModel(DraftKeeper keeper, Readiness readiness, PageTexts texts, TimeProvider time) : PageModel
{
    public OpaqueId Id { get; private set; }

    public RegisterStep Step { get; private set; } = RegisterStep.Who;

    public StepView View { get; private set; } = null!;

    public DraftSummary Summary => new(View.Draft, texts);

    /// <summary>True when what is wrong with the step is shown; then it can be left as it is.</summary>
    public bool ShowsFaults => View.Form.Faults.Count > 0;

    private DateOnly Today => DutchCalendar.Today(time);

    public IActionResult OnGet(string concept, string? stap, string? nakijken)
    {
        if (!OpaqueId.TryParse(concept, out var id) || keeper.Find(HttpContext.Caller(), id) is not { } found)
        {
            return LocalRedirect(PageMap.Register + "?melding=weg");
        }

        var draft = new DraftForm(found.Fields, texts, Today);
        if (stap is null)
        {
            return LocalRedirect(DraftKeeper.Address(id, draft.WhereToGoOn()));
        }

        if (RegisterStep.Find(stap) is not { } step)
        {
            return NotFound();
        }

        Show(id, step, draft, draft.Form(step, withFaults: nakijken is not null));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string concept, string? stap, string? naar)
    {
        readiness.ThrowUnlessAbleToAnswer();
        var caller = HttpContext.Caller();
        if (RegisterStep.Find(stap) is not { } step)
        {
            return NotFound();
        }

        if (!OpaqueId.TryParse(concept, out var id) || keeper.Find(caller, id) is not { } found)
        {
            return LocalRedirect(PageMap.Register + "?melding=weg");
        }

        var typed = new TypedForm(Request.Form, []);
        var fields = DraftKeeper.Merge(found.Fields, typed, step);
        if (!DraftStore.Fits(fields))
        {
            Show(id, step, new DraftForm(found.Fields, texts, Today), typed.With(DraftKeeper.TooLong(fields)));
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        return LocalRedirect(await keeper.KeepAsync(caller, id, fields, step, naar) ?? PageMap.Register + "?melding=weg");
    }

    private void Show(OpaqueId id, RegisterStep step, DraftForm draft, TypedForm form)
    {
        Id = id;
        Step = step;
        View = new StepView(draft, form, Today, HttpContext.Caller().Participant!.Name);
    }
}
