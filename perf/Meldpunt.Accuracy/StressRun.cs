using System.Globalization;
using Meldpunt.Population;

namespace Meldpunt.Accuracy;

/// <summary>Asks the real index about everybody and counts. The same figures for one seed on every machine and with any number of threads.</summary>
internal sealed class StressRun(StressOptions options, InventedPopulation population, PopulationIndex index, ReadingList falseMatches, ReadingList missed)
{
    private const int ChunkSize = 8_192;

    private readonly Lock _lock = new();
    private readonly Tally _sum = new();

    /// <summary>Runs as the options say and writes the report; 0, for nothing here is right or wrong by itself.</summary>
    public static int Run(StressOptions options, TextWriter output)
    {
        var began = TimeProvider.System.GetTimestamp();
        var population = new InventedPopulation(options.Seed, options.Registered);
        using var index = new PopulationIndex(population, options.Strength);
        using var falseMatches = new ReadingList(options.List);
        using var missed = new ReadingList(options.Missed);
        var run = new StressRun(options, population, index, falseMatches, missed);
        run.AskAll();
        if (options.Export is not null)
        {
            PackWriter.Write(options.Export, population.Register, run.Everything());
        }

        Report.Write(output, options, run._sum);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s, {options.Threads} threads"));
        return 0;
    }

    private void AskAll()
    {
        Ask(population.TrueQueries, options.True);
        Ask(population.HardOutsiders, options.Hard);
        Ask(population.RandomOutsiders, options.Random);
        Ask(population.AmbiguousOutsiders, options.Ambiguous);
        Ask(population.SimilarTwins, options.Twins);
    }

    // Any piece of a stream can be made by itself, so the pieces are divided among the threads.
    private void Ask(Func<long, long, IEnumerable<GeneratedQuery>> stream, int count)
    {
        var chunks = (count + ChunkSize - 1) / ChunkSize;
        Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, () => new Tally(), (chunk, _, tally) =>
        {
            var from = (long)chunk * ChunkSize;
            foreach (var query in stream(Math.Min(ChunkSize, count - from), from))
            {
                Ask(query, tally);
            }

            return tally;
        }, AddUp);
    }

    private void Ask(GeneratedQuery query, Tally tally)
    {
        var (found, others) = index.Ask(query);
        tally.Count(query, found, others.Count > 0);
        var falsely = query.Truth is null && found ? [index.Person(query.Related)!, .. others] : others;
        if (falsely.Count > 0)
        {
            falseMatches.Add(query, falsely);
        }

        if (query.Truth is not null && !found)
        {
            missed.Add(query, [index.Person(query.Truth)!]);
        }
    }

    private void AddUp(Tally tally)
    {
        lock (_lock)
        {
            _sum.Add(tally);
        }
    }

    private IEnumerable<GeneratedQuery> Everything() => population.TrueQueries(options.True)
        .Concat(population.HardOutsiders(options.Hard))
        .Concat(population.RandomOutsiders(options.Random))
        .Concat(population.AmbiguousOutsiders(options.Ambiguous))
        .Concat(population.SimilarTwins(options.Twins));
}
