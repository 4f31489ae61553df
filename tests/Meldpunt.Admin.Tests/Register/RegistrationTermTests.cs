using System.Globalization;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.Register;

/// <summary>The twelve months of article 5.5 and of the ladder, to the day.</summary>
public sealed class RegistrationTermTests
{
    [Theory]
    [InlineData("2026-11-20", "2027-11-20")]
    [InlineData("2026-11-21", "2027-11-21")]
    [InlineData("2026-02-28", "2027-02-28")]
    [InlineData("2025-11-30", "2026-11-30")]
    public void An_entry_may_end_exactly_twelve_months_after_the_incident(string incident, string end)
    {
        var draft = Ending(incident, end);

        Assert.Empty(Broken(draft, TestDays.Today));
    }

    [Theory]
    [InlineData("2026-11-20", "2027-11-21")]
    [InlineData("2026-11-21", "2027-11-22")]
    [InlineData("2026-02-28", "2027-03-01")]
    [InlineData("2025-11-30", "2026-12-01")]
    public void An_entry_may_not_end_a_day_later_than_twelve_months_after_the_incident(string incident, string end)
    {
        var draft = Ending(incident, end);

        Assert.Equal([Refusals.EndsWithinTwelveMonthsOfIncident], Broken(draft, TestDays.Today));
    }

    [Fact]
    public void An_incident_on_29_February_is_over_on_28_February_of_the_next_year()
    {
        var today = new DateOnly(2028, 3, 1);

        Assert.Empty(Broken(Ending("2028-02-29", "2029-02-28"), today));
        Assert.Contains(Refusals.EndsWithinTwelveMonthsOfIncident, Broken(Ending("2028-02-29", "2029-03-01"), today));
    }

    [Fact]
    public void A_term_that_ends_on_29_February_gets_that_day()
    {
        var today = new DateOnly(2027, 3, 2);

        Assert.Empty(Broken(Ending("2027-02-28", "2028-02-28"), today));
        Assert.Contains(Refusals.EndsWithinTwelveMonthsOfIncident, Broken(Ending("2027-02-28", "2028-02-29"), today));
    }

    [Fact]
    public void An_incident_of_today_can_be_registered_today()
    {
        var draft = Ending("2026-11-21", "2027-11-21");

        Assert.Empty(Broken(draft, TestDays.Today));
    }

    [Fact]
    public void An_incident_of_tomorrow_is_refused()
    {
        var draft = Ending("2026-11-22", "2027-11-22");

        Assert.Equal([Refusals.IncidentNotInTheFuture], Broken(draft, TestDays.Today));
    }

    [Fact]
    public void An_incident_at_the_end_of_the_calendar_is_refused_like_any_other_of_the_future()
    {
        var draft = Ending("9999-12-31", "9999-12-31");

        Assert.Contains(Refusals.IncidentNotInTheFuture, Broken(draft, TestDays.Today));
    }

    [Fact]
    public void An_entry_begins_no_earlier_than_its_incident()
    {
        var draft = new Draft { FirstDay = TestDays.Text(Draft.Incident.AddDays(-1)) };

        Assert.Equal([Refusals.StartNotBeforeIncident], Broken(draft, TestDays.Today));
    }

    [Fact]
    public void An_entry_of_one_day_is_allowed_and_one_that_ends_before_it_begins_is_refused()
    {
        var day = TestDays.Text(TestDays.Today.AddDays(7));

        Assert.Empty(Broken(new Draft { FirstDay = day, LastDay = day }, TestDays.Today));
        Assert.Equal(
            [Refusals.EndNotBeforeStart],
            Broken(new Draft { FirstDay = day, LastDay = TestDays.Text(TestDays.Today.AddDays(6)) }, TestDays.Today));
    }

    [Fact]
    public void An_entry_may_end_today_but_not_yesterday()
    {
        var incident = "2026-01-05";

        Assert.Empty(Broken(Ending(incident, "2026-11-21"), TestDays.Today));
        Assert.Equal([Refusals.EndNotInThePast], Broken(Ending(incident, "2026-11-20"), TestDays.Today));
    }

    [Theory]
    [InlineData("2026-11-20", true)]
    [InlineData("2026-11-21", false)]
    [InlineData("2026-11-00", true)]
    [InlineData("2026-00-00", true)]
    public void Nobody_who_was_born_after_the_incident_caused_it(string born, bool allowed)
    {
        var draft = new Draft { BirthDate = born, WeighingOfAge = "Weegt mee." };

        var faults = Broken(draft, TestDays.Today);

        Assert.Equal(allowed ? [] : [Refusals.BornBeforeTheIncident], faults);
    }

    [Theory]
    [InlineData("2025-11-20", "2026-11-20", true)]
    [InlineData("2025-11-19", "2026-11-20", false)]
    [InlineData("2026-11-20", "2026-11-20", true)]
    [InlineData("2026-11-21", "2026-11-20", false)]
    [InlineData("2028-02-29", "2029-02-28", true)]
    [InlineData("2028-02-29", "2029-03-01", false)]
    [InlineData("2027-02-28", "2028-02-28", true)]
    [InlineData("2027-02-28", "2028-02-29", false)]
    public void A_warning_counts_for_an_incident_from_its_own_day_to_exactly_twelve_months_later(string warned, string incident, bool counts)
    {
        var counted = RegistrationRules.CountsAsEarlier(Day(warned), Day(incident));

        Assert.Equal(counts, counted);
    }

    private static Draft Ending(string incident, string end) => new()
    {
        IncidentDate = incident,
        FirstDay = incident,
        LastDay = end,
        NoticeKind = "onmogelijk",
        NoticeDate = null,
        NoticeReason = "Adres onbekend.",
    };

    private static List<Fault> Broken(Draft draft, DateOnly today) =>
        RegistrationRules.Broken(draft.Read(today), today, hasEarlierWarning: false).ToList();

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);
}
