namespace Meldpunt.Index.Matching;

/// <summary>
/// The rule over who is the same person, in one of its three strengths (protocol 6.1: uniform criteria). What agrees and how much it counts stands in
/// <c>rule.txt</c>, which a consortium can read and approve; this only adds it up: of the rows of which everything agrees the best one counts, support
/// counts once, and together they must reach what is needed.
/// </summary>
public sealed class MatchRule
{
    private static readonly MatchRule[] Strengths = [.. Enum.GetValues<MatchStrength>().Select(RuleText.Parse)];

    private readonly RuleRow[] _names;
    private readonly RuleRow[] _supports;
    private readonly RuleRow[] _demands;
    private readonly int _needed;

    internal MatchRule(string version, RuleRow[] names, RuleRow[] supports, RuleRow[] demands, int needed)
    {
        Version = version;
        _names = names;
        _supports = supports;
        _demands = demands;
        _needed = needed;
    }

    /// <summary>Name, version and strength of the rule; stands in every row of the query log.</summary>
    public string Version { get; }

    /// <summary>The rule in one strength.</summary>
    public static MatchRule Of(MatchStrength strength) => Strengths[(int)strength];

    /// <summary>The rule without the rows that need one of these words; for measuring what they buy, never for answering.</summary>
    public static MatchRule Without(MatchStrength strength, IReadOnlyCollection<string> words) => RuleText.Parse(strength, words);

    /// <summary>True when people who agree in this are the same person.</summary>
    public bool IsMatch(Agreement agreement)
    {
        var name = Best(_names, agreement);
        return name > 0 && name + Best(_supports, agreement) >= _needed + Sum(_demands, agreement);
    }

    /// <summary>Decides over two people of one birth date, or of two that stand for one. Tells in what they agree.</summary>
    internal bool DecideOnDate(ulong meaning, Agreement facts, out Agreement agreement) =>
        Decide(meaning & ~Meaning.Of(Agreement.DatePart), facts, out agreement);

    /// <summary>Decides over two people of one address, of whom the birth dates differ in one part. Tells in what they agree.</summary>
    internal bool DecideOnAddress(ulong meaning, Agreement facts, out Agreement agreement)
    {
        agreement = Agreement.None;
        return (meaning & Meaning.Of(Agreement.DatePart)) != 0 && Decide(meaning, facts, out agreement);
    }

    // With the names as typed, and else with surname and first name swapped.
    private bool Decide(ulong meaning, Agreement facts, out Agreement agreement)
    {
        agreement = Meaning.AsTyped(meaning) | facts;
        if (IsMatch(agreement))
        {
            return true;
        }

        agreement = Meaning.AsSwapped(meaning) | facts;
        return IsMatch(agreement);
    }

    private static int Best(RuleRow[] rows, Agreement agreement)
    {
        var best = 0;
        foreach (var row in rows)
        {
            best = row.Holds(agreement) && row.Points > best ? row.Points : best;
        }

        return best;
    }

    private static int Sum(RuleRow[] rows, Agreement agreement)
    {
        var sum = 0;
        foreach (var row in rows)
        {
            sum += row.Holds(agreement) ? row.Points : 0;
        }

        return sum;
    }
}
