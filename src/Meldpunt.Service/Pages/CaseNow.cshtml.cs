using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Access;
using Meldpunt.Service.Pages.Cases;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/zaken/{id}/nu</c>: a case as it is now, for a page that is open and heard that something happened. Nobody touched it, so it uses no session.</summary>
[Authorize(RoleNames.Security)]
[DoesNotUseSession]
internal sealed class CaseNowModel(CasePage shown) : PageModel
{
    public CasePage Shown => shown;

    public IActionResult OnGet(string id) => shown.TryRead(HttpContext.Caller(), id) ? Page() : NotFound();
}
