using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Participants;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Access;

/// <summary>
/// Who asks, from where, for whom: known from the credential and from nothing else. Article 3.2's "who" and "where from".
/// </summary>
public sealed class Caller
{
    /// <summary>Somebody at the command line of the machine, who has no account: whoever may open the folder.</summary>
    public static Caller CommandLine { get; } = new() { AccountId = default, UserName = "opdrachtregel", Role = Role.Management };

    /// <summary>The program itself, when a day has come.</summary>
    public static Caller Program { get; } = new() { AccountId = default, UserName = "programma", Role = Role.Management };

    public required OpaqueId AccountId { get; init; }

    public required string UserName { get; init; }

    public required Role Role { get; init; }

    /// <summary>A person, or a system without anybody beside it.</summary>
    public AccountKind Kind { get; init; } = AccountKind.Person;

    /// <summary>Null for accounts of the consortium.</summary>
    public Participant? Participant { get; init; }

    /// <summary>Only for gate accounts: where the terminal stands that they signed in on, else where they usually stand.</summary>
    public Location? Location { get; init; }

    /// <summary>The enrolled terminal of a session, or a machine's token; the empty id for somebody who signed in with any other browser.</summary>
    public OpaqueId TerminalId { get; init; }

    /// <summary>The session of somebody who signed in; the empty id for who came with a token.</summary>
    public OpaqueId SessionId { get; init; }

    /// <summary>What the account's stamp was when this caller came in; another one since then ends what was begun.</summary>
    internal string SecurityStamp { get; init; } = string.Empty;

    /// <summary>The same, on a terminal.</summary>
    internal Caller At(Location location, OpaqueId terminalId) => Copy(location, terminalId, SessionId);

    /// <summary>The same, in a session.</summary>
    internal Caller In(OpaqueId sessionId) => Copy(Location, TerminalId, sessionId);

    private Caller Copy(Location? location, OpaqueId terminalId, OpaqueId sessionId) => new()
    {
        AccountId = AccountId,
        UserName = UserName,
        Role = Role,
        Kind = Kind,
        Participant = Participant,
        Location = location,
        TerminalId = terminalId,
        SessionId = sessionId,
        SecurityStamp = SecurityStamp,
    };
}
