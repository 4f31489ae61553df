using System.Globalization;
using System.Text;

namespace Meldpunt.Admin.Persons;

/// <summary>What characters a field may hold.</summary>
internal static class TextCheck
{
    private const string NamePunctuation = " .,-/'\u2018\u2019\u02BC`\u00B4\u00B7\u00A0\u2010\u2011\u2013";
    private const string PlacePunctuation = NamePunctuation + "()&+:;#\u00B0\"";

    /// <summary>Latin letters, marks on them, digits, and what stands in names.</summary>
    public static bool IsName(string text) => All(text, rune => IsLatin(rune) || Contains(NamePunctuation, rune)) && !HasLongNumber(text);

    // No name holds one, and a citizen service number that a scanner typed into the wrong field goes no further than this.
    private static bool HasLongNumber(string text)
    {
        const int Long = 6;
        var digits = 0;
        foreach (var character in text)
        {
            digits = char.IsAsciiDigit(character) ? digits + 1 : 0;
            if (digits == Long)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>As a name, with what stands in addresses and place names.</summary>
    public static bool IsPlace(string text) => All(text, rune => IsLatin(rune) || Contains(PlacePunctuation, rune));

    /// <summary>Any text of letters and signs over several lines, without control characters or hidden direction marks.</summary>
    public static bool IsProse(string text) => All(
        text, rune => rune.Value is '\n' or '\r' or '\t' || Rune.GetUnicodeCategory(rune) is not
            (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned));

    // A lone surrogate decodes to the replacement character, which is in none of the sets; prose needs the explicit check.
    private static bool All(string text, Func<Rune, bool> allowed)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || !allowed(rune))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Contains(string set, Rune rune) => rune.IsBmp && set.Contains((char)rune.Value, StringComparison.Ordinal);

    // Basic Latin to Latin Extended-B, Latin Extended Additional, and combining marks; other scripts are not what a document in the
    // hands of gate staff shows as the holder's name.
    private static bool IsLatin(Rune rune) => rune.Value switch
    {
        < 0x250 or (>= 0x1E00 and < 0x1F00) => Rune.IsLetterOrDigit(rune) && rune.Value is not (0xAA or 0xB5 or 0xBA),
        // The one letter of the phonetic alphabet that stands in passports: Azerbaijani schwa.
        0x259 => true,
        >= 0x300 and < 0x370 => true,
        _ => false,
    };
}
