using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Meldpunt.Index.Names;

namespace Meldpunt.Index.Matching;

/// <summary>Reads <c>rule.txt</c>. A row it does not understand stops the program: half a rule is no rule.</summary>
public static class RuleText
{
    private const string FileName = "rule.txt";
    private const string Nothing = "-";
    private const char Not = '!';

    // The kind of the row, then its points in each strength.
    private const int FirstWord = 4;

    private static readonly Dictionary<string, Agreement> Agreements = new(StringComparer.Ordinal)
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

    private static readonly FrozenDictionary<Agreement, string> WordsByAgreement = Agreements.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>The rule that is built in, in all strengths.</summary>
    public static RuleSheet Sheet { get; } = Read(EmbeddedText.Lines(FileName));

    /// <summary>Every word that a row can hold.</summary>
    public static IReadOnlyCollection<string> Words => Agreements.Keys;

    /// <summary>The file that is built in, comments and all.</summary>
    public static string Source()
    {
        using var stream = typeof(RuleText).Assembly.GetManifestResourceStream(FileName)
            ?? throw new InvalidOperationException($"{FileName} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The word of the rule for one thing to agree in; null for one that no row can ask for.</summary>
    public static string? WordOf(Agreement part) => WordsByAgreement.GetValueOrDefault(part);

    /// <summary>The rule in one strength.</summary>
    internal static MatchRule Parse(MatchStrength strength) => Sheet.In(strength);

    /// <summary>The rule in one strength, without the rows that need one of these words. A word that is none throws <see cref="FormatException"/>.</summary>
    internal static MatchRule Parse(MatchStrength strength, IReadOnlyCollection<string> without)
    {
        _ = AgreementOf([.. without]);
        return Parse(EmbeddedText.Lines(FileName).Where(line => !line.Split(' ').Any(without.Contains)), strength);
    }

    /// <summary>Reads the lines of a rule, and gives it in one strength.</summary>
    internal static MatchRule Parse(IEnumerable<string> lines, MatchStrength strength) => Read(lines).In(strength);

    /// <summary>What all these words stand for together.</summary>
    internal static Agreement AgreementOf(ImmutableArray<string> words) =>
        words.Aggregate(Agreement.None, (all, word) => all | (Agreements.TryGetValue(word, out var agreement)
            ? agreement
            : throw new FormatException($"{FileName}: {word} is nothing that can agree.")));

    // A line is: kind, three points, what must agree, and behind a ! what must not.
    private static RuleSheet Read(IEnumerable<string> lines)
    {
        var rows = lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToLookup(words => words[0], StringComparer.Ordinal);
        if (rows.FirstOrDefault(group => group.Key is not ("versie" or "naam" or "steun" or "nodig" or "meer-nodig")) is { } unknown)
        {
            throw new FormatException($"{FileName}: a row begins with {unknown.Key}, which is no kind of row.");
        }

        string[] OnlyRow(string kind) => rows[kind].Count() == 1 ? rows[kind].Single() : throw new FormatException($"{FileName}: there must be one row {kind}.");
        ImmutableArray<RuleLine> LinesOf(string kind) => [.. rows[kind].Select(Line)];
        var version = OnlyRow("versie").ElementAtOrDefault(1) ?? throw new FormatException($"{FileName}: versie names nothing.");
        return new RuleSheet(version, Line(OnlyRow("nodig")), LinesOf("naam"), LinesOf("steun"), LinesOf("meer-nodig"));
    }

    private static RuleLine Line(string[] words)
    {
        if (words.Length < FirstWord)
        {
            throw new FormatException($"{FileName}: a row {words[0]} lacks points.");
        }

        var parts = words.Skip(FirstWord).ToLookup(word => word[0] == Not);
        return new RuleLine([.. words[1..FirstWord].Select(Points)], [.. parts[false]], [.. parts[true].Select(word => word[1..])]);
    }

    private static int Points(string text)
    {
        if (string.Equals(text, Nothing, StringComparison.Ordinal))
        {
            return 0;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var points)
            ? points
            : throw new FormatException($"{FileName}: {text} is no number of points.");
    }
}
