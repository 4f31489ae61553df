using Meldpunt.Service.Pages.Forms;

namespace Meldpunt.EndToEnd.Tests.Browser;

public sealed class TypedDateTests
{
    [Theory]
    [InlineData("12031984", "1984-03-12")]
    [InlineData("19840312", "1984-03-12")]
    [InlineData("12-3-1984", "1984-03-12")]
    [InlineData("12-03-1984", "1984-03-12")]
    [InlineData(" 12/3/1984 ", "1984-03-12")]
    [InlineData("12.3.1984", "1984-03-12")]
    [InlineData("12 3 1984", "1984-03-12")]
    [InlineData("1984-03-12", "1984-03-12")]
    [InlineData("12 maart 1984", "1984-03-12")]
    [InlineData("12 Mrt. 1984", "1984-03-12")]
    [InlineData("1 mei 1990", "1990-05-01")]
    [InlineData("1 May 1990", "1990-05-01")]
    [InlineData("3 oct 2001", "2001-10-03")]
    [InlineData("29-2-2024", "2024-02-29")]
    [InlineData("00-00-1984", "1984-00-00")]
    [InlineData("00001984", "1984-00-00")]
    [InlineData("0-3-1984", "1984-03-00")]
    [InlineData("maart 1984", "1984-03-00")]
    [InlineData("1984-00-00", "1984-00-00")]
    public void A_date_is_read_in_every_way_in_which_people_type_it(string typed, string iso)
    {
        var date = TypedDate.Read(typed);

        Assert.Equal(TypedDateProblem.None, date.Problem);
        Assert.Equal(iso, date.Iso);
    }

    [Theory]
    [InlineData("12/3/84")]
    [InlineData("12-3-84")]
    [InlineData("120384")]
    [InlineData("12 maart 84")]
    [InlineData("12-3-984")]
    public void A_year_of_fewer_than_four_digits_is_unclear(string typed) =>
        Assert.Equal(TypedDateProblem.YearUnclear, TypedDate.Read(typed).Problem);

    [Theory]
    [InlineData("31-2-1984")]
    [InlineData("29-2-2023")]
    [InlineData("31 april 1990")]
    [InlineData("12-0-1984")]
    [InlineData("31021984")]
    public void A_day_that_no_calendar_has_does_not_exist(string typed) =>
        Assert.Equal(TypedDateProblem.DoesNotExist, TypedDate.Read(typed).Problem);

    [Theory]
    [InlineData("1984")]
    [InlineData("maart")]
    [InlineData("gisteren")]
    [InlineData("12-13-1984")]
    [InlineData("12-3-12345")]
    [InlineData("12-3-1984-5")]
    [InlineData("-")]
    [InlineData("12 ma 1984")]
    [InlineData("99999999999999999999")]
    [InlineData("١٢-٣-١٩٨٤")]
    public void What_has_no_form_of_a_date_is_unreadable(string typed) =>
        Assert.Equal(TypedDateProblem.Unreadable, TypedDate.Read(typed).Problem);
}
