using System.Globalization;
using Meldpunt.Index.Names;

namespace Meldpunt.Index.Matching;

/// <summary>Reads <c>rule.txt</c>. A row it does not understand stops the program: half a rule is no rule.</summary>
internal static class RuleText
{
    private const string FileName = "rule.txt";
    private const string Nothing = "-";

    private static readonly string[] StrengthNames = ["streng", "gewogen", "ruim"];

    private static readonly Dictionary<string, Agreement> Words = new(StringComparer.Ordinal)
    {
        ["achternaam-gelijk"] = Agreement.SurnameEqual,
        ["achternaam-klank"] = Agreement.SurnameSound,
        ["achternaam-medeklinkers"] = Agreement.SurnameConsonants,
        ["achternaam-tikfout"] = Agreement.SurnameTypo,
        ["voornaam-gelijk"] = Agreement.FirstNameEqual,
        ["voornaam-klank"] = Agreement.FirstNameSound,
        ["roepnaam"] = Agreement.CallingName,
        ["voornaam-tikfout"] = Agreement.FirstNameTypo,
        ["voorletter"] = Agreement.Initial,
        ["twee-voorletters"] = Agreement.TwoInitials,
        ["tweede-letter-anders"] = Agreement.LaterInitialDiffers,
        ["derde-letter-anders"] = Agreement.ThirdInitialDiffers,
        ["andere-voornaam"] = Agreement.OtherGivenName,
        ["twee-voornamen"] = Agreement.TwoGivenNames,
        ["geboorteplaats"] = Agreement.Birthplace,
        ["andere-geboorteplaats"] = Agreement.BirthplaceDiffers,
        ["adres"] = Agreement.Address,
        ["verwisseld"] = Agreement.Swapped,
        ["datum-omgedraaid"] = Agreement.DateSwapped,
        ["datum-deel"] = Agreement.DatePart,
        ["standaarddatum"] = Agreement.DateIsDefault,
        ["gewone-achternaam"] = Agreement.SurnameIsCommon,
        ["bekende-achternaam"] = Agreement.SurnameIsKnown,
        ["bekende-voornaam"] = Agreement.FirstNameIsKnown,
        ["voornaam-onbekend"] = Agreement.LacksFirstName,
        ["enkele-voornaam"] = Agreement.SingleGivenName,
    };

    /// <summary>The rule in one strength.</summary>
    public static MatchRule Parse(MatchStrength strength) => Parse(EmbeddedText.Lines(FileName), strength);

    /// <summary>The rule in one strength, without the rows that need one of these words. A word that is none throws <see cref="FormatException"/>.</summary>
    public static MatchRule Parse(MatchStrength strength, IReadOnlyCollection<string> without)
    {
        foreach (var word in without)
        {
            _ = Word(word);
        }

        return Parse(EmbeddedText.Lines(FileName).Where(line => !line.Split(' ').Any(without.Contains)), strength);
    }

    /// <summary>Reads the lines of a rule: <c>kind, three points, what must agree, and behind a ! what must not</c>.</summary>
    public static MatchRule Parse(IEnumerable<string> lines, MatchStrength strength)
    {
        var rows = lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToLookup(words => words[0], StringComparer.Ordinal);
        if (rows.FirstOrDefault(group => group.Key is not ("versie" or "naam" or "steun" or "nodig" or "meer-nodig")) is { } unknown)
        {
            throw new FormatException($"{FileName}: a row begins with {unknown.Key}, which is no kind of row.");
        }

        RuleRow[] RowsOf(string kind) => [.. rows[kind].Select(words => Row(words, strength)).Where(row => row.Points > 0)];
        return new MatchRule(
            $"{rows["versie"].Single()[1]}/{StrengthNames[(int)strength]}", RowsOf("naam"), RowsOf("steun"), RowsOf("meer-nodig"), Row(rows["nodig"].Single(), strength).Points);
    }

    private static RuleRow Row(string[] words, MatchStrength strength)
    {
        const int FirstPart = 4;
        var points = words[1 + (int)strength];
        var required = Agreement.None;
        var excluded = Agreement.None;
        foreach (var word in words.Skip(FirstPart))
        {
            required |= word.StartsWith('!') ? Agreement.None : Word(word);
            excluded |= word.StartsWith('!') ? Word(word[1..]) : Agreement.None;
        }

        return new RuleRow(required, excluded, string.Equals(points, Nothing, StringComparison.Ordinal) ? 0 : int.Parse(points, CultureInfo.InvariantCulture));
    }

    private static Agreement Word(string word) =>
        Words.TryGetValue(word, out var agreement) ? agreement : throw new FormatException($"{FileName}: {word} is nothing that can agree.");
}
