using Meldpunt.Index.Names;
using static Meldpunt.Index.Tests.Support.TestPersons;

namespace Meldpunt.Index.Tests.Matching;

public sealed class BirthDateAgreementTests
{
    [Theory]
    [InlineData("1984-03-13")]
    [InlineData("1984-12-03")]
    [InlineData("1985-03-12")]
    [InlineData("1984-03-00")]
    [InlineData("1984-00-00")]
    public void Another_birth_date_is_another_person(string other)
    {
        Assert.False(FindEachOther(
            Person(birthDate: "1984-03-12", birthplace: "Delft"), Person(birthDate: other, birthplace: "Delft")));
    }

    [Theory]
    [InlineData("Delft", null)]
    [InlineData("Delft", "Gouda")]
    public void A_complete_birth_date_needs_no_birthplace(string one, string? other)
    {
        Assert.True(FindEachOther(Person(birthplace: one), Person(birthplace: other)));
    }

    [Theory]
    [InlineData("1984-03-00")]
    [InlineData("1984-00-00")]
    public void An_incomplete_birth_date_agrees_with_an_equal_birthplace(string date)
    {
        Assert.True(FindEachOther(
            Person(birthDate: date, birthplace: "'s-Gravenhage"), Person(birthDate: date, birthplace: "s Gravenhage")));
    }

    [Theory]
    [InlineData("Delft", "Gouda")]
    [InlineData("Delft", null)]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("-", "-")]
    public void An_incomplete_birth_date_agrees_with_nothing_without_an_equal_birthplace(string? one, string? other)
    {
        Assert.False(FindEachOther(
            Person(birthDate: "1984-00-00", birthplace: one), Person(birthDate: "1984-00-00", birthplace: other)));
    }

    [Fact]
    public void Two_people_without_any_birth_date_are_not_the_same()
    {
        var nobody = new PersonDetails { Surname = "Jansen", FirstNames = "Maria", BirthDate = default, Birthplace = "Delft" };

        Assert.False(FindEachOther(nobody, nobody));
    }
}
