using static Meldpunt.Index.Tests.Support.TestPersons;

namespace Meldpunt.Index.Tests.Matching;

public sealed class FirstNameTests
{
    [Theory]
    [InlineData("Jan Pieter", "Jan")]
    [InlineData("Jan Pieter", "Jan Karel")]
    [InlineData("Jan-Pieter", "jan")]
    [InlineData("José", "Jose\u0301")]
    public void The_first_given_name_is_what_counts(string one, string other)
    {
        Assert.True(FindEachOther(Person(firstNames: one), Person(firstNames: other)));
    }

    [Theory]
    [InlineData("Jan", "J")]
    [InlineData("Jan Pieter", "J.P.")]
    [InlineData("Jan Pieter", "J P")]
    [InlineData("Theodoor", "Th.")]
    [InlineData("Theodoor Jan", "Th.J.")]
    [InlineData("Émile", "E.")]
    [InlineData("J.P.", "J.")]
    [InlineData("J.P.", "J.K.")]
    public void Initials_on_one_side_or_on_both_agree_by_the_first(string one, string other)
    {
        Assert.True(FindEachOther(Person(firstNames: one), Person(firstNames: other)));
    }

    [Theory]
    [InlineData("Johan", "Johanna")]
    [InlineData("Anna", "Anouk")]
    [InlineData("Bo", "Bas")]
    [InlineData("Jo M.", "Jan")]
    [InlineData("J. Bo", "Jan")]
    public void Full_names_that_share_only_an_initial_are_two_people(string one, string other)
    {
        Assert.False(FindEachOther(Person(firstNames: one), Person(firstNames: other)));
    }

    [Theory]
    [InlineData("Jan Pieter", "Pieter")]
    [InlineData("Jan", "P.")]
    public void A_later_given_name_does_not_stand_for_the_first(string one, string other)
    {
        Assert.False(FindEachOther(Person(firstNames: one), Person(firstNames: other)));
    }

    [Theory]
    [InlineData(".", ".")]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData(null, ".")]
    [InlineData(".", "Maria")]
    [InlineData(".", "M.")]
    public void An_unknown_first_name_agrees_with_nothing_not_even_with_another_unknown_one(string? one, string? other)
    {
        Assert.False(FindEachOther(Person(firstNames: one), Person(firstNames: other)));
    }
}
