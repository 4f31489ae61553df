using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Access;
using Meldpunt.Service.Pages.Cases;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/bureau/nu</c>: the part of the desk's page that cannot wait, for a page that is open and heard that something happened. Nobody touched it, so it uses no session.</summary>
[Authorize(RoleNames.Security)]
[DoesNotUseSession]
internal sealed class DeskNowModel(DeskNow now) : PageModel
{
    public DeskNow Now => now;

    public void OnGet() => now.Read(HttpContext.Caller().Participant!.Id);
}
