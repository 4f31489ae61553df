using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Persons;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;
using Meldpunt.Service.Access;
using Meldpunt.Service.Health;
using Meldpunt.Service.Pages.Cases;
using Meldpunt.Service.Pages.Forms;
using Meldpunt.Service.Pages.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/zaken/{id}</c>: one case, for both of its desks: what happened, whom to call, and what was said, recorded in three taps.</summary>
[Authorize(RoleNames.Security)]
[RequestSizeLimit(MaxFormBytes)]
internal sealed class CaseModel(
    FollowUpStore cases, FollowUpDesk desk, ActReader acts, AccessDirectory directory, Readiness readiness, PageTexts texts, TimeProvider time) : PageModel
{
    private const int MaxFormBytes = 16 * 1024;

    // A case has a handful; whoever goes on and on is not read to the end.
    private const int MaxActs = 100;

    private static readonly string[] KnownDone = ["gesprek", "gesprek-advies", "geen-gehoor", "advies", "bevestigd", "betwist"];

    public CaseView View { get; private set; } = null!;

    public FollowUp Case => View.Case;

    /// <summary>What stands in the case in words.</summary>
    public FollowUpTexts Texts { get; private set; } = FollowUpTexts.None;

    /// <summary>Kind and days of the entry; null when it is gone.</summary>
    public FollowUpEntry? Entry { get; private set; }

    /// <summary>The other cases of the same visitor that this desk works on.</summary>
    public IReadOnlyList<CaseView> Siblings { get; private set; } = [];

    /// <summary>What was recorded, newest first.</summary>
    public IReadOnlyList<ActRecord> Events { get; private set; } = [];

    public IReadOnlyList<CaseClockStep> Clock { get; private set; } = [];

    public DateTimeOffset Now { get; private set; }

    /// <summary>The form that was sent and not done.</summary>
    public CaseForm? Sent { get; private set; }

    /// <summary>True when somebody else was first.</summary>
    public bool IsStale { get; private set; }

    /// <summary>What was done just now: the end of a text's key.</summary>
    public string? Done { get; private set; }

    public Participant Own => HttpContext.Caller().Participant!;

    /// <summary>Parts in which visitor and entry agree; never what stands in them.</summary>
    public IReadOnlyList<Agreement> Parts => AgreementText.Parts(Case.Agreement);

    public static IReadOnlyList<string> Identities { get; } = [.. FollowUpTerms.Identities.Keys];

    public IActionResult OnGet(string id, string? gedaan)
    {
        Done = KnownDone.FirstOrDefault(done => string.Equals(done, gedaan, StringComparison.Ordinal));
        return TryRead(id) ? Page() : NotFound();
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

    /// <summary>The form of a step: with what was typed when it was sent and not done.</summary>
    public TypedForm FormOf(CaseStep step) => Sent?.Step == step ? Sent.Typed : TypedForm.Empty;

    /// <summary>True when a step is shown open.</summary>
    public bool IsOpened(CaseStep step) => Sent?.Step == step;

    /// <summary>Who did something: somebody of one's own by name, of the other desk its participant, or the service by itself.</summary>
    public string WhoDid(ActRecord done) => directory.FindAccount(done.Row.AccountId) switch
    {
        { } account when account.ParticipantId == Own.Id => AccountWords.Of(texts, account),
        { ParticipantId: { } other } => directory.FindParticipant(other)?.Name ?? string.Empty,
        _ => texts["case.program"],
    };

    /// <summary>What was said with it; null when nothing was.</summary>
    public string? Said(Act act) =>
        act.Details.GetValueOrDefault(FollowUpFields.Outcome) is { } outcome ? texts["case.outcome." + outcome]
        : act.Details.GetValueOrDefault(FollowUpFields.Advice) is { } advice ? texts["case.advice." + advice]
        : null;

    // The advice is looked at first, so that a call is not recorded when what came with it cannot be.
    private async Task<(FollowUpResult Result, string Done)> RecordCallAsync(OpaqueId id, CaseForm form)
    {
        var caller = HttpContext.Caller();
        var advice = form.Advice;
        var called = await desk.RecordCallAsync(caller, id, form.Call, form.Version, advice is null ? [] : FollowUpDesk.CheckAdvice(advice));
        return !called.Succeeded || advice is null
            ? (called, "gesprek")
            : (await desk.AdviseAsync(caller, id, advice, called.FollowUp.Version, []), "gesprek-advies");
    }

    private async Task<IActionResult> DoAsync(string id, CaseStep step, Func<OpaqueId, CaseForm, Task<(FollowUpResult Result, string Done)>> record)
    {
        if (!OpaqueId.TryParse(id, out var caseId))
        {
            return NotFound();
        }

        readiness.ThrowUnlessAbleToAnswer();
        Sent = new CaseForm(step, Request.Form);
        var (result, done) = await record(caseId, Sent);
        if (result.Succeeded)
        {
            // To another address, so that reloading does nothing twice.
            return LocalRedirect($"{PageMap.Case(caseId)}?gedaan={done}");
        }

        if (result.IsMissing || !TryRead(id))
        {
            return NotFound();
        }

        IsStale = result.IsStale;
        Sent.Refuse(result.Faults);
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
        if (!OpaqueId.TryParse(id, out var caseId) || cases.Find(caseId, Own.Id) is not { } one)
        {
            return false;
        }

        Now = time.GetUtcNow();
        View = new CaseView(one, Own.Id, directory, texts);
        Texts = cases.Texts(one);
        Entry = cases.EntryOf(one);
        Clock = CaseClock.Of(View, texts);
        Events = acts.List(participantId: null, one.Id, beforeSeq: null, MaxActs);
        Siblings = [.. cases.OfQuery(one.QueryId).Where(other => other.Id != one.Id && other.SideOf(Own.Id) is not null).Select(other => new CaseView(other, Own.Id, directory, texts))];
        return true;
    }
}
