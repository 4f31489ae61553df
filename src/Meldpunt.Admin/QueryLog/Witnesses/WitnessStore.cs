using Dapper;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.QueryLog.Witnesses;

/// <summary>Which witnesses there are, and the newest that each of them signed.</summary>
public sealed class WitnessStore(SqliteDatabase database, StoreWriter writer, TimeProvider time)
{
    /// <summary>Most witnesses that watch at one time: each may add a line to every checkpoint, and a note has room for 64.</summary>
    public const int MaxWitnesses = 32;

    private const int MaxNameLength = 100;
    private const int MaxAddressLength = 500;
    private const long MillisecondsPerHour = 3_600_000;

    private const string SelectSql =
        """
        SELECT log_witness.*, last.size AS last_size, last.signed_at AS last_signed_at, last.note AS last_note
        FROM log_witness LEFT JOIN log_cosignature AS last ON last.witness_id = log_witness.id
            AND last.hour = (SELECT max(hour) FROM log_cosignature WHERE witness_id = log_witness.id)
        """;

    /// <summary>Every witness, those that ended too, oldest first.</summary>
    public IReadOnlyList<LogWitness> All()
    {
        using var connection = database.Open();
        return connection.Query<LogWitness>(SelectSql + " ORDER BY begun_at, id").AsList();
    }

    /// <summary>Those whose signatures are taken, oldest first.</summary>
    public IReadOnlyList<LogWitness> Active()
    {
        using var connection = database.Open();
        return connection.Query<LogWitness>(SelectSql + " WHERE ended_at IS NULL ORDER BY begun_at, id").AsList();
    }

    /// <summary>A witness begins. Throws <see cref="AdministrationException"/> when a value cannot be or is taken.</summary>
    /// <param name="name">What the consortium calls it.</param>
    /// <param name="participantId">Whose machine it is.</param>
    /// <param name="vkey">The public key that the witness printed.</param>
    /// <param name="address">Where new checkpoints are brought to it; null when it comes for them by itself.</param>
    public Task<LogWitness> RegisterAsync(string name, OpaqueId participantId, string vkey, string? address)
    {
        Check(name, vkey, address);
        var witness = new LogWitness
        {
            Id = OpaqueId.Create(),
            Name = name,
            ParticipantId = participantId,
            Vkey = vkey,
            Address = address,
            BegunAt = time.GetUtcNow(),
        };
        return writer.WriteAsync(connection =>
        {
            if (connection.ExecuteScalar<int>("SELECT count(*) FROM log_witness WHERE ended_at IS NULL") >= MaxWitnesses)
            {
                throw new AdministrationException($"Er zijn al {MaxWitnesses} getuigen; beëindig er eerst een.", isConflict: true);
            }

            if (connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM log_witness WHERE ended_at IS NULL AND (name = @name OR vkey = @vkey))", new { name, vkey }))
            {
                throw new AdministrationException("Er is al een getuige met deze naam of deze sleutel.", isConflict: true);
            }

            connection.Execute(
                "INSERT INTO log_witness (id, name, participant_id, vkey, address, begun_at) VALUES (@Id, @Name, @ParticipantId, @Vkey, @Address, @BegunAt)", witness);
            return witness;
        });
    }

    /// <summary>A witness ends now: what it signed stays, what it signs from now on is not taken. Throws <see cref="AdministrationException"/> when there is none.</summary>
    public Task EndAsync(string name)
    {
        var now = time.GetUtcNow();
        return writer.WriteAsync(connection => connection.Execute(
            "UPDATE log_witness SET ended_at = @now, trouble = NULL, trouble_since = NULL WHERE name = @name AND ended_at IS NULL", new { name, now }) == 0
            ? throw new AdministrationException($"Er is geen getuige met de naam {name}.")
            : 0);
    }

    /// <summary>
    /// Keeps what a witness signed; the caller has verified it. Of what came in one hour only the newest stays, and nothing smaller is kept after something larger.
    /// </summary>
    internal Task KeepAsync(LogWitness witness, long size, string note, DateTimeOffset signedAt)
    {
        var now = time.GetUtcNow();
        return writer.WriteAsync(connection => connection.Execute(
            """
            INSERT INTO log_cosignature (witness_id, hour, size, note, signed_at, received_at)
            SELECT @Id, max(@hour, coalesce(max(hour), 0)), @size, @note, @signedAt, @now FROM log_cosignature WHERE witness_id = @Id
            HAVING coalesce(max(size), 0) <= @size
            ON CONFLICT (witness_id, hour) DO UPDATE
            SET size = excluded.size, note = excluded.note, signed_at = excluded.signed_at, received_at = excluded.received_at
            WHERE excluded.size > size OR excluded.signed_at >= signed_at
            """,
            new { witness.Id, hour = now.ToUnixTimeMilliseconds() / MillisecondsPerHour, size, note, signedAt, now }));
    }

    /// <summary>Keeps why a witness could not be reached, or that it could; nothing is written when that is known already.</summary>
    public Task SetTroubleAsync(LogWitness witness, string? trouble)
    {
        if (string.Equals(witness.Trouble, trouble, StringComparison.Ordinal))
        {
            return Task.CompletedTask;
        }

        var since = trouble is null ? (DateTimeOffset?)null : witness.TroubleSince ?? time.GetUtcNow();
        return writer.WriteAsync(connection => connection.Execute(
            "UPDATE log_witness SET trouble = @trouble, trouble_since = @since WHERE id = @Id AND ended_at IS NULL", new { witness.Id, trouble, since }));
    }

    private static void Check(string name, string vkey, string? address)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > MaxNameLength || name.Any(char.IsControl))
        {
            throw new AdministrationException($"Een naam heeft 1 tot {MaxNameLength} tekens.");
        }

        if (!NoteVerifier.TryParse(vkey, out var key) || key.Kind != LogFormat.CosignatureKind)
        {
            throw new AdministrationException("Dit is geen sleutel van een getuige. Neem de regel over die 'meldpunt logboek getuige' toont, van begin tot eind.");
        }

        if (address is not null && (address.Length > MaxAddressLength
            || !Uri.TryCreate(address, UriKind.Absolute, out var parsed)
            || (!string.Equals(parsed.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal) && !string.Equals(parsed.Scheme, Uri.UriSchemeHttp, StringComparison.Ordinal))
            || parsed.UserInfo.Length > 0
            || parsed.Query.Length > 0
            || parsed.Fragment.Length > 0))
        {
            throw new AdministrationException("Een adres begint met https:// en heeft geen wachtwoord, vraagteken of hekje.");
        }
    }
}
