using Meldpunt.Admin.Access;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Terminals;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Terminals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Meldpunt.Service.Pages;

/// <summary>
/// <c>/terminal</c>: whoever types the code that a desk gave makes this browser a terminal. Open, because nobody is signed in at a gate then; what it takes is the code.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(AccessSetup.SignInLimit)]
internal sealed partial class TerminalModel(
    TerminalDoor terminals, TerminalStore store, AccessDirectory directory, TimeProvider time, ILogger<TerminalModel> logger) : PageModel
{
    public const string CodeField = "code";

    /// <summary>The terminal that this browser is; null while it is none.</summary>
    public Terminal? Terminal { get; private set; }

    /// <summary>Where it stands.</summary>
    public string Place => directory.FindLocation(Terminal!.LocationId)!.Name;

    /// <summary>True when it was one, and is one no more.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>True when a code was typed that does not work.</summary>
    public bool HasFailed { get; private set; }

    public void OnGet() => Look();

    public async Task<IActionResult> OnPostAsync(string? code)
    {
        Look();
        if (Terminal is not null)
        {
            return Page();
        }

        directory.Refresh();
        var today = DutchCalendar.Today(time);
        var enrolled = await store.EnrolAsync(
            code, TerminalDoor.CertificateOf(HttpContext), participant => directory.FindParticipant(participant)?.TakesPartOn(today) == true);
        if (enrolled is null)
        {
            Log.Refused(logger);
            HasFailed = true;
            return Page();
        }

        Log.Enrolled(logger, enrolled.Terminal.Id);
        directory.Refresh();
        terminals.Keep(HttpContext, enrolled.Secret);
        return LocalRedirect(PageMap.Terminal);
    }

    private void Look()
    {
        Terminal = terminals.Find(HttpContext);
        HasEnded = Terminal is null && terminals.HasSecret(HttpContext);
    }

    private static partial class Log
    {
        [LoggerMessage(93, LogLevel.Information, "Terminal {Terminal} was enrolled.")]
        public static partial void Enrolled(ILogger logger, OpaqueId terminal);

        [LoggerMessage(94, LogLevel.Warning, "Somebody typed a code of a terminal that does not work.")]
        public static partial void Refused(ILogger logger);
    }
}
