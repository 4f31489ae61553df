using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Keys;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Register;

/// <summary>
/// Keys with which an account makes an entry once, however often it asks. Of the body only a keyed hash is kept, for a day.
/// </summary>
public static class IdempotencyKeys
{
    /// <summary>The header that carries one.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>Longest key.</summary>
    public const int MaxLength = 64;

    /// <summary>Bytes of the hash of a body.</summary>
    internal const int HashBytes = 32;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>True for 1 to 64 printable ASCII characters.</summary>
    public static bool IsValid(string key) => key.Length is > 0 and <= MaxLength && key.All(character => character is > ' ' and <= '~');

    /// <summary>What was made with the key within its day, and by what body; null when nothing was.</summary>
    internal static (OpaqueId EntryId, byte[] Body)? Find(SqliteConnection connection, OpaqueId accountId, string key, DateTimeOffset now)
    {
        var row = connection.QuerySingleOrDefault<Row>(
            "SELECT entry_id, body FROM idempotency WHERE account_id = @accountId AND key = @key AND made_at > @since",
            new { accountId, key, since = now - Lifetime });
        return row is null ? null : (row.EntryId, row.Body);
    }

    /// <summary>Keeps a key, and drops those whose day is over.</summary>
    internal static void Keep(SqliteConnection connection, OpaqueId accountId, string key, byte[] body, OpaqueId entryId, DateTimeOffset now)
    {
        connection.Execute("DELETE FROM idempotency WHERE made_at <= @since", new { since = now - Lifetime });
        connection.Execute(
            "INSERT INTO idempotency (account_id, key, body, entry_id, made_at) VALUES (@accountId, @key, @body, @entryId, @now)",
            new { accountId, key, body, entryId, now });
    }

    /// <summary>The keyed hash of all that was typed.</summary>
    internal static byte[] HashOf(RegistrationInput input, SecretKey key)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(input);
        var hash = new byte[HashBytes];
        Sodium.KeyedHash(hash, text, key.Bytes);
        CryptographicOperations.ZeroMemory(text);
        return hash;
    }

    private sealed class Row
    {
        public OpaqueId EntryId { get; init; }

        public required byte[] Body { get; init; }
    }
}
