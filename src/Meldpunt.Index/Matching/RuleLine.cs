using System.Collections.Immutable;

namespace Meldpunt.Index.Matching;

/// <summary>One row of the rule as it stands in <c>rule.txt</c>, in all strengths: what people are shown and what the program decides by.</summary>
public sealed class RuleLine
{
    private readonly Agreement _required;
    private readonly Agreement _excluded;

    internal RuleLine(ImmutableArray<int> points, ImmutableArray<string> words, ImmutableArray<string> excludedWords)
    {
        Points = points;
        Words = words;
        ExcludedWords = excludedWords;
        _required = RuleText.AgreementOf(words);
        _excluded = RuleText.AgreementOf(excludedWords);
    }

    /// <summary>What the row counts for, in the order of <see cref="MatchStrength"/>; 0 where it says nothing.</summary>
    public ImmutableArray<int> Points { get; }

    /// <summary>What must all agree, in the words of the rule.</summary>
    public ImmutableArray<string> Words { get; }

    /// <summary>Of what none may hold, in the words of the rule.</summary>
    public ImmutableArray<string> ExcludedWords { get; }

    /// <summary>The row as the program goes by it in one strength.</summary>
    internal RuleRow In(MatchStrength strength) => new(_required, _excluded, Points[(int)strength]);
}
