using System.Text;
using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Register.Drafts;

/// <summary>
/// Registrations that are being made. Each is its officer's alone, and is gone when it is registered, thrown away, or not touched for
/// <see cref="DaysKept"/> days.
/// </summary>
public sealed class DraftStore(SqliteDatabase database, Keyring keys, StoreWriter writer, TimeProvider time)
{
    /// <summary>Days that a draft is kept after its last change.</summary>
    public const int DaysKept = 14;

    /// <summary>Drafts that one officer may have.</summary>
    public const int MaxPerAccount = 20;

    /// <summary>Longest text of one field.</summary>
    public const int MaxFieldLength = RegistrationCheck.MaxProseLength;

    /// <summary>Size of all fields together, as they are sealed.</summary>
    public const int MaxBytes = 48 * 1024;

    private const string OwnAndKept = "account_id = @AccountId AND participant_id = @ParticipantId AND last_day >= @Today";

    private DateOnly Today => DutchCalendar.Today(time);

    /// <summary>True when these fields are not too much for a draft.</summary>
    public static bool Fits(IReadOnlyDictionary<string, string> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return fields.Values.All(text => text.Length <= MaxFieldLength) && Encoding.UTF8.GetByteCount(DraftRow.Text(fields)) <= MaxBytes;
    }

    /// <summary>Begins a draft; null, and nothing is kept, when the officer has <see cref="MaxPerAccount"/> already.</summary>
    public Task<OpaqueId?> BeginAsync(Caller caller, IReadOnlyDictionary<string, string> fields)
    {
        var row = Seal(OpaqueId.Create(), caller, fields);
        return writer.WriteAsync<OpaqueId?>(connection =>
        {
            TakingPart.Require(connection, row.ParticipantId, Today);
            var made = connection.Execute(
                $"""
                INSERT INTO draft (id, account_id, participant_id, changed_at, last_day, epoch, wrapped_key, body)
                SELECT @Id, @AccountId, @ParticipantId, @ChangedAt, @LastDay, @Epoch, @WrappedKey, @Body
                WHERE (SELECT count(*) FROM draft WHERE {OwnAndKept}) < @MaxPerAccount
                """,
                Parameters(row));
            return made == 0 ? null : row.Id;
        });
    }

    /// <summary>Keeps what was typed since; false when there is no such draft of this officer any more.</summary>
    public Task<bool> KeepAsync(Caller caller, OpaqueId id, IReadOnlyDictionary<string, string> fields)
    {
        var row = Seal(id, caller, fields);
        return writer.WriteAsync(connection => connection.Execute(
            $"""
            UPDATE draft SET changed_at = @ChangedAt, last_day = @LastDay, epoch = @Epoch, wrapped_key = @WrappedKey, body = @Body
            WHERE id = @Id AND {OwnAndKept}
            """,
            Parameters(row)) > 0);
    }

    /// <summary>A draft of this officer; null when it is not there, is another's, or its time is over.</summary>
    public RegistrationDraft? Find(Caller caller, OpaqueId id)
    {
        using var connection = database.Open();
        var row = connection.QuerySingleOrDefault<DraftRow>($"SELECT * FROM draft WHERE id = @id AND {OwnAndKept}", Owner(caller, id));
        return row is null ? null : Unseal(row);
    }

    /// <summary>The drafts of this officer, last changed first.</summary>
    public IReadOnlyList<RegistrationDraft> List(Caller caller)
    {
        using var connection = database.Open();
        return connection
            .Query<DraftRow>($"SELECT * FROM draft WHERE {OwnAndKept} ORDER BY changed_at DESC, id LIMIT {MaxPerAccount}", Owner(caller, id: default))
            .Select(Unseal)
            .OfType<RegistrationDraft>()
            .ToList();
    }

    /// <summary>Erases a draft of this officer, because it was registered or thrown away.</summary>
    public Task DiscardAsync(Caller caller, OpaqueId id) => writer.WriteAsync(connection =>
        connection.Execute($"DELETE FROM draft WHERE id = @id AND {OwnAndKept}", Owner(caller, id)));

    /// <summary>The same inside a transaction.</summary>
    internal static void Discard(SqliteConnection connection, Caller caller, OpaqueId id) => connection.Execute(
        "DELETE FROM draft WHERE id = @id AND account_id = @AccountId", new { id, caller.AccountId });

    /// <summary>Erases every draft whose time is over; returns how many.</summary>
    public Task<int> EraseOldAsync()
    {
        var today = Today;
        return HasOld(today)
            ? writer.WriteAsync(connection => connection.Execute("DELETE FROM draft WHERE last_day < @today", new { today }))
            : Task.FromResult(0);
    }

    /// <summary>The entry that was made of a draft within the last day; null when none was.</summary>
    public OpaqueId? FindRegistered(Caller caller, OpaqueId id)
    {
        ArgumentNullException.ThrowIfNull(caller);
        using var connection = database.Open();
        var entry = connection.QuerySingleOrDefault<byte[]>(
            "SELECT entry_id FROM idempotency WHERE account_id = @AccountId AND key = @Key", new { caller.AccountId, Key = id.ToString() });
        return entry is null ? null : new OpaqueId(entry);
    }

    private DraftRow Seal(OpaqueId id, Caller caller, IReadOnlyDictionary<string, string> fields)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return Fits(fields)
            ? DraftRow.Seal(id, caller, fields, time.GetUtcNow(), Today.AddDays(DaysKept), keys.Epochs)
            : throw new ArgumentException("A draft of this size is not kept; ask first whether it fits.", nameof(fields));
    }

    // Nearly always there is none, and then nothing is written.
    private bool HasOld(DateOnly today)
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM draft WHERE last_day < @today)", new { today });
    }

    // Without the key of its month it is as good as erased.
    private RegistrationDraft? Unseal(DraftRow row)
    {
        RegistrationDraft? draft = null;
        return keys.Epochs.TryUse(CalendarMonth.Parse(row.Epoch), key => draft = row.Unseal(key)) ? draft : null;
    }

    private object Parameters(DraftRow row) => new
    {
        row.Id,
        row.AccountId,
        row.ParticipantId,
        row.ChangedAt,
        row.LastDay,
        row.Epoch,
        row.WrappedKey,
        row.Body,
        Today,
        MaxPerAccount,
    };

    private object Owner(Caller caller, OpaqueId id)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return new { id, caller.AccountId, ParticipantId = caller.Participant!.Id, Today };
    }
}
