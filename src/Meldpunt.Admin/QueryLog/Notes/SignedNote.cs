using System.Text;

namespace Meldpunt.Admin.QueryLog.Notes;

/// <summary>A text with signatures under it (C2SP signed-note). Believe nothing of it before <see cref="TryVerify"/> said yes.</summary>
public sealed class SignedNote
{
    /// <summary>Largest note that is read, in bytes: room for sixteen signatures of the largest kind there is.</summary>
    public const int MaxBytes = 128 * 1_024;

    /// <summary>Most signatures that are read; the standard asks for at least 16.</summary>
    public const int MaxSignatures = 64;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public SignedNote(string text, IReadOnlyList<NoteSignature> signatures)
    {
        Text = text;
        Signatures = signatures;
    }

    /// <summary>What is signed; ends in a line feed.</summary>
    public string Text { get; }

    /// <summary>One to 64 signatures, in the order of their lines.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>Reads a note from its bytes; false when it is too large, no UTF-8 or no note.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out SignedNote note)
    {
        note = null!;
        if (bytes.Length > MaxBytes)
        {
            return false;
        }

        try
        {
            return TryParseText(Utf8.GetString(bytes), out note);
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>Reads a note; false when it is too large or no note.</summary>
    public static bool TryParse(string note, out SignedNote parsed)
    {
        parsed = null!;
        try
        {
            return note.Length <= MaxBytes && Utf8.GetByteCount(note) <= MaxBytes && TryParseText(note, out parsed);
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>
    /// Checks the signatures of these keys; those of others are ignored. True when there is at least one and none of them is false: a note
    /// with one false signature is not to be believed at all.
    /// </summary>
    /// <param name="keys">The keys that are trusted.</param>
    /// <param name="verified">The signatures that are right, in the order of their lines.</param>
    public bool TryVerify(IEnumerable<NoteVerifier> keys, out IReadOnlyList<NoteSignature> verified)
    {
        var known = keys.ToList();
        var text = Encoding.UTF8.GetBytes(Text);
        var right = new List<NoteSignature>();
        verified = [];
        foreach (var signature in Signatures)
        {
            var key = known.Find(signature.IsBy);
            if (key is null)
            {
                continue;
            }

            if (!key.Verify(text, signature.Bytes))
            {
                return false;
            }

            right.Add(signature);
        }

        verified = right;
        return right.Count > 0;
    }

    /// <summary>True when this key signed, and no signature under its name is false.</summary>
    public bool IsSignedBy(NoteVerifier key) => TryVerify([key], out _);

    /// <summary>The same text with further signatures behind those that are there.</summary>
    public SignedNote With(params IEnumerable<NoteSignature> signatures) => new(Text, [.. Signatures, .. signatures]);

    /// <summary>The same text with the signatures of one key only.</summary>
    public SignedNote OnlyBy(NoteVerifier key) => new(Text, [.. Signatures.Where(signature => signature.IsBy(key))]);

    /// <summary>The note as it is kept and sent.</summary>
    public override string ToString()
    {
        var note = new StringBuilder(Text).Append('\n');
        foreach (var signature in Signatures)
        {
            note.Append(signature).Append('\n');
        }

        return note.ToString();
    }

    private static bool TryParseText(string note, out SignedNote parsed)
    {
        parsed = null!;

        // The last empty line separates: the text may have empty lines of its own.
        var blank = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (blank < 0 || !note.EndsWith('\n') || note.AsSpan().ContainsAnyInRange('\0', '\t') || note.AsSpan().ContainsAnyInRange('\v', '\u001F'))
        {
            return false;
        }

        var signatures = new List<NoteSignature>();
        foreach (var line in note[(blank + 2)..].Split('\n')[..^1])
        {
            if (signatures.Count == MaxSignatures || !NoteSignature.TryParse(line, out var signature))
            {
                return false;
            }

            signatures.Add(signature);
        }

        parsed = new SignedNote(note[..(blank + 1)], signatures);
        return signatures.Count > 0;
    }
}
