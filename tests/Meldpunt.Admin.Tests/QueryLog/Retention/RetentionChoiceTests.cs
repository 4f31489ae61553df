using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.QueryLog.Inspection;
using Meldpunt.Admin.QueryLog.Retention;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Tests.QueryLog.Retention;

/// <summary>How long rows are kept is a choice, every choice is remembered, and each decision is held against the one of then.</summary>
public sealed class RetentionChoiceTests
{
    [Fact]
    public async Task Without_a_choice_rows_are_kept_twenty_four_months()
    {
        await using var log = await AgedLog.CreateAsync(1);

        Assert.Equal(24, log.Store.Months());
        Assert.Empty(log.Store.Choices());
    }

    [Fact]
    public async Task A_choice_is_remembered_with_what_was_before()
    {
        await using var log = await AgedLog.CreateAsync(1);

        Assert.Equal(24, await log.Store.ChooseAsync(12));
        log.Log.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(12, await log.Store.ChooseAsync(36));
        Assert.Equal(36, await log.Store.ChooseAsync(36));

        Assert.Equal([(36, 12), (12, 24)], log.Store.Choices().Select(choice => (choice.Months, choice.MonthsBefore)));
        Assert.Equal(36, log.Store.Months());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(121)]
    public async Task A_period_that_is_too_short_or_too_long_is_refused(int months)
    {
        await using var log = await AgedLog.CreateAsync(1);

        await Assert.ThrowsAsync<AdministrationException>(() => log.Store.ChooseAsync(months));
    }

    [Fact]
    public async Task What_was_erased_under_a_shorter_period_stays_right_when_a_longer_one_is_chosen()
    {
        await using var log = await AgedLog.CreateAsync(3);
        await log.Store.ChooseAsync(1);
        await log.Retention.RunAsync();
        log.AssertInOrder();
        log.Log.Time.Advance(TimeSpan.FromMinutes(1));

        await log.Store.ChooseAsync(24);

        Assert.Equal(AgedLog.RowsAMonth + 1, log.FirstSeq);
        log.AssertInOrder();
    }

    [Fact]
    public async Task Erasing_under_a_period_that_was_not_in_force_then_is_found()
    {
        await using var log = await AgedLog.CreateAsync(3);
        await log.Store.ChooseAsync(1);
        await log.Retention.RunAsync();

        // As if nobody had chosen it.
        log.Log.Tamper("DROP TRIGGER log_retention_is_append_only_2; DELETE FROM log_retention; UPDATE log_identity SET retention_months = 24");

        Assert.Contains(log.Verify().Findings, finding => finding.Sentence.Contains("voor het einde van de bewaartermijn van 24 maanden", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("INSERT INTO log_retention (chosen_at, months, months_before) VALUES (4000000000000, 1, 24)")]
    [InlineData("INSERT INTO log_retention (chosen_at, months, months_before, note) SELECT chosen_at + 1, 1, months_before, note FROM log_retention")]
    [InlineData("DROP TRIGGER log_retention_is_append_only_1; UPDATE log_retention SET months = 1")]
    public async Task A_period_that_somebody_wrote_into_the_database_is_not_in_force_and_is_found(string tampering)
    {
        await using var log = await AgedLog.CreateAsync(30);
        await log.Store.ChooseAsync(36);
        log.Log.Time.Advance(TimeSpan.FromMinutes(1));

        log.Log.Tamper(tampering + "; UPDATE log_identity SET retention_months = 1");
        await log.Retention.RunAsync();

        Assert.NotEqual(1, log.Store.Months());
        Assert.Equal(1, log.FirstSeq);
        Assert.Contains(log.Verify().Findings, finding => finding.Sentence.Contains("niet met de sleutel van dit logboek is gekozen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_longer_period_that_is_chosen_while_it_is_decided_keeps_the_rows()
    {
        await using var log = await AgedLog.CreateAsync(26);
        log.Retention.At = step =>
        {
            if (step == RetentionStep.Decided)
            {
                log.Store.ChooseAsync(36).GetAwaiter().GetResult();
            }
        };

        var report = await log.Retention.RunAsync();

        Assert.False(report.DidSomething);
        Assert.Equal((1, 26), (log.FirstSeq, log.Keys.Count));
    }

    [Fact]
    public async Task After_erasing_nobody_finds_out_who_looked_a_person_up()
    {
        await using var log = await AgedLog.CreateAsync(26);
        await log.Retention.RunAsync();
        using var inspections = new LogInspections(log.Log.House);
        var desk = new Caller { AccountId = OpaqueId.Create(), UserName = "veiligheid", Role = Role.Security };
        var auditor = new Caller { AccountId = OpaqueId.Create(), UserName = "toezicht", Role = Role.Oversight };

        var (made, _) = await inspections.AskAsync(desk, new Draft().Person(), InspectionReason.AccessRequest);
        await inspections.ConfirmAsync(auditor, made!.Id, made.Code);
        var found = await made.Search!;

        Assert.Equal(new CalendarMonth(2026, 12), made.Months[0]);
        Assert.Equal((25 * AgedLog.RowsAMonth) + 2, found.Count);
    }

    [Theory]
    [InlineData("2026-11-21T19:15:00Z", 24, "2024-11-01")]
    [InlineData("2026-11-30T22:59:59Z", 24, "2024-11-01")]
    [InlineData("2026-11-30T23:00:00Z", 24, "2024-12-01")]
    [InlineData("2028-02-29T12:00:00Z", 12, "2027-02-01")]
    [InlineData("2026-03-31T22:30:00Z", 1, "2026-02-01")]
    [InlineData("2026-03-31T23:30:00Z", 1, "2026-03-01")]
    [InlineData("2026-04-01T00:00:00Z", 1, "2026-03-01")]
    public void Whole_months_in_the_Netherlands_are_kept_and_never_fewer_than_the_verifier_counts(string now, int months, string firstKept)
    {
        var moment = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);

        var before = RetentionTerm.Before(moment, months);

        Assert.Equal(DutchCalendar.StartOf(DateOnly.Parse(firstKept, System.Globalization.CultureInfo.InvariantCulture)), before);
        Assert.True(before <= moment.AddMonths(-months));
    }
}
