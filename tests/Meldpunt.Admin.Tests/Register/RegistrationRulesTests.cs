using FsCheck.Fluent;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.Register;

public sealed class RegistrationRulesTests
{
    [Fact]
    public void A_warning_with_evidence_and_notice_is_allowed()
    {
        var draft = new Draft();

        Assert.Empty(Broken(draft));
    }

    [Fact]
    public void A_ban_for_a_crime_that_was_reported_is_allowed_without_an_earlier_warning()
    {
        var draft = Draft.BanForReportedCrime();

        Assert.Empty(Broken(draft));
    }

    [Fact]
    public void A_ban_after_an_earlier_warning_is_allowed_without_a_crime()
    {
        var draft = Draft.BanForNuisance();

        Assert.Empty(Broken(draft, hasEarlierWarning: true));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_ban_without_an_earlier_warning_or_a_reported_crime_is_refused(bool crime, bool reported)
    {
        var draft = new Draft { Kind = "toegangsverbod", Crime = crime, CrimeReported = reported };

        var faults = Broken(draft);

        Assert.Equal([Refusals.BanNeedsEarlierWarningOrReportedCrime], faults);
        Assert.True(faults[0].IsConflict);
    }

    [Theory]
    [InlineData("waarschuwing")]
    [InlineData("toegangsverbod")]
    public void Nobody_is_registered_without_evidence_in_the_file(string kind)
    {
        var draft = new Draft { Kind = kind, EvidenceInFile = false };

        Assert.Equal([Refusals.EvidenceMustBeInTheFile], Broken(draft, hasEarlierWarning: true));
    }

    [Theory]
    [InlineData("uitgereikt")]
    [InlineData("post")]
    public void Whoever_was_told_was_told_on_a_day(string notice)
    {
        var draft = new Draft { NoticeKind = notice, NoticeDate = null, NoticeReason = "Vergeten." };

        Assert.Equal([Refusals.NoticeNeedsItsDate], Broken(draft));
    }

    [Theory]
    [InlineData("uitgesteld")]
    [InlineData("onmogelijk")]
    public void Not_telling_the_person_needs_a_reason(string notice)
    {
        var draft = new Draft { NoticeKind = notice, NoticeDate = null };

        Assert.Equal([Refusals.NoNoticeNeedsAReason], Broken(draft));
    }

    [Theory]
    [InlineData("uitgesteld")]
    [InlineData("onmogelijk")]
    public void Not_telling_the_person_for_a_reason_is_allowed(string notice)
    {
        var draft = new Draft { NoticeKind = notice, NoticeDate = null, NoticeReason = "De politie vraagt om te wachten." };

        Assert.Empty(Broken(draft));
    }

    [Theory]
    [InlineData("uitgereikt")]
    [InlineData("post")]
    public void Telling_the_person_needs_no_reason(string notice)
    {
        var draft = new Draft { NoticeKind = notice };

        Assert.Empty(Broken(draft));
    }

    [Fact]
    public void Nobody_was_told_tomorrow()
    {
        var draft = new Draft { NoticeDate = TestDays.Text(TestDays.Today.AddDays(1)) };

        Assert.Equal([Refusals.NoticeNotInTheFuture], Broken(draft));
    }

    [Fact]
    public void Nobody_was_told_before_it_happened()
    {
        var draft = new Draft { NoticeDate = TestDays.Text(Draft.Incident.AddDays(-1)) };

        Assert.Equal([Refusals.NoticeNotBeforeIncident], Broken(draft));
    }

    [Fact]
    public void Somebody_may_be_told_on_the_day_it_happened()
    {
        var draft = new Draft { NoticeDate = TestDays.Text(Draft.Incident) };

        Assert.Empty(Broken(draft));
    }

    [Fact]
    public void Evidence_that_everything_is_wrong_is_given_all_at_once()
    {
        var draft = new Draft
        {
            Kind = "toegangsverbod",
            BirthDate = "2026-11-21",
            WeighingOfAge = "Weegt mee.",
            IncidentDate = "2024-11-20",
            FirstDay = "2024-11-19",
            LastDay = "2024-11-18",
            EvidenceInFile = false,
            NoticeKind = "post",
            NoticeDate = null,
        };

        var faults = Broken(draft);

        Assert.Equivalent(
            (Fault[])
            [
                Refusals.BanNeedsEarlierWarningOrReportedCrime,
                Refusals.EvidenceMustBeInTheFile,
                Refusals.NoticeNeedsItsDate,
                Refusals.StartNotBeforeIncident,
                Refusals.EndNotBeforeStart,
                Refusals.EndNotInThePast,
                Refusals.BornBeforeTheIncident,
            ],
            faults,
            strict: true);
    }

    [Fact]
    public void Whatever_is_allowed_is_over_within_a_year_of_the_incident()
    {
        var days = Gen.Choose(-800, 800);

        Properties.Hold(Prop.ForAll(days.Three().ToArbitrary(), drawn =>
        {
            var draft = new Draft
            {
                IncidentDate = TestDays.Text(TestDays.Today.AddDays(drawn.Item1)),
                FirstDay = TestDays.Text(TestDays.Today.AddDays(drawn.Item2)),
                LastDay = TestDays.Text(TestDays.Today.AddDays(drawn.Item3)),
                NoticeKind = "onmogelijk",
                NoticeDate = null,
                NoticeReason = "Adres onbekend.",
            };
            var allowed = Broken(draft).Count == 0;
            return !allowed || (drawn.Item1 <= drawn.Item2 && drawn.Item2 <= drawn.Item3 && drawn.Item3 >= 0 && drawn.Item3 - drawn.Item1 <= 366);
        }));
    }

    private static List<Fault> Broken(Draft draft, bool hasEarlierWarning = false) =>
        RegistrationRules.Broken(draft.Read(TestDays.Today), TestDays.Today, hasEarlierWarning).ToList();
}
