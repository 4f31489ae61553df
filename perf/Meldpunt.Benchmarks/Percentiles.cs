using System.Diagnostics;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;

namespace Meldpunt.Benchmarks;

/// <summary>
/// Times single queries, half of them hits. BenchmarkDotNet gives means of many calls; a promise of a p99 needs each call
/// by itself. The clock's own cost is in the figures.
/// </summary>
internal sealed record Percentiles(
    int Entries, int Queries, int Hits, TimeSpan P50, TimeSpan P99, TimeSpan P999, TimeSpan Max, double AllocatedPerQuery, double BytesPerEntry)
{
    public const int DefaultQueries = 200_000;

    private const int WarmUpQueries = 50_000;

    public static Percentiles Measure(int entries, int queries)
    {
        var before = WorkingSetBytes();
        using var index = new FilledIndex(entries);
        var grown = WorkingSetBytes() - before;

        var persons = new PersonDetails[queries];
        for (var query = 0; query < queries; query++)
        {
            var number = (int)(query * 7_919L % entries);
            persons[query] = query % 2 == 0 ? InventedPersons.Person(number) : InventedPersons.Stranger(number);
        }

        var ticks = new long[queries];
        Time(index, persons.AsSpan(0, Math.Min(WarmUpQueries, queries)), ticks);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var hits = Time(index, persons, ticks);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;

        Array.Sort(ticks);
        return new Percentiles(
            entries, queries, hits, At(ticks, 0.5), At(ticks, 0.99), At(ticks, 0.999), At(ticks, 1), (double)allocated / queries, (double)grown / entries);
    }

    public void WriteTo(TextWriter output) => output.WriteLine(FormattableString.Invariant(
        $"| {Entries} | {Queries} | {Hits} | {P50.TotalMicroseconds:0.00} us | {P99.TotalMicroseconds:0.00} us | {P999.TotalMicroseconds:0.00} us | {Max.TotalMicroseconds:0} us | {AllocatedPerQuery:0.###} B | {BytesPerEntry:0} B |"));

    private static int Time(FilledIndex index, ReadOnlySpan<PersonDetails> persons, long[] ticks)
    {
        Span<FoundEntry> found = stackalloc FoundEntry[4];
        var hits = 0;
        for (var query = 0; query < persons.Length; query++)
        {
            var start = TimeProvider.System.GetTimestamp();
            hits += index.Persons.Find(persons[query], FilledIndex.Today, found) > 0 ? 1 : 0;
            ticks[query] = TimeProvider.System.GetTimestamp() - start;
        }

        return hits;
    }

    private static TimeSpan At(long[] sorted, double share) =>
        TimeSpan.FromSeconds(sorted[(int)((sorted.Length - 1) * share)] / (double)TimeProvider.System.TimestampFrequency);

    // The whole process, because FASTER's table and the runtime's own overhead are no garbage-collected objects of ours.
    private static long WorkingSetBytes()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
