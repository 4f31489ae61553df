using System.Collections.Immutable;

namespace Meldpunt.Index.Matching;

/// <summary>
/// The whole rule as it was read, in all strengths. A page that shows it and the program that decides by it have it from here, so they cannot differ.
/// </summary>
public sealed class RuleSheet
{
    internal RuleSheet(string version, RuleLine needed, ImmutableArray<RuleLine> names, ImmutableArray<RuleLine> supports, ImmutableArray<RuleLine> demands)
    {
        Version = version;
        Needed = needed;
        Names = names;
        Supports = supports;
        Demands = demands;
    }

    /// <summary>Name and number of the rule, without a strength.</summary>
    public string Version { get; }

    /// <summary>How many points name and support must reach together.</summary>
    public RuleLine Needed { get; }

    /// <summary>What of the name must agree; the best row counts, and without one there is no match.</summary>
    public ImmutableArray<RuleLine> Names { get; }

    /// <summary>What may agree beside the name; the best row counts.</summary>
    public ImmutableArray<RuleLine> Supports { get; }

    /// <summary>What makes more points necessary; every row that holds counts.</summary>
    public ImmutableArray<RuleLine> Demands { get; }

    /// <summary>The rule in one strength.</summary>
    internal MatchRule In(MatchStrength strength)
    {
        RuleRow[] RowsOf(ImmutableArray<RuleLine> lines) => [.. lines.Select(line => line.In(strength)).Where(row => row.Points > 0)];
        return new MatchRule(
            $"{Version}/{strength.ToDutch()}", RowsOf(Names), RowsOf(Supports), RowsOf(Demands), Needed.Points[(int)strength]);
    }
}
