using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Meldpunt.Admin.QueryLog.Verification;
using Microsoft.Data.Sqlite;

namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary>
/// Somebody outside the process, who remembers every answer and the newest checkpoint, and holds the log against both. Knows rows, tree and checkpoint from
/// docs/spec/query-log.md and shares no code with what writes them.
/// </summary>
internal sealed class LogOracle(string folder)
{
    private readonly ConcurrentDictionary<string, string> _answered = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    // Guarded by _lock.
    private string? _checkpoint;
    private long _size;
    private string _root = string.Empty;
    private int _refused;

    public int Answered => _answered.Count;

    /// <summary>Queries that got no answer but were heard.</summary>
    public int Refused => _refused;

    /// <summary>Rows under the newest checkpoint that was seen.</summary>
    public long SealedSize => _size;

    public void Remember(JsonObject answer) =>
        Assert.True(_answered.TryAdd(answer["id"]!.GetValue<string>(), answer["uitkomst"]!.GetValue<string>()), "two queries got the same id");

    public void RememberRefusal() => Interlocked.Increment(ref _refused);

    /// <summary>Takes up a checkpoint that was there for all to see: it may not be smaller than an earlier one, nor another of the same size.</summary>
    public void See(string checkpoint)
    {
        var lines = checkpoint.Split('\n');
        var size = long.Parse(lines[1], CultureInfo.InvariantCulture);
        lock (_lock)
        {
            Assert.True(size >= _size, $"the checkpoint went back from {_size} to {size}");
            Assert.True(size > _size || _checkpoint is null || string.Equals(lines[2], _root, StringComparison.Ordinal), $"two checkpoints of {size} rows");
            (_checkpoint, _size, _root) = (checkpoint, size, lines[2]);
        }
    }

    /// <summary>
    /// Reads the log: numbers without holes, times in order, every answered query there exactly once and with its outcome, and the tree of the newest checkpoint is that
    /// of the first rows.
    /// </summary>
    public int Check()
    {
        var rows = ReadRows();
        var logged = new Dictionary<string, string>(rows.Count, StringComparer.Ordinal);
        var before = 0L;
        for (var place = 0; place < rows.Count; place++)
        {
            var row = rows[place];
            var time = BinaryPrimitives.ReadInt64BigEndian(row.AsSpan(12));
            Assert.Equal(place + 1, BinaryPrimitives.ReadInt64BigEndian(row.AsSpan(4)));
            Assert.True(time >= before, $"row {place + 1} is older than the one before it");
            Assert.True(logged.TryAdd(Convert.ToHexStringLower(row, 20, 16), row[2] == 1 ? "match" : "geenMatch"), $"row {place + 1} is there twice");
            before = time;
        }

        foreach (var (id, outcome) in _answered)
        {
            Assert.True(logged.TryGetValue(id, out var stands), $"query {id} was answered and is not in the log");
            Assert.Equal(outcome, stands);
        }

        Assert.True(_size <= rows.Count, $"a checkpoint of {_size} rows was shown and the log has {rows.Count}");
        Assert.True(_checkpoint is null || string.Equals(_root, Convert.ToBase64String(Root(rows, 0, (int)_size)), StringComparison.Ordinal), $"the first {_size} rows are not those that were sealed");
        return rows.Count;
    }

    /// <summary>Checks the whole log as <c>logboek verifieer</c> does, with the newest checkpoint that was seen.</summary>
    public void VerifyAll()
    {
        var report = new LogVerifier(TimeProvider.System).Verify(folder, new VerificationRequest { KeptCheckpoint = _checkpoint });
        Assert.Empty(report.Findings.Select(finding => finding.ToString()));
        Assert.Equal(0, report.FindingCount);
    }

    private List<byte[]> ReadRows()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "meldpunt.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT row FROM query_log ORDER BY seq";
        using var reader = command.ExecuteReader();
        var rows = new List<byte[]>();
        while (reader.Read())
        {
            rows.Add((byte[])reader[0]);
        }

        return rows;
    }

    private static byte[] Root(List<byte[]> rows, int first, int count)
    {
        if (count <= 1)
        {
            return SHA256.HashData(count == 0 ? [] : [0, .. rows[first]]);
        }

        var left = 1;
        while (left * 2 < count)
        {
            left *= 2;
        }

        return SHA256.HashData([1, .. Root(rows, first, left), .. Root(rows, first + left, count - left)]);
    }
}
