using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.QueryLog.Notes;

/// <summary>
/// The signature of a witness over a checkpoint: that it is, at that time, the largest it has seen of that log and consistent with all
/// before it (C2SP tlog-cosignature, version 1). Eight bytes of time, 64 of Ed25519.
/// </summary>
public static class Cosignature
{
    private const int TimeBytes = sizeof(long);

    // Any later second is in no calendar that .NET knows.
    private static readonly long LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Signs the text of a checkpoint; the time is kept in whole seconds.</summary>
    /// <param name="signer">A key of kind <see cref="LogFormat.CosignatureKind"/>.</param>
    /// <param name="text">The checkpoint without its signatures.</param>
    /// <param name="time">Now; later than 1970.</param>
    public static NoteSignature Sign(NoteSigner signer, string text, DateTimeOffset time)
    {
        if (signer.Verifier.Kind != LogFormat.CosignatureKind)
        {
            throw new ArgumentException("Only a witness's key cosigns.", nameof(signer));
        }

        var seconds = time.ToUnixTimeSeconds();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(seconds, nameof(time));
        Span<byte> before = stackalloc byte[TimeBytes];
        BinaryPrimitives.WriteInt64BigEndian(before, seconds);
        return signer.SignBytes(Message(seconds, Encoding.UTF8.GetBytes(text)), before);
    }

    /// <summary>When a witness signed. Believe it only after the signature was verified; false when there is no time in it that can be.</summary>
    public static bool TryReadTime(NoteSignature signature, out DateTimeOffset time)
    {
        var known = TryReadSeconds(signature.Bytes, out var seconds);
        time = known ? DateTimeOffset.FromUnixTimeSeconds(seconds) : default;
        return known;
    }

    internal static bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey) =>
        TryReadSeconds(signature, out var seconds)
        && Sodium.Verify(signature[TimeBytes..], Message(seconds, text), publicKey);

    private static bool TryReadSeconds(ReadOnlySpan<byte> signature, out long seconds)
    {
        seconds = signature.Length == TimeBytes + Sodium.SignatureBytes ? BinaryPrimitives.ReadInt64BigEndian(signature) : 0;
        return seconds > 0 && seconds <= LastSecond;
    }

    private static byte[] Message(long seconds, ReadOnlySpan<byte> text) =>
        [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {seconds}\n")), .. text];
}
