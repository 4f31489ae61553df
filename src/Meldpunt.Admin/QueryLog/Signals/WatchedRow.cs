using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.QueryLog.Signals;

/// <summary>What the watches over rows need of one. The subject is the first half of the pseudonym of the person asked about: enough to tell people apart.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WatchedRow(
    long Seq, long UnixMilliseconds, QueryPurpose Purpose, QueryOutcome Outcome, OpaqueId ParticipantId, OpaqueId AccountId, OpaqueId Subject)
{
    /// <summary>The entries that matched, as far as the row has room for them.</summary>
    public IReadOnlyList<OpaqueId> Matched { get; init; } = [];

    public static WatchedRow Of(ReadOnlySpan<byte> row) => new(
        QueryRow.SeqOf(row),
        QueryRow.TimeOf(row),
        (QueryPurpose)row[LogFormat.PurposeAt],
        (QueryOutcome)row[LogFormat.OutcomeAt],
        new OpaqueId(row.Slice(LogFormat.ParticipantAt, LogFormat.IdBytes)),
        new OpaqueId(row.Slice(LogFormat.AccountAt, LogFormat.IdBytes)),
        new OpaqueId(row.Slice(LogFormat.SubjectAt, LogFormat.IdBytes)))
    {
        Matched = MatchedIn(row),
    };

    public Sighting Sight(SignalKind kind, long firstUnixMilliseconds, long firstSeq, int count) =>
        new(kind, ParticipantId, AccountId, firstUnixMilliseconds, firstSeq, UnixMilliseconds, Seq, count);

    private static OpaqueId[] MatchedIn(ReadOnlySpan<byte> row)
    {
        var matched = new OpaqueId[Math.Min(LogFormat.MaxMatched, BinaryPrimitives.ReadUInt32BigEndian(row[LogFormat.MatchedCountAt..]))];
        for (var place = 0; place < matched.Length; place++)
        {
            matched[place] = QueryRow.IdAt(row, LogFormat.MatchedAt + (place * LogFormat.IdBytes));
        }

        return matched;
    }
}
