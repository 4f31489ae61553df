using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;
using Meldpunt.Index.Tests.Support;

namespace Meldpunt.Index.Tests.Vectors;

/// <summary>Who is the same person as whom, as the specification lists it: by the rule over two people, and by an index that holds one of them.</summary>
public sealed class PairVectorTests
{
    private static readonly MatchStrength[] Strengths = Enum.GetValues<MatchStrength>();

    public static TheoryData<string, string, string> Pairs() => new(
        SpecificationVectors.Lines("pairs").Select(line => line.Split([" // ", " -> "], StringSplitOptions.None)).Select(parts => (parts[0], parts[1], parts[2])));

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Pairs))]
    public void Two_people_are_the_same_or_not_as_the_specification_says(string registered, string visitor, string expected)
    {
        var entry = SpecificationVectors.Person(registered);
        var asked = SpecificationVectors.Person(visitor);

        Assert.Equal(expected, Outcome(strength => TestPersons.Compare(entry, asked, strength)));
        Assert.All(Strengths, strength => TestPersons.Finds(entry, asked, strength));
    }

    [Fact]
    public void Every_row_of_the_rule_holds_for_a_pair_of_the_specification_that_is_a_match()
    {
        var pairs = Pairs().Select(pair => (Entry: SpecificationVectors.Person(pair.Data.Item1), Visitor: SpecificationVectors.Person(pair.Data.Item2))).ToList();
        var rows = EmbeddedText.Lines("rule.txt").Where(line => line.StartsWith("naam", StringComparison.Ordinal) || line.StartsWith("steun", StringComparison.Ordinal));

        // Of people whom the rule takes for one, this row by itself says so too.
        Assert.All(rows, row => Assert.Contains(pairs, pair => Strengths.Any(strength => IsMatchBy(row, strength, pair.Entry, pair.Visitor))));
    }

    private static bool IsMatchBy(string row, MatchStrength strength, PersonDetails entry, PersonDetails visitor)
    {
        var isName = row.StartsWith("naam", StringComparison.Ordinal);
        string[] rule = ["versie proef-1", "nodig 1 1 1", isName ? row : row.Replace("steun", "naam", StringComparison.Ordinal)];
        using var key = TestPersons.VectorKey();
        return TestPersons.Compare(entry, visitor, strength) is not null
            && new PersonComparison(key).Compare(entry, visitor, RuleText.Parse(rule, strength)) is not null;
    }

    private static string Outcome(Func<MatchStrength, Agreement?> compare)
    {
        var agreements = Strengths.Select(compare).ToList();
        var words = agreements.OfType<Agreement>().Select(agreement => string.Join("; ", AgreementText.Words(agreement))).Distinct(StringComparer.Ordinal).ToList();
        var outcome = string.Join(' ', agreements.Select(agreement => agreement is null ? "geen" : "match"));
        return words.Count == 0 ? outcome : $"{outcome}: {string.Join(" / ", words)}";
    }
}
