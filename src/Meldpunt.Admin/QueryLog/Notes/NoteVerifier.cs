using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.QueryLog.Notes;

/// <summary>A public key that signs notes, with its name and what its signatures look like. As text: a vkey (C2SP signed-note).</summary>
public sealed class NoteVerifier
{
    private const int KeyIdDigits = 8;

    /// <summary>Longest vkey: the longest name, two plus signs, the key id and 33 bytes in base64.</summary>
    private const int MaxTextLength = NoteName.MaxLength + KeyIdDigits + 2 + 44;

    private readonly byte[] _publicKey;

    /// <param name="name">See <see cref="NoteName"/>; <see cref="ArgumentException"/> when it is none.</param>
    /// <param name="kind"><see cref="LogFormat.Ed25519Kind"/> or <see cref="LogFormat.CosignatureKind"/>.</param>
    /// <param name="publicKey">32 bytes.</param>
    public NoteVerifier(string name, byte kind, ReadOnlySpan<byte> publicKey)
    {
        if (!NoteName.IsValid(name))
        {
            throw new ArgumentException("A key's name has no spaces and no plus sign, and is not empty.", nameof(name));
        }

        if (kind is not (LogFormat.Ed25519Kind or LogFormat.CosignatureKind) || publicKey.Length != Sodium.PublicKeyBytes)
        {
            throw new ArgumentException("Only Ed25519 keys sign notes, for themselves or as a cosignature.", nameof(publicKey));
        }

        Name = name;
        Kind = kind;
        _publicKey = publicKey.ToArray();
        KeyId = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', kind, .. publicKey]));
    }

    public string Name { get; }

    /// <summary>What its signatures are: over the note itself, or cosignatures with a time.</summary>
    public byte Kind { get; }

    /// <summary>Tells keys of one name apart: the first four bytes of SHA-256 over name, line feed, kind and public key.</summary>
    public uint KeyId { get; }

    public ReadOnlySpan<byte> PublicKey => _publicKey;

    /// <summary>Reads a vkey; false unless it is written exactly as <see cref="ToString"/> writes it.</summary>
    public static bool TryParse(string? text, out NoteVerifier verifier)
    {
        verifier = null!;
        if (text is null || text.Length > MaxTextLength)
        {
            return false;
        }

        // Base64 has plus signs of its own, so only the first two separate.
        var parts = text.Split('+', 3);
        Span<byte> key = stackalloc byte[1 + Sodium.PublicKeyBytes];
        if (parts.Length != 3
            || !NoteName.IsValid(parts[0])
            || !Convert.TryFromBase64String(parts[2], key, out var written)
            || written != key.Length
            || key[0] is not (LogFormat.Ed25519Kind or LogFormat.CosignatureKind))
        {
            return false;
        }

        verifier = new NoteVerifier(parts[0], key[0], key[1..]);
        return string.Equals(verifier.ToString(), text, StringComparison.Ordinal);
    }

    /// <summary>True when this signature is by this key over this text.</summary>
    /// <param name="text">The text of the note up to and with its last line feed, in UTF-8.</param>
    /// <param name="signature">What follows the key id.</param>
    public bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature) =>
        Kind == LogFormat.CosignatureKind
            ? Cosignature.Verify(text, signature, _publicKey)
            : Sodium.Verify(signature, text, _publicKey);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Name}+{KeyId:x8}+{Convert.ToBase64String([Kind, .. _publicKey])}");
}
