using System.Security.Cryptography;
using Dapper;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Admin.QueryLog.Retention;
using Meldpunt.Admin.QueryLog.Tree;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.QueryLog.Seal;

/// <summary>
/// Puts the seal on durable rows: leaves, tree, signed checkpoint, second place, and only then the checkpoint for all to see
/// (docs/spec/query-log.md, section 4). One of them works on a log at a time.
/// </summary>
public sealed class LogSealer : IDisposable
{
    /// <summary>Rows in one sealing: it shares the writer with those who wait at gates, and may hold it a few milliseconds.</summary>
    public const int RowsAtOnce = 2_048;

    /// <summary>How long rows may wait for their seal before readiness says so.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    private readonly SqliteDatabase _database;
    private readonly StoreWriter _writer;
    private readonly NoteSigner _signer;
    private readonly SecondPlace _second;
    private readonly TimeProvider _time;

    // What the second place holds, as far as this process knows. Only touched by the one who seals.
    private string _known;

    // Null after anything failed: then what the database holds counts, not what was meant to be there.
    private MerkleTree? _tree;
    private long _lastRowTime;
    private volatile PublishedCheckpoint _published;
    private long _caughtUpAt;
    private int _isSealing;
    private volatile LogFinding _finding;

    private LogSealer(SqliteDatabase database, StoreWriter writer, NoteSigner signer, SecondPlace second, string known, TimeProvider time)
    {
        _database = database;
        _writer = writer;
        _signer = signer;
        _second = second;
        _known = known;
        _time = time;
        _caughtUpAt = time.GetTimestamp();
        Tiles = new TileStore(database);
        _published = new PublishedCheckpoint(LogStart.Open(known, signer.Verifier)!.Size, known, time.GetUtcNow());
    }

    /// <summary>The newest checkpoint that may be shown.</summary>
    public PublishedCheckpoint Published => _published;

    /// <summary>Number of the last row that was there at the start; some may have waited for their seal then.</summary>
    public long RowsAtStart { get; private init; }

    /// <summary>The tiles of the tree.</summary>
    public TileStore Tiles { get; }

    /// <summary>The public half of the key.</summary>
    public NoteVerifier Key => _signer.Verifier;

    /// <summary>What was found wrong while serving; then nothing is sealed any more, and nothing may be answered.</summary>
    public LogFinding Finding => _finding;

    /// <summary>How long ago everything that was there then had its seal.</summary>
    public TimeSpan Behind => _time.GetElapsedTime(Interlocked.Read(ref _caughtUpAt));

    internal Action<SealStep>? At { get; set; }

    internal SecondPlace SecondPlace => _second;

    /// <summary>The key, for what else the log says of itself.</summary>
    internal NoteSigner Signer => _signer;

