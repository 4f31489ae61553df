using Meldpunt.Index.Matching;

namespace Meldpunt.Index.Tests.Matching;

public sealed class RuleTextTests
{
    private static readonly string[] Smallest = ["versie proef-1", "nodig 1 2 3", "naam 1 2 3 achternaam-gelijk !voornaam-onbekend"];

    [Theory]
    [InlineData(MatchStrength.Strict, "streng")]
    [InlineData(MatchStrength.Balanced, "gewogen")]
    [InlineData(MatchStrength.Lenient, "ruim")]
    public void The_shipped_rule_can_be_read_in_every_strength_and_its_name_stays_of_one_length(MatchStrength strength, string name)
    {
        var version = MatchRule.Of(strength).Version;

        Assert.Equal(RuleText.Parse(strength).Version, version);
        Assert.EndsWith($"/{name}", version, StringComparison.Ordinal);

        // It stands in every row of the query log, and rows have one size.
        Assert.Equal("koppeling-1/".Length + name.Length, version.Length);
    }

    [Theory]
    [InlineData("achternaam-anders")]
    [InlineData("!achternaam-anders")]
    [InlineData("Achternaam-Gelijk")]
    public void A_word_that_nothing_can_agree_in_is_refused_by_name(string word)
    {
        var fault = Assert.Throws<FormatException>(() => RuleText.Parse([.. Smallest, $"steun 1 1 1 {word}"], MatchStrength.Strict));

        Assert.Contains(word.TrimStart('!'), fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("namen")]
    [InlineData("Naam")]
    [InlineData("minder-nodig")]
    public void A_row_of_an_unknown_kind_is_refused_by_name(string kind)
    {
        var fault = Assert.Throws<FormatException>(() => RuleText.Parse([.. Smallest, $"{kind} 1 1 1 adres"], MatchStrength.Strict));

        Assert.Contains(kind, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("versie")]
    [InlineData("nodig")]
    public void A_rule_without_a_version_or_without_what_is_needed_is_refused_by_that_name(string missing)
    {
        var lines = Smallest.Where(line => !line.StartsWith(missing, StringComparison.Ordinal));

        var fault = Assert.Throws<FormatException>(() => RuleText.Parse(lines, MatchStrength.Strict));

        Assert.Contains(missing, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("naam 1 1")]
    [InlineData("naam 1 twee 1 adres")]
    public void A_row_without_three_points_is_refused(string row)
    {
        Assert.Throws<FormatException>(() => RuleText.Parse([.. Smallest, row], MatchStrength.Balanced));
    }

    [Fact]
    public void A_row_holds_for_people_who_agree_in_all_its_words_and_in_none_behind_a_mark()
    {
        var rule = RuleText.Parse(Smallest, MatchStrength.Balanced);

        Assert.True(rule.IsMatch(Agreement.SurnameEqual));
        Assert.True(rule.IsMatch(Agreement.SurnameEqual | Agreement.Birthplace));
        Assert.False(rule.IsMatch(Agreement.SurnameSound));
        Assert.False(rule.IsMatch(Agreement.SurnameEqual | Agreement.LacksFirstName));
    }

    [Fact]
    public void The_best_row_counts_support_counts_once_and_every_demand_counts()
    {
        string[] lines =
        [
            "versie proef-1", "nodig 2 2 2", "naam 1 1 1 achternaam-klank", "naam 2 2 2 achternaam-gelijk", "steun 1 1 1 geboorteplaats", "steun 1 1 1 adres",
            "meer-nodig 1 1 1 datum-omgedraaid", "meer-nodig 1 1 1 standaarddatum",
        ];
        var rule = RuleText.Parse(lines, MatchStrength.Balanced);
        const Agreement Surname = Agreement.SurnameEqual | Agreement.SurnameSound;
        const Agreement Support = Agreement.Birthplace | Agreement.Address;

        Assert.False(rule.IsMatch(Agreement.SurnameSound));
        Assert.True(rule.IsMatch(Agreement.SurnameSound | Agreement.Address));
        Assert.True(rule.IsMatch(Surname));
        Assert.False(rule.IsMatch(Surname | Agreement.DateSwapped));
        Assert.True(rule.IsMatch(Surname | Agreement.DateSwapped | Support));
        Assert.False(rule.IsMatch(Surname | Agreement.DateSwapped | Agreement.DateIsDefault | Support));
        Assert.False(rule.IsMatch(Support));
    }

    [Fact]
    public void A_row_that_says_nothing_in_a_strength_counts_for_nothing_in_it()
    {
        string[] lines = ["versie proef-1", "nodig 1 1 1", "naam - 1 1 achternaam-gelijk"];

        Assert.False(RuleText.Parse(lines, MatchStrength.Strict).IsMatch(Agreement.SurnameEqual));
        Assert.True(RuleText.Parse(lines, MatchStrength.Balanced).IsMatch(Agreement.SurnameEqual));
    }

    [Fact]
    public void The_more_lenient_strength_takes_everybody_for_one_whom_the_stricter_one_does()
    {
        const int Drawn = 1 << 21;
        var strict = MatchRule.Of(MatchStrength.Strict);
        var balanced = MatchRule.Of(MatchStrength.Balanced);
        var lenient = MatchRule.Of(MatchStrength.Lenient);

        // Spread over all there are by the golden ratio: each bit with and without every other.
        for (var number = 0u; number < Drawn; number++)
        {
            var agreement = (Agreement)(unchecked(number * 2_654_435_761u) >> 4);
            if ((strict.IsMatch(agreement) && !balanced.IsMatch(agreement)) || (balanced.IsMatch(agreement) && !lenient.IsMatch(agreement)))
            {
                Assert.Fail(agreement.ToString());
            }
        }
    }

    [Theory]
    [InlineData("streng", MatchStrength.Strict)]
    [InlineData("gewogen", MatchStrength.Balanced)]
    [InlineData("ruim", MatchStrength.Lenient)]
    public void A_strength_has_one_name(string name, MatchStrength strength)
    {
        Assert.Equal(strength, MatchStrengths.Parse(name));
        Assert.Equal(name, strength.ToDutch());
        Assert.Contains(name, MatchStrengths.Names);
    }

    [Theory]
    [InlineData("Streng")]
    [InlineData("")]
    [InlineData(null)]
    public void Another_word_is_no_strength(string? name)
    {
        Assert.False(MatchStrengths.TryParse(name, out _));
    }
}
