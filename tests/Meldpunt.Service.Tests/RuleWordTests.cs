using Meldpunt.Index.Matching;
using Meldpunt.Service.Pages;
using Meldpunt.Service.Pages.Texts;

namespace Meldpunt.Service.Tests;

/// <summary>The words of the rule and of what agrees can be said in both languages.</summary>
public sealed class RuleWordTests
{
    public static TheoryData<string> Languages => ["nl", "en"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_word_of_the_rule_has_a_text_and_a_meaning(string language)
    {
        var texts = TextCatalogue.Of(language);

        Assert.All(RuleText.Words, word => Assert.NotNull(texts.Find("agreement." + word)));
        Assert.All(RuleText.Words, word => Assert.NotNull(texts.Find("meaning." + word)));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_part_that_a_log_row_can_tell_has_a_text(string language)
    {
        var texts = TextCatalogue.Of(language);

        Assert.All(AgreementText.AllParts, part => Assert.NotNull(texts.Find("agreement." + AgreementText.KeyOf(part))));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_strength_has_a_name_and_a_sentence(string language)
    {
        var texts = TextCatalogue.Of(language);

        Assert.All(MatchStrengths.Names, name => Assert.NotNull(texts.Find("strength." + name)));
        Assert.All(MatchStrengths.Names, name => Assert.NotNull(texts.Find("rule.about." + name)));
    }

    [Fact]
    public void The_Dutch_pages_and_the_interface_say_what_agrees_in_the_same_words()
    {
        var texts = new PageTexts(TextCatalogue.Dutch);

        Assert.All(
            AgreementText.AllParts,
            part => Assert.Equal(string.Join("; ", AgreementText.Words(part)), texts.Parts(AgreementText.Parts(part))));
    }

    [Fact]
    public void Of_every_text_for_a_word_there_is_such_a_word()
    {
        var known = RuleText.Words.Concat(AgreementText.AllParts.Select(AgreementText.KeyOf)).ToHashSet(StringComparer.Ordinal);

        var spoken = TextCatalogue.Dutch.Keys
            .Where(key => key.StartsWith("agreement.", StringComparison.Ordinal) || key.StartsWith("meaning.", StringComparison.Ordinal))
            .Select(key => key.Split('.')[1]);

        Assert.Superset(spoken.ToHashSet(StringComparer.Ordinal), known);
    }

    [Fact]
    public void The_page_explains_the_words_that_stand_in_the_rule_that_is_built_in()
    {
        var written = RuleText.Source().Split('\n')
            .Where(line => line.StartsWith("naam ", StringComparison.Ordinal) || line.StartsWith("steun ", StringComparison.Ordinal) || line.StartsWith("meer-nodig ", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(4).Select(word => word.TrimStart('!')))
            .Distinct(StringComparer.Ordinal);

        Assert.Equal(written.Order(StringComparer.Ordinal), RuleModel.Words.Order(StringComparer.Ordinal));
    }
}
