using Dapper;
using Meldpunt.Admin.FollowUps.Figures;
using Meldpunt.Admin.Installations;

namespace Meldpunt.Benchmarks;

/// <summary>How long the figures of follow-up take over many cases of fifty participants in two years: reading them, which is done once a minute at most, and counting them for one reader.</summary>
internal static class FiguresMeasure
{
    public static async Task RunAsync(int cases, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("meldpunt-figures-").FullName;
        try
        {
            Installation.Create(folder, keyFile: null, TimeProvider.System);
            await using var installation = Installation.Open(folder, keyFile: null, TimeProvider.System);
            var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            await installation.Writer.WriteAsync(connection => connection.Execute(
                """
                WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @cases)
                INSERT INTO follow_up (id, seq, place, query_id, entry_id, match_year, match_number, agreement, opened_at, asker_id, location_id, account_id, source_id, state, called_at, advised_at, outcome)
                SELECT randomblob(16), i, 0, randomblob(16), randomblob(16), 2026, i, 0, @now - i * @step, CAST(printf('deelnemer %06d', i % 50) AS BLOB), zeroblob(16), zeroblob(16), randomblob(16), 4,
                    @now - i * @step + abs(random()) % 3600000, @now - i * @step + 3600000 + abs(random()) % 600000, 1 + abs(random()) % 3
                FROM n
                """,
                new { cases, now, step = 700L * 86_400_000 / cases }));
            var reader = new FigureReader(installation.Database, TimeProvider.System);
            var start = TimeProvider.System.GetTimestamp();
            var months = reader.Months();
            var read = TimeProvider.System.GetElapsedTime(start);
            start = TimeProvider.System.GetTimestamp();
            var counted = reader.Read(months[0], months[^1], readerId: null).All.Cases;
            var count = TimeProvider.System.GetElapsedTime(start);
            await output.WriteLineAsync(FormattableString.Invariant($"| {cases:N0} | {counted:N0} | {read.TotalMilliseconds:0} ms | {count.TotalMilliseconds:0} ms |"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
