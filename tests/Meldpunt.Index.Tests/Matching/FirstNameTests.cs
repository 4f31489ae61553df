using static Meldpunt.Index.Tests.Support.TestPersons;

namespace Meldpunt.Index.Tests.Matching;

/// <summary>What counts as one first name, when surname and birth date agree. Zonderveld and Wildschut are no common names; Jansen is.</summary>
public sealed class FirstNameTests
{
    [Theory]
    [InlineData("Jan Pieter", "Jan")]
    [InlineData("Jan Pieter", "Jan Karel")]
    [InlineData("Jan-Pieter", "jan")]
    [InlineData("José", "Jose\u0301")]
    [InlineData("Anna Maria", "Maria Anna")]
    [InlineData("Anna Maria", "Maria\u00A0Anna")]
    [InlineData("Anna Maria", "Maria/Anna")]
    public void The_first_given_name_is_what_counts_or_two_of_them_in_any_order(string one, string other)
    {
        Assert.True(FindEachOther(Person(firstNames: one), Person(firstNames: other)));
    }

    [Theory]
    [InlineData("Anne-Marie", "Anne Marie")]
    [InlineData("Anne-Marie", "Anne")]
    [InlineData("Anne-Marie", "Annemarie")]
    [InlineData("El Mehdi", "El-Mehdi")]
    [InlineData("El Mehdi", "Elmehdi")]
    public void A_first_name_with_a_hyphen_is_found_without_it_and_by_its_first_part(string one, string other)
    {
        Assert.True(FindEachOther(Person(firstNames: one), Person(firstNames: other)));
    }

    [Fact]
    public void A_visitor_who_types_two_given_names_is_found_when_they_were_registered_as_one()
    {
        Assert.True(Finds(Person(firstNames: "Annemarie"), Person(firstNames: "Anne-Marie")));
        Assert.True(Finds(Person(firstNames: "Annemarie"), Person(firstNames: "Anne Marie")));
    }

    [Theory]
    [InlineData("Mohamed", "Mohammed")]
    [InlineData("Cathrien", "Katrien")]
    [InlineData("Sjors", "Shors")]
    [InlineData("Ümit", "Uemit")]
    public void First_names_that_sound_alike_agree_when_the_birthplace_does(string one, string other)
    {
        Assert.True(FindEachOther(Person(firstNames: one, birthplace: "Delft"), Person(firstNames: other, birthplace: "Delft")));
    }

    [Theory]
    [InlineData("Jan", "J")]
    [InlineData("Jan Pieter", "J.P.")]
    [InlineData("Jan Pieter", "J P")]
    [InlineData("Theodoor", "Th.")]
    [InlineData("Theodoor Jan", "Th.J.")]
    [InlineData("Émile", "E.")]
    [InlineData("J.P.", "J.")]
    public void Initials_on_one_side_or_on_both_agree_as_far_as_they_go_when_the_surname_is_not_a_common_one(string one, string other)
    {
        Assert.True(FindEachOther(Person("Zonderveld", one), Person("Zonderveld", other)));
    }

    [Theory]
    [InlineData("Jan", "J.")]
    [InlineData("J.", "J.")]
    public void One_initial_with_a_common_surname_is_nobody(string one, string other)
    {
        Assert.False(FindEachOther(Person("Jansen", one), Person("Jansen", other)));
    }

    [Theory]
    [InlineData("Jan", "P.")]
    [InlineData("Jan Pieter", "P.J.")]
    [InlineData("J.P.", "P.")]
    [InlineData("J.P.", "J.K.")]
    [InlineData("Jan Pieter", "J.K.")]
    [InlineData("Jan", "J.P.")]
    public void Another_initial_is_another_person_whatever_else_agrees(string one, string other)
    {
        AssertNeverOne("Zonderveld", one, other);
    }

    [Fact]
    public void Another_birthplace_weighs_against_an_initial()
    {
        Assert.True(FindEachOther(Person("Zonderveld", "Jan", birthplace: "Delft"), Person("Zonderveld", "J.")));
        Assert.False(FindEachOther(Person("Zonderveld", "Jan", birthplace: "Delft"), Person("Zonderveld", "J.", birthplace: "Emmen")));
    }

