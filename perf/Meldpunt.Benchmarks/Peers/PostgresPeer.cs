using Npgsql;
using NpgsqlTypes;

namespace Meldpunt.Benchmarks.Peers;

/// <summary>
/// PostgreSQL on the same machine over a socket of its own, one prepared statement with all tags. The cluster is not started here but by perf/peers.sh, which hands
/// over where it is.
/// </summary>
internal sealed class PostgresPeer : IDisposable
{
    private const string Variable = "MELDPUNT_BENCHMARK_POSTGRES";

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _list;
    private readonly NpgsqlParameter<long[]> _tags = new("tags", NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public PostgresPeer(TagPostings postings)
    {
        _connection = new NpgsqlConnection(ConnectionString);
        _connection.Open();
        Execute("DROP TABLE IF EXISTS tags; CREATE UNLOGGED TABLE tags (tag bigint NOT NULL, entry int NOT NULL);");
        Fill(postings);
        Execute("CREATE INDEX tags_by_tag ON tags (tag) INCLUDE (entry);");

        // So that the index alone answers and no page is looked up for who may see it.
        Execute("VACUUM (FREEZE, ANALYZE) tags;");
        _list = new NpgsqlCommand("SELECT entry FROM tags WHERE tag = ANY(@tags)", _connection);
        _ = _list.Parameters.Add(_tags);
        _list.Prepare();
    }

    /// <summary>True when a cluster was given.</summary>
    public static bool IsThere => !string.IsNullOrEmpty(ConnectionString);

    private static string? ConnectionString => Environment.GetEnvironmentVariable(Variable);

    public int LookUp(long[] tags)
    {
        var met = 0;
        _tags.TypedValue = tags;
        using var reader = _list.ExecuteReader();
        while (reader.Read())
        {
            met += reader.GetInt32(0) >= 0 ? 1 : 0;
        }

        return met;
    }

    public void Dispose()
    {
        _list.Dispose();
        _connection.Dispose();
    }

    private void Fill(TagPostings postings)
    {
        using var writer = _connection.BeginBinaryImport("COPY tags (tag, entry) FROM STDIN (FORMAT BINARY)");
        for (var place = 0; place < postings.Count; place++)
        {
            writer.StartRow();
            writer.Write(postings.TagAt(place), NpgsqlDbType.Bigint);
            writer.Write(postings.EntryAt(place), NpgsqlDbType.Integer);
        }

        _ = writer.Complete();
    }

    private void Execute(string text)
    {
        using var command = new NpgsqlCommand(text, _connection) { CommandTimeout = 0 };
        _ = command.ExecuteNonQuery();
    }
}
