using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Terminals;

/// <summary>
/// Terminals of a participant: added by its desk, enrolled by whoever types the code in the browser at the gate, ended by the desk. Every change is an act, in one
/// transaction with it. A terminal that is not the caller's is not there.
/// </summary>
public sealed class TerminalStore(SqliteDatabase database, StoreWriter writer, ActLog acts, TimeProvider time)
{
    /// <summary>How long a code of an enrolment works.</summary>
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromHours(1);

    /// <summary>Longest label; it fits a cell of a list.</summary>
    public const int MaxLabelLength = 40;

    /// <summary>Most terminals of a participant that have not ended.</summary>
    public const int MaxTerminals = 200;

    // What ended long ago stays for the log, which names it; a page shows the newest of them.
    private const int MaxListed = 500;

    private const string Columns =
        "id, participant_id, location_id, label, created_at, code_expires_at, certificate_hash, enrolled_at, signed_in_at, ended_at";

    /// <summary>The terminals of a participant: those that work or will, by label, then those that ended, the last one first.</summary>
    public IReadOnlyList<Terminal> List(OpaqueId participantId)
    {
        using var connection = database.Open();
        return connection.Query<Terminal>(
            $"""
            SELECT {Columns} FROM terminal WHERE participant_id = @participantId
            ORDER BY ended_at IS NOT NULL, ended_at DESC, label COLLATE NOCASE, id LIMIT {MaxListed}
            """,
            new { participantId }).AsList();
    }

    /// <summary>A terminal is going to stand at a location. Throws <see cref="AdministrationException"/> in words when it cannot.</summary>
    public Task<TerminalCode> AddAsync(Caller desk, OpaqueId locationId, string label)
    {
        ArgumentNullException.ThrowIfNull(desk);
        var name = Check(label);
        var participantId = desk.Participant!.Id;
        var id = OpaqueId.Create();
        return writer.WriteAsync(connection =>
        {
            // The log will say that what is asked on it was asked there (article 3.2).
            var place = connection.QuerySingleOrDefault<Location>(
                "SELECT id, participant_id, name FROM location WHERE id = @locationId AND participant_id = @participantId", new { locationId, participantId })
                ?? throw new AdministrationException("Deze locatie hoort niet bij deze deelnemer.");
            Refuse(connection, participantId, name);
            var code = TypedCode.Create();
            var now = time.GetUtcNow();
            connection.Execute(
                """
                INSERT INTO terminal (id, participant_id, location_id, label, created_by, created_at, code_hash, code_expires_at)
                VALUES (@id, @participantId, @locationId, @name, @AccountId, @now, @Hash, @Expires)
                """,
                new { id, participantId, locationId, name, desk.AccountId, now, Hash = TypedCode.HashOf(code), Expires = now + CodeLifetime });
            Append(connection, desk, ActKinds.TerminalAdded, Find(connection, id)!, place.Name);
            return new TerminalCode(Find(connection, id)!, code);
        });
    }

    /// <summary>Another code for a terminal that was not enrolled yet; the one before works no more. Null when it is not there or not the caller's.</summary>
    public Task<TerminalCode?> RenewCodeAsync(Caller desk, OpaqueId id) => writer.WriteAsync(connection =>
    {
        if (FindOwn(connection, desk, id) is not { } terminal)
        {
            return null;
        }

        if (terminal is not { EnrolledAt: null, EndedAt: null })
        {
            throw new AdministrationException("Deze terminal wacht niet op een code.", isConflict: true);
        }

        var code = TypedCode.Create();
        connection.Execute(
            "UPDATE terminal SET code_hash = @Hash, code_expires_at = @Expires WHERE id = @id",
            new { Hash = TypedCode.HashOf(code), Expires = time.GetUtcNow() + CodeLifetime, id });
        Append(connection, desk, ActKinds.TerminalCodeRenewed, terminal);
        return new TerminalCode(Find(connection, id)!, code);
    });

    /// <summary>
    /// A browser becomes the terminal of a code. Null, and nothing is changed, when the code does not work: mistyped, used, too old, or of a terminal that ended.
    /// </summary>
    /// <param name="code">As somebody typed it.</param>
    /// <param name="certificateHash">SHA-256 of the client certificate that the browser came with; null without one.</param>
    /// <param name="takesPart">Whether its participant may have a terminal now.</param>
    public Task<TerminalSecret?> EnrolAsync(string? code, byte[]? certificateHash, Func<OpaqueId, bool> takesPart)
    {
        ArgumentNullException.ThrowIfNull(takesPart);
        return TypedCode.HashOf(code) is { } hash
            ? writer.WriteAsync(connection => Enrol(connection, hash, certificateHash, takesPart))
            : Task.FromResult<TerminalSecret?>(null);
    }

