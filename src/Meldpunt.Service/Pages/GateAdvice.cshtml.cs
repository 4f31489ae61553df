using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Messages;
using Meldpunt.Service.Access;
using Meldpunt.Service.FollowUps;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary>
/// <c>/poort/advies/{id}</c>: the advice about one visitor who matched here, for a browser without script. It looks again by itself, so looking is no use of the session.
/// </summary>
[Authorize(RoleNames.Gate)]
[DoesNotUseSession]
internal sealed class GateAdviceModel(GateAdvices advices, MessageStore messages) : PageModel
{
    public AskedAdvice Asked { get; private set; } = null!;

    /// <summary>Number of the newest message that there was before this was read.</summary>
    public long NewestMessage { get; private set; }

    /// <summary>Telephone number of the asker's own security desk (protocol article 5.3).</summary>
    public string DeskPhone => HttpContext.Caller().Participant!.DeskPhone;

    public IActionResult OnGet(string id)
    {
        NewestMessage = messages.LastSeq();
        if (advices.Find(HttpContext.Caller(), id) is not { } asked)
        {
            return NotFound();
        }

        Asked = asked;
        return Page();
    }
}
