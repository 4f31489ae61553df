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

    /// <summary>Only for gate accounts.</summary>
    public Location? Location { get; init; }

    /// <summary>The machine's token; the empty id for somebody who signed in with a browser.</summary>
    public OpaqueId TerminalId { get; init; }
}