    /// <summary>It is a terminal no more: whoever is signed in there is signed out at once. False when it is not there, not the caller's, or ended before.</summary>
    public Task<bool> EndAsync(Caller desk, OpaqueId id) => writer.WriteAsync(connection =>
    {
        if (FindOwn(connection, desk, id) is not { EndedAt: null } terminal)
        {
            return false;
        }

        connection.Execute("DELETE FROM session WHERE terminal_id = @id", new { id });
        connection.Execute(
            "UPDATE terminal SET ended_at = @Now, code_hash = NULL, code_expires_at = NULL, secret_hash = NULL WHERE id = @id", new { Now = time.GetUtcNow(), id });
        Append(connection, desk, ActKinds.TerminalEnded, terminal);
        return true;
    });

    /// <summary>Somebody signed in on it; not who.</summary>
    public Task NoteSignInAsync(OpaqueId id) => writer.WriteAsync(connection => connection.Execute(
        "UPDATE terminal SET signed_in_at = @Now WHERE id = @id", new { Now = time.GetUtcNow(), id }));

    private TerminalSecret? Enrol(SqliteConnection connection, byte[] hash, byte[]? certificateHash, Func<OpaqueId, bool> takesPart)
    {
        var now = time.GetUtcNow();
        var waiting = connection.QuerySingleOrDefault<Terminal>(
            $"SELECT {Columns} FROM terminal WHERE code_hash = @hash AND code_expires_at > @now AND enrolled_at IS NULL AND ended_at IS NULL", new { hash, now });
        if (waiting is null || !takesPart(waiting.ParticipantId))
        {
            return null;
        }

        var secret = RandomSecret.Create();
        connection.Execute(
            """
            UPDATE terminal SET code_hash = NULL, code_expires_at = NULL, secret_hash = @Secret, certificate_hash = @certificateHash, enrolled_at = @now
            WHERE id = @Id
            """,
            new { Secret = RandomSecret.HashOf(secret), certificateHash, now, waiting.Id });
        Append(connection, ItselfOf(connection, waiting), ActKinds.TerminalEnrolled, waiting);
        return new TerminalSecret(Find(connection, waiting.Id)!, secret);
    }

    // Nobody is signed in when a code is typed: the row says on which machine it was, and the act before it who gave the code.
    private static Caller ItselfOf(SqliteConnection connection, Terminal terminal) => new()
    {
        AccountId = default,
        UserName = "terminal",
        Role = Role.Gate,
        Participant = connection.QuerySingle<Participant>("SELECT * FROM participant WHERE id = @ParticipantId", new { terminal.ParticipantId }),
        Location = connection.QuerySingle<Location>("SELECT id, participant_id, name FROM location WHERE id = @LocationId", new { terminal.LocationId }),
        TerminalId = terminal.Id,
    };

    private static string Check(string label)
    {
        var name = label.Trim();
        return name.Length is > 0 and <= MaxLabelLength && !name.Any(char.IsControl)
            ? name
            : throw new AdministrationException($"De naam van een terminal heeft 1 tot {MaxLabelLength} tekens.");
    }

    private static void Refuse(SqliteConnection connection, OpaqueId participantId, string name)
    {
        var labels = connection.Query<string>("SELECT label FROM terminal WHERE participant_id = @participantId AND ended_at IS NULL", new { participantId }).AsList();
        if (labels.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new AdministrationException("Er is al een terminal met deze naam.", isConflict: true);
        }

        if (labels.Count >= MaxTerminals)
        {
            throw new AdministrationException($"Een deelnemer heeft ten hoogste {MaxTerminals} terminals.", isConflict: true);
        }
    }

    private void Append(SqliteConnection connection, Caller caller, string kind, Terminal terminal, string? location = null) => acts.Append(
        connection, transaction: null, caller, new Act(kind, terminal.Id, terminal.ParticipantId, [
            KeyValuePair.Create<string, string?>("terminal", terminal.Label), KeyValuePair.Create("locatie", location)]));

    private static Terminal? FindOwn(SqliteConnection connection, Caller desk, OpaqueId id) =>
        Find(connection, id) is { } terminal && terminal.ParticipantId == desk.Participant!.Id ? terminal : null;

    private static Terminal? Find(SqliteConnection connection, OpaqueId id) =>
        connection.QuerySingleOrDefault<Terminal>($"SELECT {Columns} FROM terminal WHERE id = @id", new { id });
}
