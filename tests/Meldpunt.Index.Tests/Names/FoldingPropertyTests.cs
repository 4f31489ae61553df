using System.Globalization;
using System.Text;
using FsCheck.Fluent;
using Meldpunt.Index.Names;
using Meldpunt.Index.Tests.Support;

namespace Meldpunt.Index.Tests.Names;

public sealed class FoldingPropertyTests
{
    [Fact]
    public void Folding_twice_is_folding_once()
    {
        Properties.Hold(
            Prop.ForAll(Properties.AnyText, text =>
            {
                var once = NameFolder.Fold(text);
                return string.Equals(once, NameFolder.Fold(once), StringComparison.Ordinal);
            }),
            cases: 5_000);
    }

    [Fact]
    public void Folding_twice_is_folding_once_for_every_single_character()
    {
        foreach (var rune in EveryRune())
        {
            var once = NameFolder.Fold(rune.ToString());

            Assert.True(string.Equals(once, NameFolder.Fold(once), StringComparison.Ordinal), $"U+{rune.Value:X4}");
        }
    }

    [Fact]
    public void The_canonical_form_holds_letters_and_digits_and_single_spaces_only()
    {
        Properties.Hold(
            Prop.ForAll(Properties.AnyText, text =>
            {
                var folded = NameFolder.Fold(text);
                return folded.EnumerateRunes().All(rune => rune.Value == ' ' || Rune.IsLetterOrDigit(rune))
                    && !folded.Contains("  ", StringComparison.Ordinal)
                    && folded.AsSpan().Trim().Length == folded.Length;
            }),
            cases: 5_000);
    }

    [Fact]
    public void A_buffer_of_the_stated_expansion_always_suffices()
    {
        foreach (var rune in EveryRune())
        {
            var folded = NameFolder.Fold(rune.ToString());

            Assert.True(folded.Length <= NameFolder.MaxExpansion * rune.Utf16SequenceLength, $"U+{rune.Value:X4}");
            Assert.DoesNotContain('\0', folded);
        }
    }

    [Fact]
    public void Upper_and_lower_case_make_no_difference()
    {
        foreach (var rune in EveryRune())
        {
            // The subscript iota is a mark in lower case and a letter in upper case; nobody types a Greek name that way.
            if (rune.Value == 0x0345)
            {
                continue;
            }

            var folded = NameFolder.Fold(rune.ToString());

            Assert.True(
                string.Equals(folded, NameFolder.Fold(Rune.ToUpperInvariant(rune).ToString()), StringComparison.Ordinal)
                && string.Equals(folded, NameFolder.Fold(Rune.ToLowerInvariant(rune).ToString()), StringComparison.Ordinal),
                $"U+{rune.Value:X4}");
        }
    }

    [Fact]
    public void A_letter_and_its_decomposed_form_are_the_same()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Vectors", "decompositions.tsv");
        foreach (var parts in File.ReadLines(path).Where(line => line[0] != '#').Select(line => line.Split('\t')))
        {
            var composed = Text(parts[0]);
            var decomposed = Text(parts[1]);

            Assert.True(string.Equals(NameFolder.Fold(composed), NameFolder.Fold(decomposed), StringComparison.Ordinal), parts[0]);
        }
    }

    [Fact]
    public void The_order_and_the_number_of_accents_on_a_letter_make_no_difference()
    {
        var letters = Gen.Elements("aceinosuyzAEIOUéöłαжא".ToCharArray());
        var marks = Gen.Choose(0x0300, 0x036F).Select(mark => (char)mark).ArrayOf();
        var cases = letters.SelectMany(letter => marks.SelectMany(all => Gen.Shuffle(all)
            .Select(shuffled => (Letter: letter, Marks: new string(all), Shuffled: new string(shuffled)))));

        Properties.Hold(Prop.ForAll(cases.ToArbitrary(), drawn =>
        {
            var folded = NameFolder.Fold($"x{drawn.Letter}{drawn.Marks}y");
            return string.Equals(folded, NameFolder.Fold($"x{drawn.Letter}{drawn.Shuffled}y"), StringComparison.Ordinal)
                && string.Equals(folded, NameFolder.Fold($"x{drawn.Letter}y"), StringComparison.Ordinal);
        }));
    }

    [Fact]
    public void A_text_has_content_exactly_when_something_is_left_of_it()
    {
        Properties.Hold(
            Prop.ForAll(Properties.AnyText, text => NameFolder.HasContent(text) == (NameFolder.Fold(text).Length > 0)),
            cases: 5_000);
    }

    private static IEnumerable<Rune> EveryRune() =>
        Enumerable.Range(0, 0x2_0000).Where(Rune.IsValid).Select(value => new Rune(value));

    private static string Text(string codePoints) => string.Concat(codePoints.Split(' ')
        .Select(hex => (char)int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
}
