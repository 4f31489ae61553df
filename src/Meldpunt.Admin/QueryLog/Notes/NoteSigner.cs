using System.Text;
using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.QueryLog.Notes;

/// <summary>Signs notes with an Ed25519 key. Safe to use from many threads.</summary>
public sealed class NoteSigner
{
    private readonly SecretKey _seed;

    /// <param name="name">The key's name; <see cref="ArgumentException"/> when it is none (<see cref="NoteName"/>).</param>
    /// <param name="seed">The Ed25519 seed; owned by the caller.</param>
    /// <param name="kind"><see cref="LogFormat.Ed25519Kind"/>, or <see cref="LogFormat.CosignatureKind"/> for a witness. One seed is for one kind.</param>
    public NoteSigner(string name, SecretKey seed, byte kind = LogFormat.Ed25519Kind)
    {
        Span<byte> publicKey = stackalloc byte[Sodium.PublicKeyBytes];
        Sodium.PublicKeyOf(publicKey, seed.Bytes);
        _seed = seed;
        Verifier = new NoteVerifier(name, kind, publicKey);
    }

    /// <summary>The public half.</summary>
    public NoteVerifier Verifier { get; }

    /// <summary>The public key as text.</summary>
    public string VerifierKey => Verifier.ToString();

    /// <summary>Signs the text of a note: <see cref="InvalidOperationException"/> when this is a witness's key, which only cosigns.</summary>
    public NoteSignature Sign(string text)
    {
        if (Verifier.Kind != LogFormat.Ed25519Kind)
        {
            throw new InvalidOperationException("A witness's key signs no notes of its own.");
        }

        return SignBytes(Encoding.UTF8.GetBytes(text), before: []);
    }

    /// <summary>A note of this text with this key's signature and no other.</summary>
    public SignedNote SignNote(string text) => new(text, [Sign(text)]);

    internal NoteSignature SignBytes(ReadOnlySpan<byte> message, ReadOnlySpan<byte> before)
    {
        Span<byte> signature = stackalloc byte[before.Length + Sodium.SignatureBytes];
        before.CopyTo(signature);
        Sodium.Sign(signature[before.Length..], message, _seed.Bytes, Verifier.PublicKey);
        return new NoteSignature(Verifier.Name, Verifier.KeyId, signature);
    }
}
