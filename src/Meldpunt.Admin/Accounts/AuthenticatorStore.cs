using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Accounts;

/// <summary>
/// Authenticator apps, at most one an account. The secret stands sealed for its account; it leaves this class once, when it is offered. A code works once, in its own
/// step, also when two requests bring it at the same moment or a process was restarted in between. An offer is for one session, and for what stands at that moment: once
/// another secret stands, its own among them, it is no offer any more.
/// </summary>
public sealed class AuthenticatorStore(SqliteDatabase database, StoreWriter writer, Keyring keys, TimeProvider time)
{
    /// <summary>How long an offer can be confirmed.</summary>
    public static readonly TimeSpan OfferLifetime = TimeSpan.FromMinutes(30);

    private const int MaxSealedLength = 256;
    private const string StoredLabel = "meldpunt authenticator ";
    private const string OfferLabel = "meldpunt authenticator offer ";

    /// <summary>A new secret for an account, to be confirmed in the same session.</summary>
    public AuthenticatorOffer Offer(OpaqueId accountId, OpaqueId sessionId)
    {
        var plain = new byte[Totp.SecretBytes + sizeof(long)];
        try
        {
            RandomNumberGenerator.Fill(plain.AsSpan(0, Totp.SecretBytes));
            BinaryPrimitives.WriteInt64BigEndian(plain.AsSpan(Totp.SecretBytes), time.GetUtcNow().ToUnixTimeSeconds());
            return new AuthenticatorOffer(Totp.ToBase32(plain.AsSpan(0, Totp.SecretBytes)), Convert.ToBase64String(Seal(plain, LabelOfOffer(sessionId, ReadSealed(accountId)), accountId)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>The same offer again, for a page on which the code was wrong; null when it ran out, was used, or is another account's or session's.</summary>
    public AuthenticatorOffer? Reopen(OpaqueId accountId, OpaqueId sessionId, string? sealedOffer)
    {
        if (OpenOffer(accountId, LabelOfOffer(sessionId, ReadSealed(accountId)), sealedOffer) is not { } secret)
        {
            return null;
        }

        var offer = new AuthenticatorOffer(Totp.ToBase32(secret), sealedOffer!);
        CryptographicOperations.ZeroMemory(secret);
        return offer;
    }

    /// <summary>
    /// Keeps an offer whose code was typed, in place of what was there, and calls <paramref name="alsoWrite"/> in the same transaction, with whether something was there.
    /// </summary>
    public async Task<CodeOutcome> ConfirmAsync(OpaqueId accountId, OpaqueId sessionId, string? sealedOffer, string? code, Action<SqliteConnection, bool> alsoWrite)
    {
        var before = ReadSealed(accountId);
        if (OpenOffer(accountId, LabelOfOffer(sessionId, before), sealedOffer) is not { } secret)
        {
            return CodeOutcome.OfferRanOut;
        }

        try
        {
            var step = Totp.StepAt(time.GetUtcNow());
            var outcome = Compare(secret, code, step);
            if (outcome == CodeOutcome.Accepted)
            {
                var kept = Seal(secret, StoredLabel, accountId);
                var isKept = await writer.WriteAsync(connection =>
                {
                    // Of two that come with one offer the second finds another secret.
                    if (ReadSealed(connection, accountId) is var now && !(now ?? []).AsSpan().SequenceEqual(before ?? []))
                    {
                        return false;
                    }

                    Keep(connection, accountId, kept, step);
                    alsoWrite(connection, before is not null);
                    return true;
                }).ConfigureAwait(false);
                return isKept ? outcome : CodeOutcome.OfferRanOut;
            }

            return outcome;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>Keeps a secret that was made elsewhere: the demo's, which must know it beforehand. No code of it was used yet.</summary>
    public void Keep(SqliteConnection connection, OpaqueId accountId, ReadOnlySpan<byte> secret) =>
        Keep(connection, accountId, Seal(secret, StoredLabel, accountId), lastStep: 0);

    /// <summary>Uses a code up. When it returns <see cref="CodeOutcome.Accepted"/>, that is durable, and nobody else got that answer for this step.</summary>
    public async Task<CodeOutcome> UseAsync(OpaqueId accountId, string? code)
    {
        if (ReadSealed(accountId) is not { } box)
        {
            return CodeOutcome.Wrong;
        }

        var secret = Open(box, StoredLabel, accountId, Totp.SecretBytes);
        try
        {
            var step = Totp.StepAt(time.GetUtcNow());
            var outcome = Compare(secret, code, step);
            return outcome == CodeOutcome.Accepted && !await TakeStepAsync(accountId, box, step).ConfigureAwait(false) ? CodeOutcome.Used : outcome;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private static void Keep(SqliteConnection connection, OpaqueId accountId, byte[] box, long lastStep, DateTimeOffset now) => connection.Execute(
        "INSERT OR REPLACE INTO authenticator (account_id, secret, confirmed_at, last_step) VALUES (@accountId, @box, @now, @lastStep)",
        new { accountId, box, now, lastStep });

    private void Keep(SqliteConnection connection, OpaqueId accountId, byte[] box, long lastStep) => Keep(connection, accountId, box, lastStep, time.GetUtcNow());

    private static CodeOutcome Compare(ReadOnlySpan<byte> secret, string? typed, long step)
    {
        var code = typed is { Length: <= Totp.Digits * 2 } ? string.Concat(typed.Where(letter => letter != ' ')) : string.Empty;
        return AreEqual(code, Totp.CodeOf(secret, step)) ? CodeOutcome.Accepted
            : AreEqual(code, Totp.CodeOf(secret, step - 1)) ? CodeOutcome.JustRunOut
            : CodeOutcome.Wrong;
    }

    private static bool AreEqual(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));

    // Compare and swap: only one of two that come with the same code finds the step before it. The box is the one that was compared with, and not a newer one.
    private async Task<bool> TakeStepAsync(OpaqueId accountId, byte[] box, long step) => await writer.WriteAsync(connection => connection.Execute(
        "UPDATE authenticator SET last_step = @step WHERE account_id = @accountId AND secret = @box AND last_step < @step",
        new { accountId, box, step })).ConfigureAwait(false) > 0;

    private byte[]? ReadSealed(OpaqueId accountId)
    {
        using var connection = database.Open();
        return ReadSealed(connection, accountId);
    }

    private static byte[]? ReadSealed(SqliteConnection connection, OpaqueId accountId) =>
        connection.QuerySingleOrDefault<byte[]>("SELECT secret FROM authenticator WHERE account_id = @accountId", new { accountId });

    // Every box has a nonce of its own, so that no secret that stood once makes an offer of before good again.
    private static string LabelOfOffer(OpaqueId sessionId, byte[]? standing) => $"{OfferLabel}{sessionId} {Convert.ToHexString(SHA256.HashData(standing ?? []))} ";

    private byte[]? OpenOffer(OpaqueId accountId, string label, string? text)
    {
        var box = new byte[MaxSealedLength];
        const int PlainBytes = Totp.SecretBytes + sizeof(long);
        if (text is not { Length: <= MaxSealedLength } || !Convert.TryFromBase64String(text, box, out var length) || length != PlainBytes + SealedBox.OverheadBytes)
        {
            return null;
        }

        try
        {
            var plain = Open(box.AsSpan(0, length), label, accountId, PlainBytes);
            var offeredAt = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(plain.AsSpan(Totp.SecretBytes)));
            var secret = time.GetUtcNow() - offeredAt < OfferLifetime ? plain[..Totp.SecretBytes] : null;
            CryptographicOperations.ZeroMemory(plain);
            return secret;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private byte[] Seal(ReadOnlySpan<byte> plain, string label, OpaqueId accountId)
    {
        using var cipher = SealedBox.Cipher(keys.Credentials);
        return SealedBox.Seal(cipher, plain, Encoding.UTF8.GetBytes(label + accountId));
    }

    private byte[] Open(ReadOnlySpan<byte> box, string label, OpaqueId accountId, int plainBytes)
    {
        var plain = new byte[plainBytes];
        using var cipher = SealedBox.Cipher(keys.Credentials);
        SealedBox.Open(cipher, box, plain, Encoding.UTF8.GetBytes(label + accountId));
        return plain;
    }
}
