namespace Meldpunt.Benchmarks;

/// <summary>Calls every benchmark once at a tiny size, so that a change that breaks one is seen at that change. Measures nothing.</summary>
internal static class Smoke
{
    private const int Entries = 200;
    private const int Turns = 100;

    public static void Run(TextWriter output)
    {
        var ran = 0;
        var query = new QueryBenchmark { Entries = Entries };
        query.Setup();
        ran += Expect(Enumerable.Range(0, Turns).Sum(_ => query.Find()) > 0, nameof(query.Find));
        ran += Expect(query.Folding() == 1, nameof(query.Folding));
        ran += Expect(query.FoldingAndHashing() == 1, nameof(query.FoldingAndHashing));
        ran += Expect(query.HashesAlone() > 0, nameof(query.HashesAlone));
        ran += Expect(Enumerable.Range(0, Turns).Sum(_ => query.RawFasterReads()) > 0, nameof(query.RawFasterReads));
        ran += Expect(Enumerable.Range(0, Turns).Sum(_ => query.ReadingAndScanning()) == 0, nameof(query.ReadingAndScanning));
        output.WriteLine(FormattableString.Invariant($"a query has {query.HashesPerQuery:0.0} hashes and {query.ReadsPerQuery:0.0} reads of FASTER"));
        query.CleanUp();

        var peer = new PeerBenchmark { Entries = Entries };
        peer.Setup();
        ran += Peers(peer);

        var percentiles = Percentiles.Measure(Entries, queries: 2 * Entries, output);
        ran += Expect(percentiles.Hits > Entries / 2, nameof(Percentiles));
        output.WriteLine($"{ran} benchmarks ran once, 0 failed");
    }

    // All were filled with the same tags and are asked the same, so all must meet as many entries.
    private static int Peers(PeerBenchmark peer)
    {
        var tags = peer.Met(peers => peers.Dictionary.LookUp, anchorsOnly: false);
        var anchors = peer.Met(peers => peers.Dictionary.LookUp, anchorsOnly: true);
        return Expect(tags > anchors && anchors > 0, nameof(peer.DictionaryEveryTag))
            + Expect(peer.Met(peers => peers.Sqlite.LookUpOneByOne, anchorsOnly: false) == tags, nameof(peer.SqliteEveryTagOneByOne))
            + Expect(peer.Met(peers => peers.Sqlite.LookUp, anchorsOnly: true) == anchors, nameof(peer.SqliteAnchors))
            + Expect(peer.Met(peers => peers.Postgres is null ? peers.Dictionary.LookUp : peers.Postgres.LookUp, anchorsOnly: false) == tags, nameof(peer.PostgresEveryTag));
    }

    private static int Expect(bool holds, string benchmark) =>
        holds ? 1 : throw new InvalidOperationException($"The benchmark {benchmark} does not find what it should.");
}
