using Dapper;
using Meldpunt.Admin.QueryLog.Verification;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.QueryLog.Verification;

/// <summary>
/// A sealed log that was made from the specification and by nothing of the program but its schema: the independent twin of a real one. 600 rows, of which every
/// fifth is a match; checkpoints over 1, 10, 256, 300 and 590; one row a minute from 21 November 2026. Without its triggers, as whoever can write the file can do.
/// </summary>
internal sealed class LogByHand : IDisposable
{
    public const string Origin = "voorbeeld.example/logboek";
    public const int Sealed = 590;

    public static readonly DateTimeOffset Start = new(2026, 11, 21, 19, 15, 0, TimeSpan.Zero);

    private static readonly int[] Sizes = [1, 10, 256, 300, Sealed];

    private readonly TempFolder _folder = new();
    private readonly SqliteDatabase _database;

    public LogByHand(int rows = 600, Func<long, byte[]>? row = null)
    {
        Rows = [.. Enumerable.Range(1, rows).Select(seq => (row ?? Row)(seq))];
        Directory.CreateDirectory(Keys);
        _database = new SqliteDatabase(Folder);
        _database.Create(connection => connection.Execute(
            """
            DROP TRIGGER query_log_is_append_only_1; DROP TRIGGER query_log_is_append_only_2;
            DROP TRIGGER log_erasure_is_append_only_1; DROP TRIGGER log_erasure_is_append_only_2;
            """));
        Execute("INSERT INTO log_identity VALUES (1, @Origin, @VerifierKey, 0, 24)", new { Key.Origin, Key.VerifierKey });
        Write(log => log.Execute("INSERT INTO query_log VALUES (@seq, @row)", Rows.Select((bytes, index) => new { seq = index + 1, row = bytes })));
        Seal(Rows, Key);
    }

    public KeyByHand Key { get; } = new(Origin, number: 7);

    public string Folder => _folder.Path;

    public string Keys => _folder.Combine("keys");

    public string SecondPlace => Path.Combine(Keys, "log.checkpoint");

    public byte[][] Rows { get; }

    public byte[][] Leaves(int count) => [.. Rows.Take(count).Select(TreeByHand.Leaf)];

    public byte[] RootAt(int size) => TreeByHand.Root(Leaves(size));

    /// <summary>Makes tiles, checkpoints and second place anew, over these rows and by this key.</summary>
    public void Seal(byte[][] rows, KeyByHand key)
    {
        byte[][] leaves = [.. rows.Select(TreeByHand.Leaf)];
        var sizes = Sizes.Where(size => size <= leaves.Length).ToList();
        var last = sizes[^1];
        Write(log =>
        {
            log.Execute("DELETE FROM log_tile; DELETE FROM log_checkpoint");
            log.Execute("INSERT INTO log_tile VALUES (@id, @hashes)", TreeByHand.Tiles(leaves[..last]).Select(tile => new { id = tile.Key, hashes = tile.Value }));
            log.Execute("INSERT INTO log_checkpoint VALUES (@minute, @size, @note, @at)", sizes.Select(size => Checkpoint(size, key.Checkpoint(size, TreeByHand.Root(leaves.AsSpan(0, size))))));
        });
        File.WriteAllText(SecondPlace, key.Checkpoint(last, TreeByHand.Root(leaves.AsSpan(0, last))));
        File.WriteAllText(Path.Combine(Keys, "log.vkey"), key.VerifierKey + "\n");
    }

    /// <summary>What somebody does to the database who can write it.</summary>
    public void Execute(string sql, object? parameters = null) => Write(log => log.Execute(sql, parameters));

    /// <summary>Changes the bytes of one row where they are.</summary>
    public void Change(long seq, Action<byte[]> change)
    {
        var row = Read<byte[]>($"SELECT row FROM query_log WHERE seq = {seq}");
        change(row);
        Execute("UPDATE query_log SET row = @row WHERE seq = @seq", new { seq, row });
    }

    public T Read<T>(string sql)
    {
        using var connection = _database.Open();
        return connection.QuerySingle<T>(sql);
    }

    /// <summary>Erases rows with a statement of this key.</summary>
    public void Erase(long lastSeq, string before, string decided, KeyByHand? key = null) =>
        Erase(lastSeq, (key ?? Key).Erasure(lastSeq, before, decided));

    public void Erase(long lastSeq, string note)
    {
        Execute("DELETE FROM query_log WHERE seq <= @lastSeq", new { lastSeq });
        Execute("INSERT INTO log_erasure VALUES (@lastSeq, @note)", new { lastSeq, note });
    }

    /// <summary>Checks with the key from outside, some years later.</summary>
    public VerificationReport Verify(string? kept = null, VerifiedState? from = null) =>
        VerifyWith(new VerificationRequest { VerifierKey = Key.VerifierKey, KeptCheckpoint = kept, From = from });

    public VerificationReport VerifyWith(VerificationRequest request) =>
        new LogVerifier(new ManualTime(Start.AddYears(4))).Verify(Folder, request, TestContext.Current.CancellationToken);

    /// <summary>Row by row, with what makes it match or not.</summary>
    public static byte[] Row(long seq)
    {
        var time = Start.AddMinutes(seq);
        return seq % 5 == 0 ? RowByHand.Match(seq, time, (uint)(seq / 5), count: (uint)(1 + (seq % 11))) : RowByHand.NoMatch(seq, time);
    }

    public void Dispose()
    {
        _database.CloseIdle();
        _folder.Dispose();
    }

    private static object Checkpoint(int size, string note)
    {
        var at = Start.AddMinutes(size).ToUnixTimeMilliseconds();
        return new { minute = at / 60_000, size, note, at };
    }

    private void Write(Action<Microsoft.Data.Sqlite.SqliteConnection> change)
    {
        using var connection = _database.Open();
        using var transaction = connection.BeginTransaction();
        change(connection);
        transaction.Commit();
    }
}
