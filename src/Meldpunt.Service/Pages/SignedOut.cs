using Meldpunt.Admin.Accounts;

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

    // What a page waits longer than the session lasts, so that its last request cannot find the session still on.
    private const int SlackSeconds = 5;

    /// <summary>After how many seconds without an answer a page of a shared terminal goes away by itself.</summary>
    public static int AfterSeconds(Role role) => (int)SessionLimits.Idle(role).TotalSeconds + SlackSeconds;

    /// <summary>The key of its sentence; null when there is none.</summary>
    public static string? NoteOf(string? reason) => reason switch
    {
        Unsent => "sign-in.note-unsent",
        Idle => "sign-in.note-idle",
        _ => null,
    };
}
