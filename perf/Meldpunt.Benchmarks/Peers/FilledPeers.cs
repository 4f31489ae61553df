namespace Meldpunt.Benchmarks.Peers;

/// <summary>The peers of one size, and what they are asked; made once and kept while benchmarks of that size run.</summary>
internal sealed class FilledPeers : IDisposable
{
    private const int Asked = 1 << 14;

    private static FilledPeers? _current;

    private FilledPeers(Measured measured, Crowd crowd)
    {
        Measured = measured;
        var keys = IndexParts.KeysOf(measured.Index.Persons);
        var query = IndexParts.NewQuery();
        EveryTag = [.. measured.Visitors.Take(Asked).Select(visitor => TagPostings.Asked(visitor, keys, query, anchorsOnly: false))];
        Anchors = [.. measured.Visitors.Take(Asked).Select(visitor => TagPostings.Asked(visitor, keys, query, anchorsOnly: true))];
        var postings = new TagPostings(crowd, keys);
        Dictionary = new DictionaryPeer(postings);
        Sqlite = new SqlitePeer(postings);
        Postgres = PostgresPeer.IsThere ? new PostgresPeer(postings) : null;
    }

    public Measured Measured { get; }

    /// <summary>All tags of a visitor, for each visitor.</summary>
    public long[][] EveryTag { get; }

    /// <summary>The tags of which everybody who can be the same shares one: the least that a peer can be asked.</summary>
    public long[][] Anchors { get; }

    public DictionaryPeer Dictionary { get; }

    public SqlitePeer Sqlite { get; }

    public PostgresPeer? Postgres { get; }

    public static FilledPeers Of(int entries)
    {
        if (_current?.Measured.Entries != entries)
        {
            _current?.Dispose();
            _current = null;
            _current = new FilledPeers(Measured.Of(entries), new Crowd(entries));
        }

        return _current;
    }

    public void Dispose()
    {
        Sqlite.Dispose();
        Postgres?.Dispose();
    }
}
