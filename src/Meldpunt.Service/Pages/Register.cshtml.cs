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

/// <summary><c>/registreren</c>: begins a registration with its first step, and offers what the officer began earlier.</summary>
[Authorize(RoleNames.Security)]
internal sealed class RegisterModel(DraftStore drafts, DraftKeeper keeper, Readiness readiness, PageTexts texts, TimeProvider time) : PageModel
{
    /// <summary>Drafts of this officer, and what is in each.</summary>
    public IReadOnlyList<(RegistrationDraft Draft, DraftSummary Summary)> Drafts { get; private set; } = [];

    public TypedForm Form { get; private set; } = TypedForm.Empty;

    public StepView Who => new(new DraftForm(new Dictionary<string, string>(StringComparer.Ordinal), texts, Today), Form, Today, HttpContext.Caller().Participant!.Name);

    /// <summary>True when an incident was added just now to a ban of another garage, which has no page here.</summary>
    public bool Added { get; private set; }

    /// <summary>True when somebody came for a draft that is not there any more.</summary>
    public bool IsGone { get; private set; }

    /// <summary>True when there was no room for another draft.</summary>
    public bool IsFull { get; private set; }

    private DateOnly Today => DutchCalendar.Today(time);

    public async Task OnGetAsync(string? melding)
    {
        Added = string.Equals(melding, "toegevoegd", StringComparison.Ordinal);
        IsGone = string.Equals(melding, "weg", StringComparison.Ordinal);
        await drafts.EraseOldAsync();
        ReadDrafts();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        readiness.ThrowUnlessAbleToAnswer();
        Form = new TypedForm(Request.Form, []);
        var fields = DraftKeeper.Merge([], Form, RegisterStep.Who);
        var draft = new DraftForm(fields, texts, Today);
        var isEmpty = fields.All(pair => string.IsNullOrWhiteSpace(pair.Value));
        if (isEmpty || !DraftStore.Fits(fields))
        {
            Form = Form.With(isEmpty ? draft.FaultsOf(RegisterStep.Who) : DraftKeeper.TooLong(fields));
            return Again();
        }

        if (await drafts.BeginAsync(HttpContext.Caller(), fields) is not { } id)
        {
            IsFull = true;
            return Again();
        }

        return LocalRedirect(await keeper.AfterWhoAsync(HttpContext.Caller(), id, fields, target: null));
    }

    public async Task<IActionResult> OnPostDiscardAsync(string? concept)
    {
        if (OpaqueId.TryParse(concept, out var id))
        {
            await drafts.DiscardAsync(HttpContext.Caller(), id);
        }

        return LocalRedirect(PageMap.Register);
    }

    private PageResult Again()
    {
        ReadDrafts();
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private void ReadDrafts() => Drafts = drafts.List(HttpContext.Caller())
        .Select(draft => (draft, new DraftSummary(new DraftForm(draft.Fields, texts, Today), texts)))
        .ToList();
}
