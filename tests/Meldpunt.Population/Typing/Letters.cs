using System.Text;

namespace Meldpunt.Population.Typing;

/// <summary>Letters with and without accents, in small and in capitals: by a table of its own, because libraries for it differ between systems.</summary>
internal static class Letters
{
    private const string Accented = "ÀÁÂÃÄÅàáâãäåăąĂĄÇçĆćČčĐđÐðÈÉÊËèéêëęěĘĜĝĞğÌÍÎÏìíîïİıŁłÑñŃńŇňÒÓÔÕÖØòóôõöøőŘřŚśŞşŠšȘșȚțŢţÙÚÛÜùúûüůűÝýÿŹźŻżŽž";
    private const string Bare = "AAAAAAaaaaaaaaAACcCcCcDdDdEEEEeeeeeeEGgGgIIIIiiiiIiLlNnNnNnOOOOOOoooooooRrSsSsSsSsTtTtUUUUuuuuuuYyyZzZzZz";

    private static readonly Dictionary<char, char> BareOf = Accented.Zip(Bare).ToDictionary(pair => pair.First, pair => pair.Second);

    /// <summary>True when a letter of the text lies outside plain ASCII.</summary>
    public static bool HasAccents(string text) => text.AsSpan().ContainsAnyExceptInRange('\0', '\x7f');

    /// <summary>The text as somebody types it who has no accents on the keyboard.</summary>
    public static string WithoutAccents(string text)
    {
        if (!HasAccents(text))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length + 2);
        foreach (var letter in text)
        {
            plain.Append(letter switch
            {
                'ß' => "ss",
                'æ' => "ae",
                'Æ' => "AE",
                'œ' => "oe",
                'Œ' => "OE",
                'þ' => "th",
                'Þ' => "TH",
                _ => null,
            });
            if (letter is not ('ß' or 'æ' or 'Æ' or 'œ' or 'Œ' or 'þ' or 'Þ'))
            {
                plain.Append(Plain(letter));
            }
        }

        return plain.ToString();
    }

    /// <summary>The letter without its accent; itself when the table does not know it.</summary>
    public static char Plain(char letter) => letter < '\x80' ? letter : BareOf.GetValueOrDefault(letter, letter);

    // İ and ı by hand: whether they have a partner depends on who is asked.
    public static char Small(char letter) => letter switch
    {
        'İ' => 'i',
        _ => char.ToLowerInvariant(letter),
    };

    public static char Capital(char letter) => letter switch
    {
        'ı' => 'I',
        _ => char.ToUpperInvariant(letter),
    };

    public static string Small(string text) => string.Create(text.Length, text, static (result, from) =>
    {
        for (var index = 0; index < from.Length; index++)
        {
            result[index] = Small(from[index]);
        }
    });

    public static string Capitals(string text) => string.Create(text.Length, text, static (result, from) =>
    {
        for (var index = 0; index < from.Length; index++)
        {
            result[index] = Capital(from[index]);
        }
    });

    /// <summary>The word with its first letter as a capital and the rest as it stands; IJ together.</summary>
    public static string WithCapital(string word) => word.Length == 0 ? word
        : word.StartsWith("ij", StringComparison.Ordinal) ? string.Concat("IJ", word.AsSpan(2))
        : string.Concat(Capital(word[0]).ToString(), word.AsSpan(1));
}
