using Dapper;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Accounts;

/// <summary>What an account may be. Each throws <see cref="AdministrationException"/> in words.</summary>
internal static class AccountChecks
{
    private const int MaxNameLength = 64;
    private const int MaxStaffNumberLength = 12;
    private const int MaxLabelLength = 64;

    /// <summary>What can be seen without the database.</summary>
    public static void Form(NewAccount account)
    {
        var worksForParticipant = account.Role is Role.Gate or Role.Security;
        var isGateStaff = account is { Role: Role.Gate, Kind: AccountKind.Person };
        var problem =
            account.UserName.Length is 0 or > MaxNameLength || !account.UserName.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '@')
                ? $"Een gebruikersnaam heeft 1 tot {MaxNameLength} letters, cijfers en . - _ @."
            : worksForParticipant && account.ParticipantId is null ? "Een account voor poort of veiligheid hoort bij een deelnemer."
            : !worksForParticipant && account.ParticipantId is not null ? "Een account voor toezicht of beheer hoort niet bij een deelnemer."
            : account.Role == Role.Gate && account.LocationId is null ? "Een account voor de poort hoort bij een locatie."
            : account.Role != Role.Gate && account.LocationId is not null ? "Alleen een account voor de poort hoort bij een locatie."
            : account.Kind == AccountKind.System && account.Role is not (Role.Gate or Role.Oversight)
                ? "Een systeem toetst aan een poort of leest voor toezicht; registreren en beheren doen mensen."
            : account.StaffNumber is not null && !isGateStaff ? "Alleen medewerkers aan de poort hebben een personeelsnummer."
            : account.StaffNumber is { } number && (number.Length is 0 or > MaxStaffNumberLength || !number.All(char.IsAsciiDigit))
                ? $"Een personeelsnummer heeft 1 tot {MaxStaffNumberLength} cijfers."
            : null;
        if (problem is not null)
        {
            throw new AdministrationException(problem);
        }
    }

    /// <summary>What is there already, inside an action of the writer.</summary>
    public static void Place(SqliteConnection connection, NewAccount account)
    {
        if (connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM account WHERE user_name = @UserName)", new { account.UserName }))
        {
            throw new AdministrationException($"Er is al een account met de naam {account.UserName}.", isConflict: true, code: "naam-bezet");
        }

        // The log says from where was asked (article 3.2); it would say it wrongly.
        if (account.LocationId is not null && !connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM location WHERE id = @LocationId AND participant_id = @ParticipantId)",
            new { account.LocationId, account.ParticipantId }))
        {
            throw new AdministrationException("Deze locatie hoort niet bij deze deelnemer.");
        }

        if (account.StaffNumber is not null && connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM account WHERE participant_id = @ParticipantId AND staff_number = @StaffNumber AND ended_at IS NULL)",
            new { account.ParticipantId, account.StaffNumber }))
        {
            throw new AdministrationException("Een andere medewerker heeft dit personeelsnummer.", isConflict: true, code: "nummer-bezet");
        }
    }

    /// <summary>The words that tell tokens apart.</summary>
    public static void Label(string label)
    {
        if (string.IsNullOrWhiteSpace(label) || label.Length > MaxLabelLength || label.Any(char.IsControl))
        {
            throw new AdministrationException($"Een label heeft 1 tot {MaxLabelLength} tekens.");
        }
    }

    /// <summary>Refuses to end the account without which nobody can let anybody in.</summary>
    public static void NotTheLast(SqliteConnection connection, Account account, bool evenTheLast)
    {
        if (account.Kind == AccountKind.System || account.Role is not (Role.Management or Role.Security))
        {
            return;
        }

        var others = connection.ExecuteScalar<int>(
            """
            SELECT count(*) FROM account
            WHERE role = @Role AND kind = @Kind AND participant_id IS @ParticipantId AND ended_at IS NULL AND id <> @Id
            """,
            new { account.Role, account.Kind, account.ParticipantId, account.Id });
        if (others == 0 && account.Role == Role.Management)
        {
            throw new AdministrationException("Dit is het laatste account voor beheer. Nodig eerst een ander uit.", isConflict: true, code: "laatste-beheer");
        }

        if (others == 0 && !evenTheLast)
        {
            throw new AdministrationException(
                "Dit is het laatste account voor veiligheid van deze deelnemer. Zeg erbij dat u dat weet, of nodig eerst een ander uit.", isConflict: true, code: "laatste-veiligheid");
        }
    }

    /// <summary>True when somebody may change an account: a desk those of its own participant, management those of the consortium and of the desks, the command line all.</summary>
    public static bool MayChange(Access.Caller caller, Account account) => caller switch
    {
        { AccountId.IsEmpty: true } => true,
        { Role: Role.Security, Participant.Id: var own } => account.ParticipantId == own,
        { Role: Role.Management } => account.Role != Role.Gate,
        _ => false,
    };

    /// <summary>The account that a caller may change and that has not ended; refuses, in the same words, what is not there and what is another's.</summary>
    public static Account Find(SqliteConnection connection, Access.Caller caller, OpaqueId id)
    {
        var account = connection.QuerySingleOrDefault<Account>("SELECT * FROM account WHERE id = @id AND ended_at IS NULL", new { id });
        return account is not null && MayChange(caller, account)
            ? account
            : throw new AdministrationException("Dit account is er niet of is al beëindigd.", isConflict: true, code: "weg");
    }
}
