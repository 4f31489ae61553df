using System.Text;
using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;

namespace Meldpunt.Service.Pages;

/// <summary>Which pages a role works with; the first is where it begins.</summary>
internal static class PageMap
{
    public const string Gate = "/poort";
    public const string Desk = "/bureau";
    public const string DeskSettings = "/bureau/instellingen";
    public const string Registrations = "/registraties";
    public const string Register = "/registreren";
    public const string Unidentified = "/onbekenden";
    public const string UnidentifiedNew = "/onbekenden/nieuw";
    public const string QueryLog = "/logboek";
    public const string Inspection = "/inzage";
    public const string Participants = "/deelnemers";
    public const string Acts = "/handelingen";
    public const string Signals = "/signalen";
    public const string Limits = "/grenzen";
    public const string Honey = "/lokpersonen";
    public const string Rule = "/regel";
    public const string Terminals = "/terminals";

    /// <summary>Where a browser becomes a terminal, and where people sign in and choose a PIN on it.</summary>
    public const string Terminal = "/terminal";
    public const string Pin = "/terminal/pin";
    public const string TerminalSignIn = "/aanmelden/terminal";
    public const string People = "/medewerkers";
    public const string Invitation = "/uitnodiging";
    public const string Password = "/account/wachtwoord";
    public const string Account = "/account";

    /// <summary>The page of one entry.</summary>
    public static string Entry(OpaqueId id) => $"{Registrations}/{id}";

    /// <summary>The page of one account.</summary>
    public static string Person(OpaqueId id) => $"{People}/{id}";

    /// <summary>The letter of one entry.</summary>
    public static string Letter(OpaqueId id) => $"{Registrations}/{id}/brief";

    /// <summary>The pages of a role, with the keys of their names.</summary>
    public static IReadOnlyList<(string Path, string TextKey)> Of(Role role) => role switch
    {
        Role.Gate => [(Gate, "gate.title")],
        Role.Security => [(Desk, "desk.title"), (Registrations, "registrations.title"), (Register, "register.title"), (Unidentified, "unknown.short"), (People, "people.title"), (Terminals, "terminals.title"), (QueryLog, "log.title"), (Acts, "acts.title"), (Inspection, "inspect.title"), (Rule, "rule.title")],
        Role.Oversight => [(QueryLog, "log.title"), (Acts, "acts.title"), (Signals, "signals.title"), (Honey, "honey.title"), (Inspection, "inspect.title"), (Rule, "rule.title")],
        Role.Management => [(Participants, "participants.title"), (People, "people.title"), (Acts, "acts.title"), (Limits, "limits.title"), (Rule, "rule.title")],
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "A role without pages."),
    };

    /// <summary>
    /// Where somebody goes who signed in: back to where they were sent from when that is a page of their role, else to their first page. Nothing
    /// that an address says leads anywhere else.
    /// </summary>
    public static string AfterSignIn(Role role, string? back)
    {
        var path = back?.Split('?', 2)[0];
        return Of(role).Any(page => path is not null && (path.Equals(page.Path, StringComparison.Ordinal) || path.StartsWith(page.Path + "/", StringComparison.Ordinal))) && Ascii.IsValid(back) ? back! : Of(role)[0].Path;
    }
}
