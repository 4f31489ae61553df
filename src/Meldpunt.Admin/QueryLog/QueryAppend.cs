using System.Security.Cryptography;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Storage;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.QueryLog;

/// <summary>One row on its way into the log. Rows of match and no match have the same size.</summary>
internal sealed class QueryAppend(QueryLogTable table, Caller caller, int matchedCount) : StoreWrite
{
    /// <summary>Entry ids that a row has room for. The count tells when there were more.</summary>
    public const int MaxMatched = 8;

    /// <summary>Bytes of the random salt that hides the row behind its leaf hash.</summary>
    public const int SaltBytes = 32;

    private readonly TaskCompletionSource<LoggedQuery> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // One call for all randomness of a row: the random source has a lock, and every query takes it.
    private readonly byte[] _random = RandomNumberGenerator.GetBytes(OpaqueId.SizeBytes + SaltBytes);

    public OpaqueId QueryId => new(_random.AsSpan(0, OpaqueId.SizeBytes));

    public Caller Caller { get; } = caller;

    public required QueryPurpose Purpose { get; init; }

    public int MatchedCount { get; } = matchedCount;

    public byte[] Matched { get; } = new byte[MaxMatched * OpaqueId.SizeBytes];

    /// <summary>In what the visitor and each matched entry agree; see <see cref="Meldpunt.Index.Matching.Agreement"/>.</summary>
    public byte[] Agreement { get; } = new byte[MaxMatched * sizeof(int)];

    /// <summary>Version and strength of the rule that decided.</summary>
    public required string Rule { get; init; }

    public required CalendarMonth SubjectMonth { get; init; }

    public byte[] Subject { get; } = new byte[SubjectPseudonym.SizeBytes];

    public byte[] Salt => _random[OpaqueId.SizeBytes..];

    /// <summary>What was written; set by <see cref="Execute"/>.</summary>
    public LoggedQuery? Row { get; set; }

    public Task<LoggedQuery> Completion => _completion.Task;

    // It breaks no constraint by itself; if it does, the numbering is wrong and the whole batch must not stand.
    public override bool CanFailAlone => false;

    public override void Execute(SqliteConnection connection, SqliteTransaction transaction) => table.Insert(connection, transaction, this);

    public override void Succeed() => _completion.TrySetResult(Row!);

    public override void Fail(Exception exception) => _completion.TrySetException(exception);
}
