using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Access;
using Microsoft.AspNetCore.Mvc;

namespace Meldpunt.Service.Pages;

/// <summary>Why somebody stands at a sign-in page who did not ask for it.</summary>
internal static class SignedOut
{
    /// <summary>The parameter of an address that says it.</summary>
    public const string Parameter = "reden";

    /// <summary>What was sent last came after the session was over, and was not done.</summary>
    public const string Unsent = "afgemeld";

    /// <summary>Nothing was asked for so long that the page went away by itself.</summary>
    public const string Idle = "verlopen";

    /// <summary>The password was kept, and does not let its owner in with this browser.</summary>
    public const string PasswordKept = "gekozen";

    /// <summary>What was shown does not let its owner in with this browser.</summary>
    public const string Elsewhere = "elders";

    // What a page waits longer than the session lasts, so that its last request cannot find the session still on.
    private const int SlackSeconds = 5;

    /// <summary>After how many seconds without an answer a page of a shared terminal goes away by itself.</summary>
    public static int AfterSeconds(Role role) => (int)SessionLimits.Idle(role).TotalSeconds + SlackSeconds;

    /// <summary>The key of its sentence; null when there is none.</summary>
    public static string? NoteOf(string? reason) => reason switch
    {
        Unsent => "sign-in.note-unsent",
        Idle => "sign-in.note-idle",
        PasswordKept => "sign-in.note-password-kept",
        Elsewhere => "sign-in.note-elsewhere",
        _ => null,
    };

    /// <summary>To the sign-in page, where it says why. Whatever session this browser had ends, so that nobody reads these words in the name of another.</summary>
    public static async Task<LocalRedirectResult> GoAsync(HttpContext http, string reason)
    {
        await SessionDoor.SignOutAsync(http);
        return new LocalRedirectResult($"{AccessSetup.SignInPath}?{Parameter}={reason}");
    }
}
