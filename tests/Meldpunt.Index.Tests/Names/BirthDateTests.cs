using Meldpunt.Index.Names;
using Meldpunt.Index.Tests.Support;

namespace Meldpunt.Index.Tests.Names;

public sealed class BirthDateTests
{
    [Theory]
    [InlineData("1984-03-12", true)]
    [InlineData("1984-03-00", false)]
    [InlineData("1984-00-00", false)]
    [InlineData("1984-02-29", true)]
    [InlineData("2000-02-29", true)]
    [InlineData("0001-01-01", true)]
    [InlineData("9999-12-31", true)]
    public void A_birth_date_is_read_and_written_alike(string text, bool complete)
    {
        var parsed = BirthDate.TryParse(text, out var date);

        Assert.True(parsed);
        Assert.Equal(text, date.ToString());
        Assert.Equal(complete, date.IsComplete);
    }

    [Theory]
    [InlineData("1984-02-31")]
    [InlineData("1984-04-31")]
    [InlineData("1985-02-29")]
    [InlineData("1900-02-29")]
    [InlineData("1984-13-01")]
    [InlineData("1984-00-12")]
    [InlineData("0000-00-00")]
    [InlineData("0000-01-01")]
    [InlineData("1984-3-12")]
    [InlineData("12-03-1984")]
    [InlineData("1984/03/12")]
    [InlineData("19840312")]
    [InlineData("1984-03-12 ")]
    [InlineData(" 984-03-12")]
    [InlineData("+984-03-12")]
    [InlineData("-984-03-12")]
    [InlineData("1984-03-1x")]
    [InlineData("1984-03-1\0")]
    [InlineData("198\0-03-12")]
    [InlineData("1984-03-١٢")]
    [InlineData("")]
    public void A_day_that_does_not_exist_or_another_form_is_refused(string text)
    {
        var parsed = BirthDate.TryParse(text, out var date);

        Assert.False(parsed);
        Assert.Equal(default, date);
    }

    [Theory]
    [InlineData("1984-03-12", 1984, 3, 12)]
    [InlineData("1984-03-00", 1984, 3, 1)]
    [InlineData("1984-00-00", 1984, 1, 1)]
    public void The_earliest_day_takes_unknown_parts_for_one(string text, int year, int month, int day)
    {
        Assert.Equal(new DateOnly(year, month, day), TestPersons.Date(text).Earliest);
    }

    [Fact]
    public void An_unknown_day_is_another_date_than_any_known_day()
    {
        var known = TestPersons.Date("1984-03-01");
        var unknown = TestPersons.Date("1984-03-00");

        Assert.True(known != unknown);
        Assert.True(known == TestPersons.Date("1984-03-01"));
        Assert.True(known.Equals((object)TestPersons.Date("1984-03-01")));
        Assert.Equal(known.GetHashCode(), TestPersons.Date("1984-03-01").GetHashCode());
    }

    [Fact]
    public void The_digits_of_a_date_are_eight_with_leading_zeros()
    {
        var digits = new byte[8];

        var length = TestPersons.Date("0984-03-00").WriteDigits(digits);

        Assert.Equal(8, length);
        Assert.Equal("09840300"u8.ToArray(), digits);
    }
}
