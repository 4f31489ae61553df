using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Retention;
using Meldpunt.Admin.QueryLog.Verification;
using Meldpunt.Admin.Tests.QueryLog.Seal;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;

namespace Meldpunt.Admin.Tests.QueryLog.Retention;

/// <summary>A sealed log whose months go by, and what erases it.</summary>
internal sealed class AgedLog : IAsyncDisposable
{
    /// <summary>Rows of every month.</summary>
    public const int RowsAMonth = 7;

    private AgedLog(SealedLog log)
    {
        Log = log;
        Retention = new LogRetention(log.House, log.Sealer);
    }

    public SealedLog Log { get; }

    public LogRetention Retention { get; private set; }

    public RetentionStore Store => Log.House.Retention;

    public long FirstSeq => Log.Read<long?>("SELECT min(seq) FROM query_log")[0] ?? 0;

    public IReadOnlyList<CalendarMonth> Keys => Log.House.Keys.LogSubjects.Months();

    /// <summary>A log that was asked something in each of so many months, the last of which is now; the first is November 2026.</summary>
    public static async Task<AgedLog> CreateAsync(int months)
    {
        var aged = new AgedLog(SealedLog.Create());
        for (var month = 0; month < months; month++)
        {
            aged.Log.Time.Set(TestDays.Now.AddMonths(month));
            await aged.Log.AskAsync(RowsAMonth);
            await aged.Log.SealAllAsync();
        }

        return aged;
    }

    /// <summary>One row of somebody who asks only this once, sealed.</summary>
    public async Task<LoggedQuery> AskAsync(OpaqueId accountId, string surname)
    {
        var caller = new Caller { AccountId = accountId, UserName = "poort", Role = Role.Gate };
        var row = await Log.House.QueryLog.AppendAsync(caller, new Draft { Surname = surname }.Person(), ReadOnlySpan<FoundEntry>.Empty, matchedCount: 0);
        await Log.SealAllAsync();
        return row;
    }

    /// <summary>Stops and starts again.</summary>
    public async Task RestartAsync()
    {
        await Log.RestartAsync();
        Retention = new LogRetention(Log.House, Log.Sealer);
    }

    /// <summary>Goes on from what the disk held when it died.</summary>
    public async Task ReviveAsync()
    {
        await Log.ReviveAsync();
        Retention = new LogRetention(Log.House, Log.Sealer);
    }

    /// <summary>What somebody finds who checks the log with what lies beside it.</summary>
    public VerificationReport Verify() => new LogVerifier(Log.Time).Verify(Log.Folder, new VerificationRequest());

    public void AssertInOrder()
    {
        var report = Verify();
        Assert.Empty(report.Findings);
    }

    public ValueTask DisposeAsync() => Log.DisposeAsync();
}