    [Fact]
    public void Another_birthplace_weighs_against_a_mistyped_first_name()
    {
        Assert.True(Finds(Person("Zonderveld", "Quirijn", birthplace: "Delft"), Person("Zonderveld", "Quirbijn")));
        Assert.False(Finds(Person("Zonderveld", "Quirijn", birthplace: "Delft"), Person("Zonderveld", "Quirbijn", birthplace: "Emmen")));
    }

    [Theory]
    [InlineData("Delft", "Emmen")]
    [InlineData("Delft", null)]
    [InlineData(null, null)]
    public void Another_birthplace_does_not_weigh_against_names_written_alike(string? one, string? other)
    {
        Assert.True(FindEachOther(Person(birthplace: one), Person(birthplace: other)));
    }

    [Theory]
    [InlineData("Johan", "Johanna")]
    [InlineData("Anna", "Anouk")]
    [InlineData("Bo", "Bas")]
    [InlineData("Jo M.", "Jasper")]
    [InlineData("Bart", "Bert")]
    [InlineData("Marco", "Mario")]
    [InlineData("Sanne", "Hanne")]
    [InlineData("Tim", "Tom")]
    [InlineData("Jan Maria", "Klaas Maria")]
    [InlineData("Hassan", "Hussein")]
    [InlineData("Levi", "Luna")]
    public void Twins_with_other_first_names_are_two_people_even_of_one_birthplace_and_one_address(string one, string other)
    {
        AssertNeverOne("Zonderveld", one, other);
        AssertNeverOne("Jansen", one, other);
    }

    [Theory]
    [InlineData("Johannes", "Jan")]
    [InlineData("Cornelis", "Kees")]
    [InlineData("Wilhelmus", "Wim")]
    public void A_calling_name_agrees_with_the_formal_one_when_birthplace_or_address_does_and_not_without(string one, string other)
    {
        Assert.True(FindEachOther(Person("Zonderveld", one, birthplace: "Delft"), Person("Zonderveld", other, birthplace: "Delft")));
        Assert.True(FindEachOther(Person("Zonderveld", one, address: "Laan 7"), Person("Zonderveld", other, address: "Laan 7")));
        Assert.False(FindEachOther(Person("Zonderveld", one, birthplace: "Delft", address: "Laan 7"), Person("Zonderveld", other)));
    }

    [Fact]
    public void Two_calling_names_of_one_formal_name_may_be_brothers()
    {
        AssertNeverOne("Zonderveld", "Wim", "Pim");
    }

    [Theory]
    [InlineData("Jan Pieter", "Pieter")]
    [InlineData("Maria Anna Josefa", "Josefa")]
    public void A_later_given_name_stands_for_the_first_only_when_birthplace_or_address_agrees(string one, string other)
    {
        Assert.True(FindEachOther(Person(firstNames: one, birthplace: "Delft"), Person(firstNames: other, birthplace: "Delft")));
        Assert.False(FindEachOther(Person(firstNames: one), Person(firstNames: other)));
    }

    [Theory]
    [InlineData(".", ".")]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData(null, ".")]
    [InlineData(".", "Maria")]
    [InlineData(".", "M.")]
    public void An_unknown_first_name_agrees_with_nothing_not_even_with_another_unknown_one_unless_birthplace_or_address_does(string? one, string? other)
    {
        Assert.False(FindEachOther(Person(firstNames: one), Person(firstNames: other)));
        Assert.False(FindEachOther(Person("Zonderveld", one, birthplace: "Delft"), Person("Zonderveld", other, birthplace: "Emmen")));
        Assert.True(FindEachOther(Person(firstNames: one, birthplace: "Delft"), Person(firstNames: other, birthplace: "Delft")));
        Assert.True(FindEachOther(Person(firstNames: one, address: "Laan 7"), Person(firstNames: other, address: "Laan 7")));
    }

    private static void AssertNeverOne(string surname, string one, string other)
    {
        Assert.False(FindEachOther(
            Person(surname, one, birthplace: "Delft", address: "Kromme Laan 7", postcode: "2611 AA"),
            Person(surname, other, birthplace: "Delft", address: "Kromme Laan 7", postcode: "2611 AA")));
    }
}
