using static Meldpunt.Index.Tests.Support.TestPersons;

namespace Meldpunt.Index.Tests.Names;

/// <summary>What counts as one birthplace. Asked by a date that stands for an unknown one: then two people are one only when their birthplaces agree.</summary>
public sealed class PlaceNamesTests
{
    [Theory]
    [InlineData("'s-Gravenhage", "Den Haag")]
    [InlineData("'s Gravenhage", "Den Haag")]
    [InlineData("Den-Haag", "’S-GRAVENHAGE")]
    [InlineData("'s-Hertogenbosch", "Den Bosch")]
    [InlineData("München", "Munich")]
    [InlineData("Köln", "Keulen")]
    public void A_place_of_several_names_is_one_place(string one, string other)
    {
        Assert.True(IsOne(one, other));
    }

    [Theory]
    [InlineData("Leeuwarden", "LEEUWARDEN")]
    [InlineData("İzmir", "Izmir")]
    [InlineData("Leeuwarden", "Leeuwarden ")]
    [InlineData("Leeuwarden", "Leuwarden")]
    [InlineData("Al-Hoceima", "Al Hoceima")]
    [InlineData("Schoonhuizerbroek", "Schoonhuizerbroek")]
    public void A_place_is_the_same_in_another_spelling_and_so_is_one_that_no_list_knows(string one, string other)
    {
        Assert.True(IsOne(one, other));
    }

    [Theory]
    [InlineData("Delft", "Gouda")]
    [InlineData("Delft", "Delfzijl")]
    [InlineData("Ede", "Oud")]
    [InlineData("Rotterdam", "Amsterdam")]
    public void Another_place_is_another(string one, string other)
    {
        Assert.False(IsOne(one, other));
    }

    private static bool IsOne(string one, string other) =>
        FindEachOther(Person(birthDate: "1984-00-00", birthplace: one), Person(birthDate: "1984-00-00", birthplace: other));
}
