using System.Text;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Benchmarks.Peers;

/// <summary>SQLite in this process: one table in the order of its key, mapped into memory and read to the end once, so that no disk is measured.</summary>
internal sealed class SqlitePeer : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _single;
    private readonly SqliteParameter _tag;
    private readonly SqliteCommand _list;
    private readonly SqliteParameter _tags;
    private readonly StringBuilder _json = new();

    public SqlitePeer(TagPostings postings)
    {
        var folder = Directory.CreateTempSubdirectory("meldpunt-sqlite-").FullName;
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "tags.db"), Pooling = false }.ToString());
        _connection.Open();
        Execute("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA mmap_size=8589934592; PRAGMA cache_size=-1048576;");
        Execute("CREATE TABLE tags (tag INTEGER NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY (tag, entry)) WITHOUT ROWID;");

        // An open file needs no name. Without one it goes with the process, however that ends.
        Directory.Delete(folder, recursive: true);
        Fill(postings);
        Execute("SELECT sum(entry) FROM tags;");

        _single = Command("SELECT entry FROM tags WHERE tag = $tag;", "$tag", out _tag);
        _list = Command("SELECT entry FROM tags WHERE tag IN (SELECT value FROM json_each($tags));", "$tags", out _tags);
    }

    /// <summary>One prepared statement for each tag.</summary>
    public int LookUpOneByOne(long[] tags)
    {
        var met = 0;
        foreach (var tag in tags)
        {
            _tag.Value = tag;
            met += CountRows(_single);
        }

        return met;
    }

    /// <summary>One statement that is given all tags.</summary>
    public int LookUp(long[] tags)
    {
        _ = _json.Clear().Append('[').AppendJoin(',', tags).Append(']');
        _tags.Value = _json.ToString();
        return CountRows(_list);
    }

    public void Dispose()
    {
        _single.Dispose();
        _list.Dispose();
        _connection.Dispose();
    }

    private static int CountRows(SqliteCommand command)
    {
        var met = 0;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            met += reader.GetInt32(0) >= 0 ? 1 : 0;
        }

        return met;
    }

    private void Fill(TagPostings postings)
    {
        using var transaction = _connection.BeginTransaction();
        using var insert = _connection.CreateCommand();
        insert.CommandText = "INSERT OR IGNORE INTO tags VALUES ($tag, $entry);";
        var tag = insert.Parameters.Add("$tag", SqliteType.Integer);
        var entry = insert.Parameters.Add("$entry", SqliteType.Integer);
        for (var place = 0; place < postings.Count; place++)
        {
            tag.Value = postings.TagAt(place);
            entry.Value = postings.EntryAt(place);
            _ = insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private SqliteCommand Command(string text, string name, out SqliteParameter parameter)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = 0L;
        _ = command.Parameters.Add(parameter);
        command.Prepare();
        return command;
    }

    private void Execute(string text)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = text;
        _ = command.ExecuteNonQuery();
    }
}
