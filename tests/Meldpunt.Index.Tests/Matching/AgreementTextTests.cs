using Meldpunt.Index.Matching;
using static Meldpunt.Index.Tests.Support.TestPersons;

namespace Meldpunt.Index.Tests.Matching;

public sealed class AgreementTextTests
{
    private static readonly Agreement[] Bits = Enum.GetValues<Agreement>();

    [Theory]
    [InlineData(Agreement.SurnameEqual | Agreement.SurnameSound | Agreement.SurnameTypo | Agreement.SurnameConsonants, "achternaam gelijk")]
    [InlineData(Agreement.SurnameSound | Agreement.SurnameConsonants, "achternaam klinkt gelijk")]
    [InlineData(Agreement.FirstNameEqual | Agreement.FirstNameSound | Agreement.FirstNameTypo | Agreement.CallingName, "voornaam gelijk")]
    [InlineData(Agreement.TwoInitials | Agreement.Initial, "twee voorletters gelijk")]
    [InlineData(Agreement.Initial | Agreement.LacksFirstName, "voorletter gelijk")]
    public void Of_each_part_only_the_strongest_is_told(Agreement agreement, string expected)
    {
        Assert.Equal([expected, "geboortedatum gelijk"], AgreementText.Words(agreement));
    }

    [Fact]
    public void The_words_stand_in_the_order_of_a_form()
    {
        const Agreement All = Agreement.SurnameSound | Agreement.Initial | Agreement.Swapped | Agreement.DateSwapped | Agreement.Birthplace | Agreement.Address;

        Assert.Equal(
            [
                "achternaam klinkt gelijk", "voorletter gelijk", "achternaam en voornaam verwisseld", "geboortedatum gelijk met dag en maand omgedraaid",
                "geboorteplaats gelijk", "adres gelijk",
            ],
            AgreementText.Words(All));
    }

    [Fact]
    public void No_part_is_told_twice_whatever_agrees()
    {
        for (var number = 0u; number < 20_000; number++)
        {
            var words = AgreementText.Words((Agreement)(unchecked(number * 2_654_435_761u) >> 4));

            // The first word is the part; the swapped names are a part of their own, and so is the calling name's pair.
            var parts = words.Select(word => word.Contains("verwisseld", StringComparison.Ordinal) ? word : Part(word)).ToList();
            Assert.Equal(parts.Distinct(StringComparer.Ordinal), parts);
        }
    }

    [Fact]
    public void The_words_are_the_same_for_everybody_who_agrees_in_the_same()
    {
        var one = Compare(Person("Zonderveld", "Quirijn", birthplace: "Schoonhuizen", address: "Laan 7"), Person("ZONDERVELD", "Quirijn", birthplace: "Schoonhuizen"))!.Value;
        var other = Compare(Person("Kwezelaar", "Wietske", birthplace: "Delft", address: "Plein 9"), Person("Kwezelaar", "WIETSKE", birthplace: "Delft"))!.Value;

        Assert.Equal(AgreementText.Words(one), AgreementText.Words(other));
    }

    [Fact]
    public void The_words_come_from_a_fixed_list_that_holds_no_letter_of_anybody()
    {
        var words = Bits.SelectMany(bit => AgreementText.Words(bit)).Distinct(StringComparer.Ordinal);

        Assert.All(words, word => Assert.Matches("^(achternaam|voornaam|voorletter|twee voorletters|een andere voornaam|geboorte(datum|jaar|plaats)|adres)( [a-z0-9,]+)*$", word));
    }

    private static string Part(string word) => word.Split(' ')[0] switch
    {
        "twee" or "voorletter" or "een" => "voornaam",
        "geboortejaar" => "geboortedatum",
        var first => first,
    };
}
