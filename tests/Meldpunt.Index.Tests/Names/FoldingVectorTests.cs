using Meldpunt.Index.Names;
using Meldpunt.Index.Tests.Support;

namespace Meldpunt.Index.Tests.Names;

public sealed class FoldingVectorTests
{
    public static TheoryData<string, string> Vectors()
    {
        var vectors = new TheoryData<string, string>();
        foreach (var parts in SpecificationVectors.Lines("folding").Select(line => line.Split('|')))
        {
            vectors.Add(parts[0], parts[1]);
        }

        return vectors;
    }

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Vectors))]
    public void A_name_folds_as_the_specification_says(string typed, string expected)
    {
        var folded = NameFolder.Fold(typed);

        Assert.Equal(expected, folded);
    }

    // Written as numbers, because half a surrogate pair does not survive a source file.
    [Theory]
    [InlineData("lone high", 0xD83D, "ab")]
    [InlineData("lone low", 0xDE00, "ab")]
    [InlineData("null", 0x0000, "ab")]
    [InlineData("right-to-left mark", 0x200F, "ab")]
    [InlineData("byte order mark", 0xFEFF, "ab")]
    [InlineData("soft hyphen", 0x00AD, "ab")]
    [InlineData("zero width joiner", 0x200D, "ab")]
    [InlineData("bell", 0x0007, "ab")]
    [InlineData("line feed", 0x000A, "a b")]
    [InlineData("no-break space", 0x00A0, "a b")]
    [InlineData("non-breaking hyphen", 0x2011, "a b")]
    public void A_character_that_is_no_letter_goes_or_parts_words(string what, int codeUnit, string expected)
    {
        var folded = NameFolder.Fold($"a{(char)codeUnit}b");

        Assert.True(string.Equals(expected, folded, StringComparison.Ordinal), what);
    }

    [Fact]
    public void An_emoji_goes_and_a_letter_outside_the_basic_plane_stays_in_lower_case()
    {
        Assert.Equal("ab", NameFolder.Fold("a\U0001F600b"));
        Assert.Equal("\U00010428", NameFolder.Fold("\U00010400"));
    }

    [Theory]
    [InlineData("Ł", true)]
    [InlineData("7", true)]
    [InlineData(" .-'\u0301\u200F", false)]
    [InlineData("", false)]
    public void A_text_without_letter_or_digit_has_no_content(string text, bool expected)
    {
        Assert.Equal(expected, NameFolder.HasContent(text));
    }
}
