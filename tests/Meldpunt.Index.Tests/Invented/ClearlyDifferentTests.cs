using Meldpunt.Index.Names;
using Meldpunt.Population.Likeness;

namespace Meldpunt.Index.Tests.Invented;

public sealed class ClearlyDifferentTests
{
    [Theory]
    [InlineData("Jan", "Piet")]
    [InlineData("Anna", "Petra")]
    [InlineData("Mohamed", "Rachid")]
    [InlineData("Willem", "Hendrik")]
    public void Names_of_two_people_are_clearly_different(string left, string right) => Assert.True(Both(left, right));

    [Theory]
    [InlineData("Erik", "Eric", "one sound")]
    [InlineData("Youssef", "Joesoef", "a spelling of the list")]
    [InlineData("Natasja", "Natascha", "one sound")]
    [InlineData("Johannes", "Hans", "a calling name")]
    [InlineData("Jan", "Johan", "of one family")]
    [InlineData("Anna", "Anne", "one edit")]
    [InlineData("Martijn", "Martjin", "one swap")]
    [InlineData("Johan", "Johanna", "the beginning of the other")]
    [InlineData("J.", "Johanna", "the beginning of the other")]
    [InlineData("ŞÜKRÜ", "Sukru", "the same but for accents")]
    [InlineData("...", "Jan", "no name at all")]
    public void Names_that_one_person_might_give_are_not(string left, string right, string because) => Assert.False(Both(left, right), because);

    [Theory]
    [InlineData("1980-03-12", "1980-07-25", true)]
    [InlineData("1980-03-12", "1955-11-02", true)]
    [InlineData("1980-03-12", "1980-03-12", false)]
    [InlineData("1980-03-12", "1980-12-03", false)]
    [InlineData("1980-03-12", "1980-03-17", false)]
    [InlineData("1980-03-12", "1990-03-12", false)]
    [InlineData("1957-03-12", "1975-03-12", false)]
    [InlineData("1999-03-12", "2000-03-12", false)]
    [InlineData("1955-03-12", "1981-03-12", true)]
    [InlineData("1980-01-01", "1980-09-23", false)]
    [InlineData("1980-00-00", "1980-09-23", false)]
    [InlineData("1980-00-00", "1955-09-23", true)]
    public void Dates_are_clearly_different_when_no_slip_makes_one_of_the_other(string left, string right, bool different)
    {
        Assert.True(BirthDate.TryParse(left, out var one));
        Assert.True(BirthDate.TryParse(right, out var other));

        Assert.Equal(different, ClearlyDifferent.Dates(one, other));
        Assert.Equal(different, ClearlyDifferent.Dates(other, one));
    }

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("jan", "", 3)]
    [InlineData("jan", "jna", 1)]
    [InlineData("peter", "pieter", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ca", "abc", 3)]
    public void Edits_are_counted_with_a_swap_as_one(string left, string right, int distance) => Assert.Equal(distance, EditDistance.Between(left, right));

    private static bool Both(string left, string right)
    {
        var different = ClearlyDifferent.GivenNames(left, right);
        Assert.Equal(different, ClearlyDifferent.GivenNames(right, left));
        return different;
    }
}
