using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Health;
using Meldpunt.Service.Pages.Cases;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/zaken/{id}</c>: one case, for both of its desks: what happened, whom to call, and what was said, recorded in three taps.</summary>
[Authorize(RoleNames.Security)]
[RequestSizeLimit(MaxFormBytes)]
internal sealed class CaseModel(CasePage shown, FollowUpDesk desk, Readiness readiness) : PageModel
{
    private const int MaxFormBytes = 16 * 1024;

    private static readonly string[] KnownDone = ["gesprek", "gesprek-advies", "geen-gehoor", "advies", "bevestigd", "betwist", "merkteken", "merkteken-weg"];

    public CasePage Shown => shown;

    public IActionResult OnGet(string id, string? gedaan)
    {
        shown.Done = KnownDone.FirstOrDefault(done => string.Equals(done, gedaan, StringComparison.Ordinal));
        return shown.TryRead(HttpContext.Caller(), id) ? Page() : NotFound();
    }

    /// <summary>They spoke; and the advice, when the last tap was one.</summary>
    public Task<IActionResult> OnPostCallAsync(string id) => DoAsync(id, CaseStep.Call, RecordCallAsync);

    public Task<IActionResult> OnPostNoAnswerAsync(string id) => DoAsync(id, CaseStep.NoAnswer, async (one, form) =>
        (await desk.RecordCallAsync(HttpContext.Caller(), one, form.Call, form.Version, []), "geen-gehoor"));

    public Task<IActionResult> OnPostAdviseAsync(string id) => DoAsync(id, CaseStep.Advise, async (one, form) =>
        (await desk.AdviseAsync(HttpContext.Caller(), one, form.Advice ?? new AdviceInput(), form.Version, []), "advies"));

    public Task<IActionResult> OnPostConfirmAsync(string id) => DoAsync(id, CaseStep.Confirm, async (one, form) =>
        (await desk.RecordCallAsync(HttpContext.Caller(), one, form.Call, form.Version, []), "bevestigd"));

    public Task<IActionResult> OnPostDenyAsync(string id) => DoAsync(id, CaseStep.Deny, async (one, form) =>
        (await desk.RecordCallAsync(HttpContext.Caller(), one, form.Call, form.Version, []), "betwist"));

    private async Task<(FollowUpResult Result, string Done)> RecordCallAsync(OpaqueId id, CaseForm form)
    {
        var caller = HttpContext.Caller();
        return form.Advice is { } advice
            ? (await desk.RecordCallAndAdviseAsync(caller, id, form.Call, advice, form.Version, []), "gesprek-advies")
            : (await desk.RecordCallAsync(caller, id, form.Call, form.Version, []), "gesprek");
    }

    private async Task<IActionResult> DoAsync(string id, CaseStep step, Func<OpaqueId, CaseForm, Task<(FollowUpResult Result, string Done)>> record)
    {
        if (!OpaqueId.TryParse(id, out var caseId))
        {
            return NotFound();
        }

        readiness.ThrowUnlessAbleToAnswer();
        var form = new CaseForm(step, Request.Form);
        var (result, done) = await record(caseId, form);
        if (result.Succeeded)
        {
            // To another address, so that reloading does nothing twice.
            return LocalRedirect($"{PageMap.Case(caseId)}?gedaan={done}");
        }

        if (result.IsMissing || !shown.TryRead(HttpContext.Caller(), id))
        {
            return NotFound();
        }

        form.Refuse(result.Faults);
        (shown.Sent, shown.IsStale) = (form, result.IsStale);
        Response.StatusCode = result switch
        {
            { IsStale: true } => StatusCodes.Status412PreconditionFailed,
            _ when result.Faults.All(fault => fault.IsConflict) => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status400BadRequest,
        };
        return Page();
    }
}
