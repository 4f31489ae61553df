using System.Collections.Frozen;
using System.Security.Cryptography;
using Dapper;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Register.Honey;

/// <summary>
/// Which entries are of persons who do not exist (<c>docs/spec/access.md</c>, section 6). Always the same number of boxes of one size, full or empty, sealed alike. Every
/// registration writes all of them anew, in its own transaction, so that neither the boxes nor the moment of writing them says anything. Safe to use from many threads.
/// </summary>
public sealed class HoneyBook(SqliteDatabase database, Keyring keys)
{
    /// <summary>Boxes, and so persons who do not exist at the same time.</summary>
    public const int MaxPersons = 64;

    private static readonly byte[] Purpose = "meldpunt honey box 1"u8.ToArray();

    // Read when it is first asked for: whether the database belongs to these keys is for the seal of the log to say.
    private volatile FrozenDictionary<OpaqueId, HoneyNote>? _notes;

    // On the writer's thread: the note that the registration in hand is to have.
    private HoneyNote? _noteInHand;

    /// <summary>All notes, the newest first; also of entries that were withdrawn since the last registration.</summary>
    public IReadOnlyList<HoneyNote> All => [.. Notes.Values.OrderByDescending(note => note.MadeAt)];

    /// <summary>True for the entry of a person who does not exist: whoever counts entries or matches leaves it out.</summary>
    public bool Contains(OpaqueId entryId) => Notes.ContainsKey(entryId);

    /// <summary>The note of an entry; null for an ordinary one.</summary>
    public HoneyNote? Find(OpaqueId entryId) => Notes.GetValueOrDefault(entryId);

    private FrozenDictionary<OpaqueId, HoneyNote> Notes => _notes ?? TakeIn();

    /// <summary>Makes the boxes, all of them empty, where there are none yet.</summary>
    internal static void Begin(SqliteConnection connection, Keyring keys)
    {
        using var transaction = connection.BeginTransaction();
        if (connection.ExecuteScalar<int>("SELECT count(*) FROM honey", transaction: transaction) != MaxPersons)
        {
            Write(connection, keys, []);
            transaction.Commit();
        }
    }

    /// <summary>The registration that is being written is of somebody who does not exist; <see cref="Renew"/> follows in the same transaction.</summary>
    internal void Keep(HoneyNote note) => _noteInHand = note;

    /// <summary>Writes all boxes anew, with the note in hand when there is one, and without those of entries that are over. Inside the transaction of a registration.</summary>
    internal void Renew(SqliteConnection connection, DateOnly today)
    {
        var added = Interlocked.Exchange(ref _noteInHand, null);
        var kept = Read(connection, keys).Where(note => connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM entry WHERE id = @EntryId AND last_day >= @today AND state <> 4)", new { note.EntryId, today })).ToList();
        if (added is not null)
        {
            kept.Add(added);
        }

        if (kept.Count > MaxPersons)
        {
            throw new AdministrationException("Er is geen plaats voor nog een lokpersoon.", isConflict: true);
        }

        Write(connection, keys, kept);
    }

    /// <summary>Reads what the boxes hold now.</summary>
    internal FrozenDictionary<OpaqueId, HoneyNote> TakeIn()
    {
        using var connection = database.Open();
        return _notes = Read(connection, keys).ToFrozenDictionary(note => note.EntryId);
    }

    private static List<HoneyNote> Read(SqliteConnection connection, Keyring keys)
    {
        using var cipher = SealedBox.Cipher(keys.Honey);
        Span<byte> plain = stackalloc byte[HoneyNote.SizeBytes];
        var notes = new List<HoneyNote>();
        foreach (var box in connection.Query<byte[]>("SELECT box FROM honey"))
        {
            SealedBox.Open(cipher, box, plain, Purpose);
            if (HoneyNote.Read(plain) is { } note)
            {
                notes.Add(note);
            }
        }

        CryptographicOperations.ZeroMemory(plain);
        return notes;
    }

    // Which box holds what is left to chance each time: their order says nothing either.
    private static void Write(SqliteConnection connection, Keyring keys, List<HoneyNote> notes)
    {
        using var cipher = SealedBox.Cipher(keys.Honey);
        var slots = Enumerable.Range(0, MaxPersons).ToArray();
        RandomNumberGenerator.Shuffle<int>(slots);
        Span<byte> plain = stackalloc byte[HoneyNote.SizeBytes];
        var boxes = new byte[MaxPersons][];
        for (var place = 0; place < MaxPersons; place++)
        {
            plain.Clear();
            if (place < notes.Count)
            {
                notes[place].Write(plain);
            }

            boxes[slots[place]] = SealedBox.Seal(cipher, plain, Purpose);
        }

        plain.Clear();
        connection.Execute("INSERT OR REPLACE INTO honey (slot, box) VALUES (@slot, @box)", boxes.Select((box, slot) => new { slot, box }));
    }
}
