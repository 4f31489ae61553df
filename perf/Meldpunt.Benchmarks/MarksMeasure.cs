using Dapper;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Installations;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Benchmarks;

/// <summary>What marks on one entry of a hundred cost a gate, against none, in one process and by turns: whole questions of the index as gates ask it, registered people and strangers.</summary>
internal static class MarksMeasure
{
    private const int Queries = 100_000;
    private const int Rounds = 3;
    private const int OneIn = 100;

    public static async Task RunAsync(int entries, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("meldpunt-marks-").FullName;
        try
        {
            Installation.Create(folder, keyFile: null, TimeProvider.System);
            await using var installation = Installation.Open(folder, keyFile: null, TimeProvider.System);
            await StartMeasure.FillAsync(installation, entries);
            var visitors = new Crowd(entries).Visitors(Queries);
            _ = Time(installation, visitors);
            for (var round = 0; round < Rounds; round++)
            {
                await WriteAsync(output, installation, visitors, entries, "none");
                await installation.Writer.WriteAsync(connection => MarkAll(connection, installation));
                installation.Projection.Follow();
                await WriteAsync(output, installation, visitors, entries, "1 %");
                await installation.Writer.WriteAsync(connection => connection.Execute("DELETE FROM follow_up"));
                installation.Projection.Follow();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Marks of nobody who comes: each has to be looked at.
    private static int MarkAll(SqliteConnection connection, Installation installation)
    {
        var entries = connection.Query<OpaqueId>("SELECT id FROM entry").Where((_, number) => number % OneIn == 0).ToList();
        foreach (var entryId in entries)
        {
            var id = OpaqueId.Create();
            connection.Execute(
                """
                INSERT INTO follow_up (id, seq, place, query_id, entry_id, match_year, match_number, agreement, opened_at, asker_id, location_id, account_id, source_id, state, outcome)
                VALUES (@id, 1, 0, @id, @entryId, 2026, 1, 0, 0, @id, @id, @id, @id, 4, 2)
                """,
                new { id, entryId });
            connection.Execute(
                "INSERT INTO not_me (id, entry_id, follow_up_id, mark, with_place, made_at, made_by) VALUES (@id, @entryId, @id, randomblob(32), 0, 0, @id)", new { id, entryId });
        }

        return entries.Count;
    }

    private static Task WriteAsync(TextWriter output, Installation installation, Visitor[] visitors, int entries, string marks)
    {
        var (sorted, allocated) = Time(installation, visitors);
        return output.WriteLineAsync(FormattableString.Invariant(
            $"| {entries:N0} | {marks} | {At(sorted, 0.5):0.00} us | {At(sorted, 0.99):0.00} us | {At(sorted, 0.999):0.00} us | {allocated / (double)visitors.Length:0.###} |"));
    }

    private static (long[] Sorted, long Allocated) Time(Installation installation, Visitor[] visitors)
    {
        var projection = installation.Projection;
        var today = DutchCalendar.Today(TimeProvider.System);
        var found = new FoundEntry[4];
        var ticks = new long[visitors.Length];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var query = 0; query < visitors.Length; query++)
        {
            var start = TimeProvider.System.GetTimestamp();
            _ = projection.Find(visitors[query].Person, today, found);
            ticks[query] = TimeProvider.System.GetTimestamp() - start;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Array.Sort(ticks);
        return (ticks, allocated);
    }

    private static double At(long[] sorted, double share) =>
        TimeSpan.FromSeconds(sorted[(int)((sorted.Length - 1) * share)] / (double)TimeProvider.System.TimestampFrequency).TotalMicroseconds;
}
