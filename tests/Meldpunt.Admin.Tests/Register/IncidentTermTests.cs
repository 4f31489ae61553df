using FsCheck.Fluent;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.Register;

/// <summary>Article 5.5 after a new incident, on days alone.</summary>
public sealed class IncidentTermTests
{
    private static readonly DateOnly Incident = new(2026, 6, 1);

    [Fact]
    public void Without_an_end_the_term_after_the_new_incident_is_as_long_again()
    {
        var end = IncidentTerm.EndAfter(Incident.AddDays(90), Incident, Incident.AddDays(60), asked: null);

        Assert.Equal(Incident.AddDays(150), end);
    }

    [Fact]
    public void An_incident_never_makes_the_end_earlier()
    {
        var end = IncidentTerm.EndAfter(Incident.AddDays(90), Incident, Incident.AddDays(-30), asked: null);

        Assert.Equal(Incident.AddDays(90), end);
    }

    [Fact]
    public void The_longest_term_stays_the_longest_term_and_not_a_day_more()
    {
        var end = IncidentTerm.EndAfter(new DateOnly(2025, 3, 1), new DateOnly(2024, 3, 1), new DateOnly(2024, 9, 1), asked: null);

        Assert.Equal(new DateOnly(2025, 9, 1), end);
    }

    [Fact]
    public void An_entry_never_ends_later_than_twelve_months_after_its_last_incident()
    {
        var cases = Gen.Choose(0, 365).SelectMany(term => Gen.Choose(0, 800).SelectMany(later => Gen.Choose(-1, 900).Select(asked => (term, later, asked))));
        Properties.Hold(Prop.ForAll(
            cases.ToArbitrary(),
            drawn =>
            {
                var (term, later, asked) = drawn;
                var lastDay = Incident.AddDays(term);
                var incident = Incident.AddDays(later - 200);
                var last = incident > Incident ? incident : Incident;

                var end = IncidentTerm.EndAfter(lastDay, Incident, incident, asked < 0 ? null : Incident.AddDays(asked));

                return end >= lastDay && end <= last.AddMonths(12);
            }));
    }
}
