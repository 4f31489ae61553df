using Meldpunt.Admin.QueryLog.Retention;

namespace Meldpunt.Admin.Tests.QueryLog.Retention;

/// <summary>Wherever erasing is broken off: rows are there or a statement covers them, the log starts and is in order, and the next round finishes it.</summary>
public sealed class BrokenOffTests
{
    private const int Months = 26;

    public static TheoryData<string, bool> Steps
    {
        get
        {
            var steps = new TheoryData<string, bool>();
            foreach (var step in Enum.GetNames<RetentionStep>())
            {
                steps.Add(step, true);
                steps.Add(step, false);
            }

            return steps;
        }
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Wherever_it_is_broken_off_the_next_round_finishes_it(string name, bool byKill)
    {
        await using var log = await AgedLog.CreateAsync(Months);
        var step = Enum.Parse<RetentionStep>(name);
        log.Retention.At = reached =>
        {
            if (reached == step && byKill)
            {
                log.Log.Die();
            }
            else if (reached == step)
            {
                throw new InvalidOperationException("broken off by the test");
            }
        };

        if (byKill)
        {
            await log.Retention.RunAsync();
            await log.ReviveAsync();
        }
        else
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => log.Retention.RunAsync());
            await log.RestartAsync();
        }

        AssertCovered(log);
        log.AssertInOrder();
        await log.Retention.RunAsync();
        Assert.Equal((AgedLog.RowsAMonth + 1, Months - 1), (log.FirstSeq, log.Keys.Count));
        Assert.Single(log.Store.Erasures(10));
        Assert.Equal(AgedLog.RowsAMonth, log.Verify().ErasedThrough);
        log.AssertInOrder();
        await log.Log.AskAsync();
        await log.Log.SealAllAsync();
        log.AssertInOrder();
    }

    [Fact]
    public async Task A_statement_whose_rows_are_still_there_after_a_day_is_told()
    {
        await using var log = await AgedLog.CreateAsync(Months);
        log.Retention.At = reached =>
        {
            if (reached == RetentionStep.Stated)
            {
                throw new InvalidOperationException("broken off by the test");
            }
        };
        await Assert.ThrowsAsync<InvalidOperationException>(() => log.Retention.RunAsync());

        log.AssertInOrder();
        log.Log.Time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));

        Assert.Contains(log.Verify().Findings, finding => finding.Sentence.Contains("hoort er niet te zijn", StringComparison.Ordinal));
    }

    private static void AssertCovered(AgedLog log)
    {
        var erased = log.Store.Erasures(1) is [var newest] ? newest.LastSeq : 0;
        Assert.True(log.FirstSeq <= erased + 1, $"Row {log.FirstSeq} is the first, and a statement covers up to {erased}.");
    }
}
