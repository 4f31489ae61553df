using System.Globalization;

namespace Meldpunt.Index.Names;

/// <summary>What can be seen from first names as they were typed, before folding takes the full stops away.</summary>
internal static class FirstNameText
{
    /// <summary>
    /// True when only initials were given. "J", "J.P.", "Th." and "J P" are initials; "Jo" and "Bo M." are not: two letters need a full stop of their own.
    /// </summary>
    public static bool IsInitials(string? typed, ReadOnlySpan<char> folded)
    {
        var letters = 0;
        foreach (var character in typed.AsSpan())
        {
            if (char.IsLetterOrDigit(character) || char.IsLowSurrogate(character))
            {
                letters++;
            }
            else if (!char.IsHighSurrogate(character) && !IsMark(character))
            {
                if (letters > (character == '.' ? 2 : 1))
                {
                    return false;
                }

                letters = 0;
            }
        }

        return letters <= 1 && !folded.IsEmpty;
    }

    private static bool IsMark(char character) =>
        char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
