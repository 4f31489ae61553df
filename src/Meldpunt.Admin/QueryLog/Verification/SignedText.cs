using System.Text;

namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>A signed note (C2SP signed-note): a text, a blank line, and lines of signatures. Signatures of others than the one asked about are not looked at.</summary>
internal static class SignedText
{
    private const string LineStart = "— ";

    // As many as anybody has witnesses; more is no note but an attempt to keep us busy.
    private const int MaxLength = 64 * 1024;

    /// <summary>The text that was signed, with its last line feed, when the note bears a good signature by this key and no bad one; null otherwise.</summary>
    public static string? Open(string note, VerifierKey key)
    {
        var blank = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (blank < 0 || blank + 2 == note.Length || note.Length > MaxLength || !note.EndsWith('\n') || HasControls(note))
        {
            return null;
        }

        var text = note[..(blank + 1)];
        var message = Encoding.UTF8.GetBytes(text);
        var signed = false;
        foreach (var line in note[(blank + 2)..^1].Split('\n'))
        {
            switch (Check(line, message, key))
            {
                case Line.Good:
                    signed = true;
                    break;
                case Line.Bad:
                    return null;
                case Line.OfSomebodyElse:
                default:
                    break;
            }
        }

        return signed ? text : null;
    }

    /// <summary>True when this can be the name of a key: not empty, without spaces and without a plus.</summary>
    public static bool IsName(string name) => name.Length > 0 && !name.Contains('+', StringComparison.Ordinal) && !name.Any(char.IsWhiteSpace) && !HasControls(name);

    private static Line Check(string line, byte[] message, VerifierKey key)
    {
        var space = line.LastIndexOf(' ');
        if (!line.StartsWith(LineStart, StringComparison.Ordinal) || space < LineStart.Length || !IsName(line[LineStart.Length..space]))
        {
            return Line.Bad;
        }

        // Room for any kind of signature; those of other kinds are not ours to judge.
        var bytes = new byte[line.Length];
        if (!Convert.TryFromBase64String(line[(space + 1)..], bytes, out var length) || length <= VerifierKey.IdBytes)
        {
            return Line.Bad;
        }

        var isOurs = string.Equals(line[LineStart.Length..space], key.Name, StringComparison.Ordinal) && bytes.AsSpan(0, VerifierKey.IdBytes).SequenceEqual(key.Id);
        if (!isOurs)
        {
            return Line.OfSomebodyElse;
        }

        return key.Verifies(message, bytes.AsSpan(VerifierKey.IdBytes, length - VerifierKey.IdBytes)) ? Line.Good : Line.Bad;
    }

    // Below a space, a note has line feeds only.
    private static bool HasControls(string text) => text.AsSpan().ContainsAnyInRange('\0', '\u0009') || text.AsSpan().ContainsAnyInRange('\u000B', '\u001F');

    private enum Line
    {
        OfSomebodyElse,
        Good,
        Bad,
    }
}
