namespace Meldpunt.Benchmarks;

/// <summary>
/// What a query is made of, by the median of single calls: on a busy machine a mean holds the turns of other programs, and a median does not.
/// The clock's own cost, some 50 ns, is in each figure.
/// </summary>
internal static class Parts
{
    private const int Calls = 200_000;

    public static void Measure(int entries, TextWriter output)
    {
        var query = new QueryBenchmark { Entries = entries };
        query.Setup();
        output.WriteLine(FormattableString.Invariant($"\n{entries:N0} entries; a query has {query.HashesPerQuery:0.0} hashes and {query.ReadsPerQuery:0.0} reads of FASTER\n"));
        output.WriteLine("| part | p50 | of Find |\n|---|---:|---:|");
        (string Name, Func<int> Call)[] parts =
        [
            (nameof(query.Find), query.Find),
            (nameof(query.Folding), query.Folding),
            (nameof(query.HashesAlone), query.HashesAlone),
            (nameof(query.FoldingAndHashing), query.FoldingAndHashing),
            (nameof(query.RawFasterReads), query.RawFasterReads),
            (nameof(query.ReadingAndScanning), query.ReadingAndScanning),
        ];
        _ = parts.Select(part => Median(part.Call)).ToList();
        var find = 0.0;
        foreach (var (name, call) in parts)
        {
            var median = Median(call);
            find = find == 0 ? median : find;
            output.WriteLine(FormattableString.Invariant($"| {name} | {median:0.00} us | {median / find:0.00} |"));
        }

        query.CleanUp();
    }

    private static double Median(Func<int> call)
    {
        var ticks = new long[Calls];
        for (var turn = 0; turn < Calls; turn++)
        {
            var start = TimeProvider.System.GetTimestamp();
            _ = call();
            ticks[turn] = TimeProvider.System.GetTimestamp() - start;
        }

        Array.Sort(ticks);
        return TimeSpan.FromSeconds(ticks[Calls / 2] / (double)TimeProvider.System.TimestampFrequency).TotalMicroseconds;
    }
}
