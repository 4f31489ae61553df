using Meldpunt.Admin.Accounts;
using Meldpunt.Index.Identity;
using Meldpunt.Service.QueryLogs;

namespace Meldpunt.Service.Pages;

/// <summary>Which pages a role works with; the first is where it begins.</summary>
internal static class PageMap
{
    public const string Gate = "/poort";
    public const string Desk = "/bureau";
    public const string DeskSettings = "/bureau/instellingen";
    public const string Cases = "/zaken";
    public const string Channels = "/bureau/kanalen";
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
    public const string Figures = "/cijfers";
    public const string Terminals = "/terminals";

    /// <summary>Where a browser becomes a terminal, and where people sign in and choose a PIN on it.</summary>
    public const string Terminal = "/terminal";
    public const string Pin = "/terminal/pin";
    public const string TerminalSignIn = "/aanmelden/terminal";
    public const string People = "/medewerkers";
    public const string Invitation = "/uitnodiging";
    public const string Password = "/account/wachtwoord";
    public const string Account = "/account";
    public const string Sessions = Account + "/sessies";

    /// <summary>Where a second factor is shown once more, for what has no form of its own.</summary>
    public const string Confirm = "/bevestig";

    /// <summary>The page of the advice about one question at a gate.</summary>
    public static string Advice(OpaqueId queryId) => $"{Gate}/advies/{queryId}";

    /// <summary>The page of one case; mails lead here.</summary>
    public static string Case(OpaqueId id) => $"{Cases}/{id}";

    /// <summary>The page of one entry.</summary>
    public static string Entry(OpaqueId id) => $"{Registrations}/{id}";

    /// <summary>Where the visitor of a case is marked as somebody else.</summary>
    public static string CaseMark(OpaqueId id) => $"{Case(id)}/merkteken";

    /// <summary>The page of one account.</summary>
    public static string Person(OpaqueId id) => $"{People}/{id}";

    /// <summary>The letter of one entry.</summary>
    public static string Letter(OpaqueId id) => $"{Registrations}/{id}/brief";

    /// <summary>Where a second factor is shown once more, to go on to an address of our own.</summary>
    public static string ConfirmAddress(string back) => $"{Confirm}?terug={Uri.EscapeDataString(back)}";

    /// <summary>True for what is a file and no page.</summary>
    public static bool IsDownload(string back) => back.Split('?', 2)[0] is var path && (path.Equals(LogArchiveEndpoint.Path, StringComparison.Ordinal) || ProofEndpoint.IsAddress(path));

    /// <summary>The pages of a role, with the keys of their names.</summary>
    public static IReadOnlyList<(string Path, string TextKey)> Of(Role role) => role switch
    {
        Role.Gate => [(Gate, "gate.title")],
        Role.Security => [(Desk, "desk.title"), (Cases, "case.list"), (Registrations, "registrations.title"), (Register, "register.title"), (Unidentified, "unknown.short"), (People, "people.title"), (Terminals, "terminals.title"), (QueryLog, "log.title"), (Acts, "acts.title"), (Inspection, "inspect.title"), (Figures, "figures.title"), (Rule, "rule.title")],
        Role.Oversight => [(QueryLog, "log.title"), (Acts, "acts.title"), (Signals, "signals.title"), (Honey, "honey.title"), (Inspection, "inspect.title"), (Figures, "figures.title"), (Rule, "rule.title")],
        Role.Management => [(Participants, "participants.title"), (People, "people.title"), (Acts, "acts.title"), (Limits, "limits.title"), (Channels, "channels.title"), (Figures, "figures.title"), (Rule, "rule.title")],
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "A role without pages."),
    };

    /// <summary>
    /// Where somebody goes who signed in: back to where they were sent from when that is a page of their role, else to their first page. Nothing
    /// that an address says leads anywhere else.
    /// </summary>
    public static string AfterSignIn(Role role, string? back)
    {
        var path = back?.Split('?', 2)[0];
        return path is not null && IsPlain(back!) && IsOf(role, path) ? back! : Of(role)[0].Path;
    }

    // Letters of an address and nothing that would end a header or climb out of a page.
    private static bool IsPlain(string back) => back.All(letter => letter is > ' ' and < (char)0x7f) && !back.Contains("..", StringComparison.Ordinal);

    private static bool IsOf(Role role, string path) => Of(role).Any(page => IsWithin(path, page.Path))
        || IsWithin(path, Account)
        || (ProofEndpoint.IsAddress(path) && Of(role).Any(page => page.Path.Equals(QueryLog, StringComparison.Ordinal)));

    private static bool IsWithin(string path, string page) => path.Equals(page, StringComparison.Ordinal) || path.StartsWith(page + "/", StringComparison.Ordinal);
}
