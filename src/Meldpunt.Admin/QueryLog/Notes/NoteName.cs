namespace Meldpunt.Admin.QueryLog.Notes;

/// <summary>The name of a key in signed notes (C2SP signed-note): not empty, without spaces, control characters and plus signs.</summary>
public static class NoteName
{
    /// <summary>Longest name, in UTF-16 code units; the standard knows no limit.</summary>
    public const int MaxLength = 255;

    public static bool IsValid(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > MaxLength)
        {
            return false;
        }

        foreach (var rune in name.EnumerateRunes())
        {
            // Half a surrogate pair is read as the replacement character, which is in no name that somebody meant.
            if (System.Text.Rune.IsWhiteSpace(rune) || System.Text.Rune.IsControl(rune) || rune.Value == '+' || rune == System.Text.Rune.ReplacementChar)
            {
                return false;
            }
        }

        return true;
    }
}
