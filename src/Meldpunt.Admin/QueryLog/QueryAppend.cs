using System.Buffers.Binary;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Storage;
using Meldpunt.Index.Matching;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.QueryLog;

/// <summary>One row on its way into the log. Rows of match and no match have the same size.</summary>
internal sealed class QueryAppend : StoreWrite
{
    private readonly QueryLogTable _table;
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public QueryAppend(
        QueryLogTable table, Caller caller, QueryPurpose purpose, ReadOnlySpan<FoundEntry> matched, int matchedCount, string rule, CalendarMonth subjectMonth)
    {
        _table = table;
        HasReference = matchedCount > 0 && purpose == QueryPurpose.Gate;
        QueryRow.WriteQuestion(Bytes, caller, purpose, matchedCount, rule, subjectMonth);
        for (var place = 0; place < Math.Min(matched.Length, LogFormat.MaxMatched); place++)
        {
            matched[place].Id.CopyTo(Bytes.AsSpan(LogFormat.MatchedAt + (place * LogFormat.IdBytes)));
            BinaryPrimitives.WriteInt32BigEndian(Bytes.AsSpan(LogFormat.AgreementAt + (place * sizeof(int))), (int)matched[place].Agreement);
        }

        Span<byte> random = stackalloc byte[LogFormat.IdBytes + LogFormat.IdBytes + LogFormat.HashBytes];
        RandomBytes.Fill(random);
        random[..LogFormat.IdBytes].CopyTo(Bytes.AsSpan(LogFormat.QueryIdAt));
        random.Slice(LogFormat.IdBytes, LogFormat.IdBytes).CopyTo(Bytes.AsSpan(LogFormat.TraceIdAt));
        random[^LogFormat.HashBytes..].CopyTo(Bytes.AsSpan(LogFormat.SaltAt));
    }

    /// <summary>The row; whole when <see cref="Execute"/> has numbered it.</summary>
    public byte[] Bytes { get; } = new byte[LogFormat.RowBytes];

    /// <summary>Where the pseudonym goes.</summary>
    public Span<byte> Subject => Bytes.AsSpan(LogFormat.SubjectAt, SubjectPseudonym.SizeBytes);

    /// <summary>True for what both desks will call by a reference: a match at a gate.</summary>
    public bool HasReference { get; }

    /// <summary>Completes when the row is durable.</summary>
    public Task Completion => _completion.Task;

    // It breaks no constraint by itself; if it does, the numbering is wrong and the whole batch must not stand.
    public override bool CanFailAlone => false;

    public override void Execute(SqliteConnection connection, SqliteTransaction transaction) => _table.Insert(connection, transaction, this);

    public override void Succeed()
    {
        _table.Confirm(Bytes);
        _completion.TrySetResult();
    }

    public override void Fail(Exception exception) => _completion.TrySetException(exception);
}
