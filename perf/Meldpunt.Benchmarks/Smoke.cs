namespace Meldpunt.Benchmarks;

/// <summary>Calls every benchmark once at a tiny size, so that a change that breaks one is seen at that change. Measures nothing.</summary>
internal static class Smoke
{
    private const int Entries = 200;

    public static void Run(TextWriter output)
    {
        var ran = 0;
        var query = new QueryBenchmark { Entries = Entries };
        query.Setup();
        ran += Expect(query.Hit() >= 1, nameof(query.Hit));
        ran += Expect(query.Miss() == 0, nameof(query.Miss));
        ran += Expect(Enumerable.Range(0, Entries * 2).All(_ => query.HashesAlone() >= 0), nameof(query.HashesAlone));
        ran += Expect(query.SameDateInConcurrentDictionary() >= 1, nameof(query.SameDateInConcurrentDictionary));
        query.CleanUp();

        var percentiles = Percentiles.Measure(Entries, queries: 2 * Entries);
        ran += Expect(percentiles.Hits == Entries, nameof(Percentiles));
        output.WriteLine($"{ran} benchmarks ran once, 0 failed");
    }

    private static int Expect(bool holds, string benchmark) =>
        holds ? 1 : throw new InvalidOperationException($"The benchmark {benchmark} does not find what it should.");
}
