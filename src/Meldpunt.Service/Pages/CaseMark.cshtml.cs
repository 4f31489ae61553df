using System.Globalization;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.NotMe;
using Meldpunt.Admin.Persons;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Health;
using Meldpunt.Service.Pages.Cases;
using Meldpunt.Service.Pages.Forms;
using Meldpunt.Service.Pages.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary>
/// <c>/zaken/{id}/merkteken</c>: the asker's desk marks a visitor who is not the registered person, or either desk takes the mark away. What is typed is hashed and nothing else of it kept.
/// </summary>
[Authorize(RoleNames.Security)]
[RequestSizeLimit(MaxFormBytes)]
internal sealed class CaseMarkModel(FollowUpStore cases, NotMeDesk desk, Readiness readiness, PageTexts texts, TimeProvider time) : PageModel
{
    private const int MaxFormBytes = 8 * 1024;
    private const int NoVersion = -1;

    public FollowUp Case { get; private set; } = null!;

    public TypedForm Form { get; private set; } = TypedForm.Empty;

    /// <summary>True when somebody else recorded something meanwhile.</summary>
    public bool IsStale { get; private set; }

    // Only the desk of the gate makes one, so for the other there is no such form.
    public IActionResult OnGet(string id) => TryRead(id) && Case.SideOf(Own) != FollowUpSide.Source ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string id)
    {
        if (!TryRead(id))
        {
            return NotFound();
        }

        readiness.ThrowUnlessAbleToAnswer();
        var typed = new TypedForm(Request.Form, []);
        var dates = new DateFields(typed, texts);
        var faults = new List<Fault>();
        var visitor = PersonCheck.Check(PersonForm.Read(typed, path: string.Empty, dates), DutchCalendar.Today(time), path: string.Empty, faults);
        var result = await desk.MakeAsync(HttpContext.Caller(), Case.Id, visitor, typed.IsTicked(NotMeTerms.Consent), VersionOf(typed), dates.Explain(faults));
        return result.Succeeded ? LocalRedirect($"{PageMap.Case(Case.Id)}?gedaan=merkteken") : Refuse(id, typed, result);
    }

    public async Task<IActionResult> OnPostRemoveAsync(string id)
    {
        if (!TryRead(id))
        {
            return NotFound();
        }

        readiness.ThrowUnlessAbleToAnswer();

        // Whatever was recorded meanwhile: who wants the mark gone wants it gone, and when it is gone already that is as well.
        var result = await desk.RemoveAsync(HttpContext.Caller(), Case.Id, version: null, []);
        return result.IsMissing ? NotFound() : LocalRedirect($"{PageMap.Case(Case.Id)}?gedaan=merkteken-weg");
    }

    private OpaqueId Own => HttpContext.Caller().Participant!.Id;

    private IActionResult Refuse(string id, TypedForm typed, FollowUpResult result)
    {
        if (result.IsMissing || !TryRead(id))
        {
            return NotFound();
        }

        (Form, IsStale) = (typed.With(result.Faults), result.IsStale);
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
        if (!OpaqueId.TryParse(id, out var caseId) || cases.Find(caseId, Own) is not { } one)
        {
            return false;
        }

        Case = one;
        return true;
    }

    private static int VersionOf(TypedForm form) =>
        int.TryParse(form[CaseForm.VersionField], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : NoVersion;
}
