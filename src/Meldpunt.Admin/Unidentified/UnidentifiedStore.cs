using Dapper;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Admin.Unidentified.Images;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Unidentified;

/// <summary>
/// Unidentified persons in the store. Handed out are only those that run, of participants that take part; to whom, and that it is logged, is for
/// <see cref="UnidentifiedViewer"/>.
/// </summary>
public sealed class UnidentifiedStore(SqliteDatabase database, Keyring keys)
{
    private const string Runs = "state = 2 AND " + EntryStore.RunsAndTakesPart;

    /// <summary>Those that run, newest first, after the one given; the number asked for, or what is left.</summary>
    internal IReadOnlyList<UnidentifiedPerson> List(DateOnly today, OpaqueId? after, int count)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        return connection.Query<UnidentifiedRow>(
            $"""
            SELECT * FROM unidentified
            WHERE {Runs}
              AND (@after IS NULL OR (registered_at, id) < (SELECT registered_at, id FROM unidentified WHERE id = @after))
            ORDER BY registered_at DESC, id DESC
            LIMIT @count
            """,
            new { today, after = after?.ToByteArray(), count }).ToList().ConvertAll(row => Unseal(connection, row));
    }

    /// <summary>One that runs; null when it is not there, is over, or was withdrawn or identified.</summary>
    internal UnidentifiedPerson? Find(OpaqueId id, DateOnly today)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        return FindRow(connection, id, today) is { } row ? Unseal(connection, row) : null;
    }

    /// <summary>
    /// What is kept of a participant that left and was not erased yet, oldest first, each read while it is asked for: images are large. For the operator, who
    /// hands it over; that is the act.
    /// </summary>
    public IEnumerable<KeptUnidentified> KeptOf(OpaqueId participantId)
    {
        List<OpaqueId> ids;
        using (var connection = database.Open())
        {
            ids = connection.Query<OpaqueId>(
                "SELECT id FROM unidentified WHERE participant_id = @participantId AND state = 2 AND length(wrapped_key) > 0 ORDER BY registered_at, id",
                new { participantId }).AsList();
        }

        return ids.Select(Kept).OfType<KeptUnidentified>();
    }

    /// <summary>The row of one that runs.</summary>
    internal UnidentifiedRow? FindRow(OpaqueId id, DateOnly today)
    {
        using var connection = database.Open();
        return FindRow(connection, id, today);
    }

    /// <summary>An image of one that runs.</summary>
    internal Picture? FindImage(OpaqueId id, OpaqueId imageId, DateOnly today)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        var image = connection.QuerySingleOrDefault<UnidentifiedImageRow>(
            "SELECT * FROM unidentified_image WHERE id = @imageId AND unidentified_id = @id", new { imageId, id });
        if (image is null || FindRow(connection, id, today) is not { } row)
        {
            return null;
        }

        using var cipher = row.Open(keys.Epochs);
        return image.Unseal(cipher);
    }

    internal static UnidentifiedRow? FindRow(SqliteConnection connection, OpaqueId id, DateOnly today) =>
        connection.QuerySingleOrDefault<UnidentifiedRow>($"SELECT * FROM unidentified WHERE id = @id AND {Runs}", new { id, today });

    internal static void Insert(SqliteConnection connection, UnidentifiedRow row) => connection.Execute(
        """
        INSERT INTO unidentified (
            id, participant_id, registered_by, registered_at, state, version, happened_on, last_day, epoch, wrapped_key,
            description, place, time_of_day, file_reference, weighing)
        VALUES (
            @Id, @ParticipantId, @RegisteredBy, @RegisteredAt, 2, @Version, @HappenedOn, @LastDay, @Epoch, @WrappedKey,
            @Description, @Place, @TimeOfDay, @FileReference, @Weighing)
        """,
        row);

    internal static void Insert(SqliteConnection connection, UnidentifiedImageRow row) => connection.Execute(
        """
        INSERT INTO unidentified_image (id, unidentified_id, media_type, width, height, bytes)
        VALUES (@Id, @UnidentifiedId, @MediaType, @Width, @Height, @Bytes)
        """,
        row);

    internal static int CountRunning(SqliteConnection connection, OpaqueId participantId, DateOnly today) => connection.ExecuteScalar<int>(
        "SELECT count(*) FROM unidentified WHERE participant_id = @participantId AND state = 2 AND last_day >= @today", new { participantId, today });

    internal static int CountImages(SqliteConnection connection, OpaqueId id) =>
        connection.ExecuteScalar<int>("SELECT count(*) FROM unidentified_image WHERE unidentified_id = @id", new { id });

    internal static bool DeleteImage(SqliteConnection connection, OpaqueId id, OpaqueId imageId) =>
        connection.Execute("DELETE FROM unidentified_image WHERE id = @imageId AND unidentified_id = @id", new { imageId, id }) > 0;

    internal static void RaiseVersion(SqliteConnection connection, OpaqueId id) =>
        connection.Execute("UPDATE unidentified SET version = version + 1 WHERE id = @id", new { id });

    /// <summary>Ends one, and erases at once what says anything of the person: the key, the sealed fields, the images.</summary>
    /// <returns>False when it had ended already.</returns>
    internal static bool Erase(SqliteConnection connection, OpaqueId id, UnidentifiedState state)
    {
        connection.Execute("DELETE FROM unidentified_image WHERE unidentified_id = @id", new { id });
        return connection.Execute(
            """
            UPDATE unidentified SET
                state = @state, version = version + 1, wrapped_key = zeroblob(length(wrapped_key)), description = x'', place = x'', time_of_day = x'',
                file_reference = x'', weighing = x''
            WHERE id = @id AND state = 2
            """,
            new { id, state }) > 0;
    }

    private KeptUnidentified? Kept(OpaqueId id)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        var row = connection.QuerySingleOrDefault<UnidentifiedRow>("SELECT * FROM unidentified WHERE id = @id AND state = 2 AND length(wrapped_key) > 0", new { id });
        if (row is null)
        {
            return null;
        }

        using var cipher = row.Open(keys.Epochs);
        return new KeptUnidentified
        {
            Person = Unseal(connection, row),
            Pictures = connection.Query<UnidentifiedImageRow>("SELECT * FROM unidentified_image WHERE unidentified_id = @id", new { id })
                .ToDictionary(image => image.Id, image => image.Unseal(cipher)),
        };
    }

    private UnidentifiedPerson Unseal(SqliteConnection connection, UnidentifiedRow row) => row.Unseal(
        keys.Epochs,
        connection.Query<UnidentifiedImage>(
            "SELECT id, unidentified_id, media_type, width, height FROM unidentified_image WHERE unidentified_id = @Id ORDER BY rowid", new { row.Id }).AsList());
}
