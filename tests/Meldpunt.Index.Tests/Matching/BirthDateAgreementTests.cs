using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;
using static Meldpunt.Index.Tests.Support.TestPersons;

namespace Meldpunt.Index.Tests.Matching;

/// <summary>What counts as one birth date, when the names agree. Jansen is a common name, so that nothing else makes up for the date.</summary>
public sealed class BirthDateAgreementTests
{
    [Theory]
    [InlineData("1984-04-13")]
    [InlineData("1994-03-12")]
    [InlineData("1984-03-13")]
    [InlineData("1985-03-12")]
    [InlineData("1984-03-00")]
    [InlineData("1984-00-00")]
    public void Another_birth_date_is_another_person_even_of_the_same_birthplace(string other)
    {
        Assert.False(FindEachOther(
            Person(birthDate: "1984-03-12", birthplace: "Delft"), Person(birthDate: other, birthplace: "Delft")));
    }

    [Theory]
    [InlineData("Delft", null)]
    [InlineData("Delft", "Gouda")]
    [InlineData(null, null)]
    public void A_complete_birth_date_needs_no_birthplace(string? one, string? other)
    {
        Assert.True(FindEachOther(Person(birthplace: one), Person(birthplace: other)));
    }

    [Theory]
    [InlineData("1984-03-00", "1984-03-00")]
    [InlineData("1984-00-00", "1984-00-00")]
    [InlineData("1984-01-01", "1984-01-01")]
    [InlineData("1984-07-01", "1984-07-01")]
    [InlineData("1984-00-00", "1984-01-01")]
    [InlineData("1984-01-01", "1984-07-01")]
    [InlineData("1984-00-00", "1984-07-01")]
    public void A_date_that_stands_for_an_unknown_one_needs_an_equal_birthplace_or_address(string one, string other)
    {
        Assert.True(FindEachOther(Person(birthDate: one, birthplace: "'s-Gravenhage"), Person(birthDate: other, birthplace: "s Gravenhage")));
        Assert.True(FindEachOther(Person(birthDate: one, address: "Laan 7"), Person(birthDate: other, address: "Laan 7")));
        Assert.False(FindEachOther(Person(birthDate: one, birthplace: "Delft"), Person(birthDate: other, birthplace: "Gouda")));
        Assert.False(FindEachOther(Person(birthDate: one, birthplace: "Delft"), Person(birthDate: other)));
    }

    [Theory]
    [InlineData("Zonderveld", "Maria")]
    [InlineData("Jansen", "Maria Wietske")]
    public void A_date_that_stands_for_an_unknown_one_will_do_with_a_surname_that_is_not_common_or_with_two_given_names(string surname, string firstNames)
    {
        var person = Person(surname, firstNames, birthDate: "1984-01-01");

        Assert.True(FindEachOther(person, person));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("-", "-")]
    [InlineData(".", ".")]
    public void An_absent_birthplace_agrees_with_nothing_not_even_with_another_absent_one(string? one, string? other)
    {
        Assert.False(FindEachOther(
            Person(birthDate: "1984-00-00", birthplace: one), Person(birthDate: "1984-00-00", birthplace: other)));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("-", "2611 AA")]
    [InlineData("Kromme Laan", "2611 AA")]
    [InlineData(null, "2611 AA")]
    public void An_absent_address_or_one_without_a_house_number_agrees_with_nothing_not_even_with_another_such_one(string? address, string? postcode)
    {
        var person = Person(birthDate: "1984-00-00", address: address, postcode: postcode);

        Assert.False(FindEachOther(person, person));
    }

    [Fact]
    public void Day_and_month_swapped_need_an_equal_birthplace_or_address()
    {
        const string Swapped = "1984-12-03";

        Assert.True(FindEachOther(Person(birthplace: "Delft"), Person(birthDate: Swapped, birthplace: "Delft")));
        Assert.True(FindEachOther(Person(address: "Laan 7"), Person(birthDate: Swapped, address: "Laan 7")));
        Assert.False(FindEachOther(Person(birthplace: "Delft"), Person(birthDate: Swapped)));
        Assert.False(FindEachOther(Person(birthplace: "Delft"), Person(birthDate: Swapped, birthplace: "Gouda")));
    }

    [Theory]
    [InlineData("1984-03-13")]
    [InlineData("1984-04-12")]
    [InlineData("1985-03-12")]
    [InlineData("1984-03-00")]
    public void A_date_of_which_one_part_is_wrong_needs_an_equal_address(string other)
    {
        Assert.True(FindEachOther(Person(address: "Laan 7"), Person(birthDate: other, address: "Laan 7")));
        Assert.False(FindEachOther(Person(address: "Laan 7", birthplace: "Delft"), Person(birthDate: other, address: "Laan 8", birthplace: "Delft")));
        Assert.False(FindEachOther(Person(address: "Laan 7", birthplace: "Delft"), Person(birthDate: other, birthplace: "Delft")));
    }

    [Theory]
    [InlineData("1984-04-13")]
    [InlineData("1985-04-12")]
    [InlineData("1994-03-12")]
    [InlineData("1974-03-12")]
    public void A_date_of_which_more_is_wrong_is_another_person_even_at_the_same_address(string other)
    {
        Assert.False(FindEachOther(
            Person(address: "Laan 7", postcode: "2611 AA", birthplace: "Delft"),
            Person(birthDate: other, address: "Laan 7", postcode: "2611 AA", birthplace: "Delft")));
    }

    [Fact]
    public void Family_at_one_address_are_other_people_also_when_a_part_of_the_date_agrees()
    {
        Assert.False(FindEachOther(
            Person(firstNames: "Maria", address: "Laan 7", birthplace: "Delft"),
            Person(firstNames: "Kees", birthDate: "1984-03-13", address: "Laan 7", birthplace: "Delft")));
    }

    [Fact]
    public void Two_people_without_any_birth_date_are_not_the_same()
    {
        var nobody = new PersonDetails
        {
            Surname = "Jansen",
            FirstNames = "Maria",
            BirthDate = default,
            Birthplace = "Delft",
            Address = "Laan 7",
            Postcode = "2611 AA",
        };

        Assert.False(FindEachOther(nobody, nobody));
    }

    [Theory]
    [InlineData("1984-03-12", Agreement.None)]
    [InlineData("1984-12-03", Agreement.DateSwapped)]
    [InlineData("1984-03-13", Agreement.DatePart)]
    public void How_the_dates_agree_is_told(string other, Agreement expected)
    {
        const Agreement Dates = Agreement.DateSwapped | Agreement.DatePart | Agreement.DateIsDefault;

        var agreement = Compare(Person(address: "Laan 7"), Person(birthDate: other, address: "Laan 7"));

        Assert.Equal(expected, agreement!.Value & Dates);
    }
}
