using BenchmarkDotNet.Attributes;
using Meldpunt.Benchmarks.Peers;
using Meldpunt.Index.Matching;

namespace Meldpunt.Benchmarks;

/// <summary>
/// A whole query beside nothing but the looking up of its tags elsewhere. The peers are spared the folding, the hashing and the deciding, so every ratio favours them.
/// Postgres is left out when perf/peers.sh started none.
/// </summary>
[MemoryDiagnoser]
[OneProcess]
public class PeerBenchmark
{
    private const int Sampled = 500;

    private FilledPeers _peers = null!;
    private int _turn;

    // A million entries are thirty million tags: for a peer many gigabytes, and minutes at every collection between two benchmarks.
    [Params(10_000, 100_000)]
    public int Entries { get; set; }

    /// <summary>Tags asked of a peer for a visitor, in the mean.</summary>
    internal double TagsPerQuery => _peers.EveryTag.Average(tags => tags.Length);

    internal double AnchorsPerQuery => _peers.Anchors.Average(tags => tags.Length);

    [GlobalSetup]
    public void Setup()
    {
        _peers = FilledPeers.Of(Entries);
        Console.WriteLine(FormattableString.Invariant($"// a visitor has {TagsPerQuery:0.0} tags bound to dates, of which {AnchorsPerQuery:0.0} anchors"));
    }

    [Benchmark(Baseline = true)]
    public int Find()
    {
        Span<FoundEntry> found = stackalloc FoundEntry[4];
        return _peers.Measured.Index.Persons.Find(_peers.Measured.Visitors[Next()], FilledIndex.Today, found);
    }

    [Benchmark]
    public int DictionaryEveryTag() => _peers.Dictionary.LookUp(_peers.EveryTag[Next()]);

    [Benchmark]
    public int DictionaryAnchors() => _peers.Dictionary.LookUp(_peers.Anchors[Next()]);

    [Benchmark]
    public int SqliteEveryTagOneByOne() => _peers.Sqlite.LookUpOneByOne(_peers.EveryTag[Next()]);

    [Benchmark]
    public int SqliteEveryTag() => _peers.Sqlite.LookUp(_peers.EveryTag[Next()]);

    [Benchmark]
    public int SqliteAnchors() => _peers.Sqlite.LookUp(_peers.Anchors[Next()]);

    [Benchmark]
    public int PostgresEveryTag() => _peers.Postgres!.LookUp(_peers.EveryTag[Next()]);

    [Benchmark]
    public int PostgresAnchors() => _peers.Postgres!.LookUp(_peers.Anchors[Next()]);

    /// <summary>How many entries a peer meets for all visitors together.</summary>
    internal int Met(Func<FilledPeers, Func<long[], int>> lookUp, bool anchorsOnly) => (anchorsOnly ? _peers.Anchors : _peers.EveryTag).Take(Sampled).Sum(lookUp(_peers));

    private int Next()
    {
        _turn = (_turn + 1) & (_peers.EveryTag.Length - 1);
        return _turn;
    }
}
