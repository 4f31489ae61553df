using static Meldpunt.Index.Tests.Support.TestPersons;

namespace Meldpunt.Index.Tests.Matching;

public sealed class SurnameTests
{
    [Theory]
    [InlineData("Berg", "van den", "Berg", "van den")]
    [InlineData("Berg", "van den", "van den Berg", null)]
    [InlineData("Berg", "van den", "Berg", "VAN DEN")]
    [InlineData("Berg", "van den", "vandenberg", null)]
    [InlineData("Berg", "van den", "van den Berg", "van den")]
    [InlineData("Hart", "'t", "’t Hart", null)]
    [InlineData("Arc", "d'", "d'Arc", null)]
    public void A_prefix_may_stand_in_either_field_or_in_both(string surname, string? prefix, string otherSurname, string? otherPrefix)
    {
        Assert.True(FindEachOther(Person(surname, prefix: prefix), Person(otherSurname, prefix: otherPrefix)));
    }

    [Theory]
    [InlineData("van", "den Berg")]
    [InlineData("van den", "den Berg")]
    [InlineData("van", "van den Berg")]
    public void A_prefix_may_be_cut_in_two_between_the_fields(string prefix, string surname)
    {
        Assert.True(FindEachOther(Person("van den Berg"), Person(surname, prefix: prefix)));
    }

    [Fact]
    public void A_prefix_in_the_surname_is_kept_beside_another_one_that_stands_apart()
    {
        Assert.False(FindEachOther(Person("Ben Ali", prefix: "El"), Person("Ali", prefix: "El")));
    }

    [Fact]
    public void A_visitor_who_leaves_the_prefix_out_is_found()
    {
        Assert.True(Finds(entry: Person("Dijk", prefix: "van"), visitor: Person("Dijk")));
    }

    [Fact]
    public void A_visitor_with_a_prefix_is_found_when_the_entry_has_none()
    {
        Assert.True(Finds(entry: Person("Dijk"), visitor: Person("Dijk", prefix: "van")));
    }

    [Theory]
    [InlineData("van", "ten")]
    [InlineData("de", "van de")]
    public void Two_different_prefixes_are_two_people(string one, string other)
    {
        Assert.False(FindEachOther(Person("Dijk", prefix: one), Person("Dijk", prefix: other)));
    }

    [Theory]
    [InlineData("Van")]
    [InlineData("De")]
    [InlineData("El")]
    public void A_surname_that_is_itself_a_prefix_word_is_a_surname(string surname)
    {
        Assert.True(FindEachOther(Person(surname), Person(surname)));
        Assert.False(FindEachOther(Person(surname), Person("Jansen", prefix: surname)));
    }

    [Fact]
    public void A_prefix_alone_is_no_surname()
    {
        Assert.False(FindEachOther(Person("-", prefix: "van"), Person("-", prefix: "van")));
        Assert.False(FindEachOther(Person("?", prefix: "van"), Person("Van")));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("\u0301\u200F")]
    public void Two_people_without_a_surname_are_not_the_same(string surname)
    {
        Assert.False(FindEachOther(Person(surname), Person(surname)));
    }

    [Theory]
    [InlineData("Jansen-de Vries", "Jansen de  Vries")]
    [InlineData("Groot Koerkamp", "Grootkoerkamp")]
    [InlineData("O'Neill", "ONeill")]
    [InlineData("Özdemir", "O\u0308zdemir")]
    [InlineData("Łukasiewicz", "LUKASIEWICZ")]
    public void The_same_surname_in_another_spelling_of_its_marks_is_found(string one, string other)
    {
        Assert.True(FindEachOther(Person(one), Person(other)));
    }

    [Fact]
    public void Another_surname_is_another_person()
    {
        Assert.False(FindEachOther(Person("Jansen"), Person("Janssen")));
    }
}
