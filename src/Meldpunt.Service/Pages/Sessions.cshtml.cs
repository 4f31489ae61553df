using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/account/sessies</c>: where somebody is signed in; end one, or all but this one.</summary>
[Authorize(AccessSetup.OwnSession)]
[RequestSizeLimit(MaxFormBytes)]
internal sealed partial class SessionsModel(SessionBook sessions, ILogger<SessionsModel> logger) : PageModel
{
    private const int MaxFormBytes = 4 * 1024;

    /// <summary>True when something was ended just now.</summary>
    public bool IsDone { get; private set; }

    public void OnGet(string? gedaan) => IsDone = gedaan is not null;

    public async Task<IActionResult> OnPostEndAsync(string? sessie)
    {
        var caller = HttpContext.Caller();
        if (!OpaqueId.TryParse(sessie, out var id))
        {
            return NotFound();
        }

        if (SessionList.IsThis(HttpContext, id))
        {
            await SessionDoor.SignOutAsync(HttpContext);
            return LocalRedirect(AccessSetup.SignInPath);
        }

        // One that ended by itself meanwhile is what was wanted, too.
        var count = await sessions.EndAsync(caller.AccountId, id) ? 1 : 0;
        Log.Ended(logger, caller.AccountId, count);
        return LocalRedirect(PageMap.Sessions + "?gedaan=ja");
    }

    public async Task<IActionResult> OnPostOthersAsync()
    {
        var caller = HttpContext.Caller();
        Log.Ended(logger, caller.AccountId, await sessions.EndOthersAsync(caller.AccountId, caller.SessionId));
        return LocalRedirect(PageMap.Sessions + "?gedaan=ja");
    }

    private static partial class Log
    {
        [LoggerMessage(82, LogLevel.Information, "Account {Account} ended {Count} other sessions of its own.")]
        public static partial void Ended(ILogger logger, OpaqueId account, int count);
    }
}