    /// <summary>
    /// Checks the log against the second place and takes up where it was left. Throws <see cref="LogRefusedException"/> when they disagree, and
    /// <see cref="InstallationException"/> when another process seals this log.
    /// </summary>
    public static LogSealer Open(Installation installation)
    {
        ArgumentNullException.ThrowIfNull(installation);
        var keysFolder = InstallationFolder.Keys(installation.Folder);
        var second = SecondPlace.Hold(keysFolder);
        try
        {
            var signer = new NoteSigner(installation.LogIdentity.Origin, OpenKey(installation));
            if (!string.Equals(signer.VerifierKey, installation.LogIdentity.Vkey, StringComparison.Ordinal))
            {
                throw new LogRefusedException(LogFinding.OtherKey, "De sleutel van het zegel is niet die waarmee dit logboek is begonnen.", LogStart.WhatToDo);
            }

            var known = SecondPlace.ReadFrom(keysFolder);
            using var connection = installation.Database.Open();
            using var snapshot = connection.BeginTransaction(deferred: true);
            LogStart.Check(connection, new TileStore(installation.Database), signer.Verifier, known);
            second.ClearUnfinished();
            return new LogSealer(installation.Database, installation.Writer, signer, second, known!, installation.Time)
            {
                RowsAtStart = connection.ExecuteScalar<long?>("SELECT max(seq) FROM query_log") ?? 0,
            };
        }
        catch
        {
            second.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Seals what waits, at most <see cref="RowsAtOnce"/> rows; true when there may be more. Throws what went wrong, after which it can be called again:
    /// what was durable stands, and the rest is done anew. Does nothing while somebody else's call runs.
    /// </summary>
    public async Task<bool> SealAsync()
    {
        // A service that is told to stop while the disk hangs gives up waiting for the sealing that runs, and asks for a last one.
        if (_finding != LogFinding.None || Interlocked.Exchange(ref _isSealing, 1) != 0)
        {
            return false;
        }

        try
        {
            return await SealSomeAsync().ConfigureAwait(false);
        }
        catch
        {
            _tree = null;
            throw;
        }
        finally
        {
            Volatile.Write(ref _isSealing, 0);
        }
    }

    /// <summary>Seals nothing any more, because somebody else found that the sealed rows are not what they were. The first finding stays.</summary>
    public void Distrust(LogFinding finding)
    {
        if (_finding == LogFinding.None)
        {
            _finding = finding;
        }
    }

    /// <summary>
    /// Holds the tree in the database, as it is now, against a checkpoint that was published earlier, and distrusts the log when it does not begin with those rows, or
    /// when a statement of erasure is not this log's. Costs a few reads.
    /// </summary>
    public void CompareWith(PublishedCheckpoint earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        using var connection = _database.Open();
        using var snapshot = connection.BeginTransaction(deferred: true);
        var finding = LogStart.FindingOf(connection, Tiles, Key, LogStart.Open(earlier.Note, Key)!);
        Distrust(finding == LogFinding.None && RetentionStore.LastErased(connection, Key) is null ? LogFinding.FalseErasure : finding);
    }

    public void Dispose() => _second.Dispose();

    private static Index.Keys.SecretKey OpenKey(Installation installation)
    {
        try
        {
            return installation.Keys.OpenLogSigning();
        }
        catch (IOException)
        {
            throw new LogRefusedException(LogFinding.OtherKey, "De sleutel van het zegel (log-signing.key) is weg.", LogStart.WhatToDo);
        }
        catch (CryptographicException)
        {
            throw new LogRefusedException(LogFinding.OtherKey, "De sleutel van het zegel (log-signing.key) hoort niet bij deze sleutels, of is beschadigd.", LogStart.WhatToDo);
        }
    }

    private async Task<bool> SealSomeAsync()
    {
        var began = _time.GetTimestamp();
        var postings = new PostingBatch();
        var rows = AppendRows(_tree ??= TakeUp(), postings);
        At?.Invoke(SealStep.RowsRead);
        if (rows > 0)
        {
            await StoreAsync(_tree, rows, postings).ConfigureAwait(false);
        }

        if (rows < RowsAtOnce)
        {
            Interlocked.Exchange(ref _caughtUpAt, began);
        }

        return rows == RowsAtOnce;
    }

    // At the beginning, and after a failure: the tree as the database has it. What it has may be newer than what was published, when a commit that failed stood;
    // and whatever it has, it must begin with the rows that were published, or two checkpoints would be signed that contradict each other.
    private MerkleTree TakeUp()
    {
        using var connection = _database.Open();
        using var snapshot = connection.BeginTransaction(deferred: true);
        if (LogStart.FindingOf(connection, Tiles, Key, LogStart.Open(_published.Note, Key)!) is not LogFinding.None and var finding)
        {
            throw Stop(finding);
        }

        var stored = connection.QuerySingleOrDefault<(long Size, string? Note, long SealedAt)>("SELECT size, note, sealed_at FROM log_checkpoint ORDER BY minute DESC LIMIT 1");
        var tree = MerkleTree.Open(stored.Size, Tiles);
        var last = connection.QuerySingleOrDefault<byte[]>("SELECT row FROM query_log WHERE seq <= @Size ORDER BY seq DESC LIMIT 1", new { stored.Size });
        _lastRowTime = last is null ? 0 : QueryRow.TimeOf(last);
        PublishLarger(stored.Size, stored.Note!, DateTimeOffset.FromUnixTimeMilliseconds(stored.SealedAt));
        return tree;
    }

    private int AppendRows(MerkleTree tree, PostingBatch postings)
    {
        using var connection = _database.Open();
        var count = 0;
        foreach (var row in connection.Query<byte[]>(
            "SELECT row FROM query_log WHERE seq > @Size ORDER BY seq LIMIT @RowsAtOnce", new { tree.Size, RowsAtOnce }, buffered: false))
        {
            if (QueryRow.SeqOf(row) != tree.Size + 1)
            {
                throw Stop(LogFinding.Hole);
            }

            if (QueryRow.TimeOf(row) < _lastRowTime)
            {
                throw Stop(LogFinding.TimeReversed);
            }

            tree.Append(MerkleHash.Leaf(row));
            postings.Add(row);
            _lastRowTime = QueryRow.TimeOf(row);
            count++;
        }

        return count;
    }

    private async Task StoreAsync(MerkleTree tree, int rows, PostingBatch postings)
    {
        var note = _signer.SignNote(new Checkpoint(_signer.Verifier.Name, tree.Size, tree.Root).ToText()).ToString();
        At?.Invoke(SealStep.Signed);
        var changes = new List<TileChange>();
        tree.TakeChanges(changes);
        var size = tree.Size;
        var sealedAt = await _writer.WriteAsync(connection => Write(connection, changes, postings, size - rows, size, note)).ConfigureAwait(false);
        At?.Invoke(SealStep.Stored);
        PublishLarger(size, note, sealedAt);
    }

    private DateTimeOffset Write(SqliteConnection connection, List<TileChange> changes, PostingBatch postings, long from, long size, string note)
    {
        // Who else sealed here holds no second place; refusing is better than two trees.
        if (LogPostings.SealedSize(connection) != from)
        {
            throw Stop(LogFinding.TreeDamaged);
        }

        const int MillisecondsPerMinute = 60_000;
        var now = Math.Max(LogPostings.SealedAt(connection), _time.GetUtcNow().ToUnixTimeMilliseconds());
        TileStore.Write(connection, changes);
        postings.Write(connection);
        connection.Execute(
            "INSERT OR REPLACE INTO log_checkpoint (minute, size, note, sealed_at) VALUES (@minute, @size, @note, @now)",
            new { minute = now / MillisecondsPerMinute, size, note, now });
        return DateTimeOffset.FromUnixTimeMilliseconds(now);
    }

    // A smaller one can come up when the database lost its last sealing and does it anew; the second place never goes back.
    private void PublishLarger(long size, string note, DateTimeOffset sealedAt)
    {
        if (size <= _published.Size)
        {
            return;
        }

        if (!_second.TryReplace(_known, note))
        {
            throw Stop(LogFinding.SecondPlaceChanged);
        }

        _known = note;
        At?.Invoke(SealStep.InSecondPlace);
        _published = new PublishedCheckpoint(size, note, sealedAt);
        At?.Invoke(SealStep.Published);
    }

    private LogBrokenException Stop(LogFinding finding)
    {
        _finding = finding;
        return new LogBrokenException(finding);
    }
}
