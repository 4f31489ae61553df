using System.Diagnostics;
using Meldpunt.Index.Matching;

namespace Meldpunt.Benchmarks;

/// <summary>
/// Times single queries. BenchmarkDotNet gives means of many calls; a promise of a p99 needs each call by itself. The clock's own cost is in the figures.
/// </summary>
internal sealed class Percentiles
{
    public const int DefaultQueries = 200_000;

    private const int WarmUpQueries = 50_000;
    private const int Rounds = 3;

    private readonly Visitor[] _visitors;
    private readonly long[] _ticks;
    private readonly FilledIndex _index;

    private Percentiles(FilledIndex index, Visitor[] visitors)
    {
        _index = index;
        _visitors = visitors;
        _ticks = new long[visitors.Length];
    }

    /// <summary>Registered visitors who were found in the last round.</summary>
    public int Hits { get; private set; }

    public static Percentiles Measure(int entries, int queries, TextWriter output)
    {
        var crowd = new Crowd(entries);
        var visitors = crowd.Visitors(queries);
        var (heap, process) = Memory();
        var start = TimeProvider.System.GetTimestamp();
        using var index = new FilledIndex(crowd);
        var filled = TimeProvider.System.GetElapsedTime(start);
        var (heapAfter, processAfter) = Memory();
        output.WriteLine(FormattableString.Invariant(
            $"\n{entries:N0} entries in {filled.TotalSeconds:0.0} s; an entry takes {(double)(heapAfter - heap) / entries:0} bytes of heap, the working set grew by {(double)(processAfter - process) / entries:0}\n"));
        GC.KeepAlive(crowd);

        var percentiles = new Percentiles(index, visitors);
        percentiles.Time(Math.Min(WarmUpQueries, queries));
        output.WriteLine("| entries | who asks | queries | found | p50 | p90 | p99 | p99.9 | max | allocated a query |\n|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (var round = 0; round < Rounds; round++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var hits = percentiles.Time(queries);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            percentiles.Write(output, entries, $"all, round {round + 1}", _ => true, hits, (double)allocated / queries);
        }

        foreach (var kind in Enum.GetValues<VisitorKind>())
        {
            percentiles.Write(output, entries, kind.ToString(), visitor => visitor.Kind == kind, hits: null, allocated: null);
        }

        return percentiles;
    }

    private int Time(int queries)
    {
        Span<FoundEntry> found = stackalloc FoundEntry[4];
        Hits = 0;
        var all = 0;
        for (var query = 0; query < queries; query++)
        {
            var start = TimeProvider.System.GetTimestamp();
            var count = _index.Persons.Find(_visitors[query].Person, FilledIndex.Today, found);
            _ticks[query] = TimeProvider.System.GetTimestamp() - start;
            all += count > 0 ? 1 : 0;
            Hits += count > 0 && _visitors[query].Kind == VisitorKind.Registered ? 1 : 0;
        }

        return all;
    }

    private void Write(TextWriter output, int entries, string who, Func<Visitor, bool> counts, int? hits, double? allocated)
    {
        var ticks = _ticks.Where((_, query) => counts(_visitors[query])).Order().ToArray();
        output.WriteLine(FormattableString.Invariant(
            $"| {entries:N0} | {who} | {ticks.Length:N0} | {hits:N0} | {At(ticks, 0.5):0.00} us | {At(ticks, 0.9):0.00} us | {At(ticks, 0.99):0.00} us | {At(ticks, 0.999):0.00} us | {At(ticks, 1):0} us | {allocated:0.###} |"));
    }

    private static double At(long[] sorted, double share) =>
        TimeSpan.FromSeconds(sorted[(int)((sorted.Length - 1) * share)] / (double)TimeProvider.System.TimestampFrequency).TotalMicroseconds;

    // The heap has all there is of ours, FASTER's pinned pages and table too; the working set has the pages that were touched, and the slack of the collector.
    private static (long Heap, long Process) Memory()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: true), process.WorkingSet64);
    }
}
