using System.Buffers.Binary;
using System.Text;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Keys;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.QueryLog;

/// <summary>
/// The bytes of one row: what is sealed, stored and exported. Written in two steps, because number, time and reference are only known where rows are written
/// one after the other. Layout: <c>docs/spec/query-log.md</c>, section 1.
/// </summary>
internal static class QueryRow
{
    /// <summary>Writes everything but number, time and reference into a row of zeros.</summary>
    public static void WriteQuestion(Span<byte> row, Caller caller, QueryPurpose purpose, int matchedCount, string rule, CalendarMonth subjectMonth)
    {
        row[LogFormat.VersionAt] = LogFormat.RowVersion;
        row[LogFormat.PurposeAt] = (byte)purpose;
        row[LogFormat.OutcomeAt] = (byte)(matchedCount > 0 ? QueryOutcome.Match : QueryOutcome.NoMatch);
        (caller.Participant?.Id ?? default).CopyTo(row[LogFormat.ParticipantAt..]);
        (caller.Location?.Id ?? default).CopyTo(row[LogFormat.LocationAt..]);
        caller.AccountId.CopyTo(row[LogFormat.AccountAt..]);
        caller.TerminalId.CopyTo(row[LogFormat.TerminalAt..]);
        BinaryPrimitives.WriteUInt32BigEndian(row[LogFormat.MatchedCountAt..], (uint)matchedCount);
        BinaryPrimitives.WriteUInt16BigEndian(row[LogFormat.SubjectYearAt..], (ushort)subjectMonth.Year);
        row[LogFormat.SubjectMonthAt] = (byte)subjectMonth.Month;

        // Throws on a name that does not fit: a row that says less than it should must not stand.
        Encoding.ASCII.GetBytes(rule, row.Slice(LogFormat.RuleAt, LogFormat.RuleBytes));
    }

    /// <summary>Writes what is known only where rows get their order.</summary>
    public static void WritePlace(Span<byte> row, long seq, long unixMilliseconds, int matchYear, int matchNumber)
    {
        BinaryPrimitives.WriteInt64BigEndian(row[LogFormat.SeqAt..], seq);
        BinaryPrimitives.WriteInt64BigEndian(row[LogFormat.TimeAt..], unixMilliseconds);
        BinaryPrimitives.WriteUInt16BigEndian(row[LogFormat.MatchYearAt..], (ushort)matchYear);
        BinaryPrimitives.WriteInt32BigEndian(row[LogFormat.MatchNumberAt..], matchNumber);
    }

    /// <summary>Reads a row for those who may read the log; whom it is about stays behind.</summary>
    public static LoggedQuery Read(ReadOnlySpan<byte> row) => new()
    {
        Seq = SeqOf(row),
        QueryId = IdAt(row, LogFormat.QueryIdAt),
        RecordedAt = DateTimeOffset.FromUnixTimeMilliseconds(TimeOf(row)),
        ParticipantId = IdAt(row, LogFormat.ParticipantAt),
        LocationId = IdAt(row, LogFormat.LocationAt),
        AccountId = IdAt(row, LogFormat.AccountAt),
        TerminalId = IdAt(row, LogFormat.TerminalAt),
        TraceId = Convert.ToHexStringLower(row.Slice(LogFormat.TraceIdAt, LogFormat.IdBytes)),
        Purpose = (QueryPurpose)row[LogFormat.PurposeAt],
        Outcome = (QueryOutcome)row[LogFormat.OutcomeAt],
        MatchYear = BinaryPrimitives.ReadUInt16BigEndian(row[LogFormat.MatchYearAt..]),
        MatchNumber = BinaryPrimitives.ReadInt32BigEndian(row[LogFormat.MatchNumberAt..]),
        MatchedCount = BinaryPrimitives.ReadUInt32BigEndian(row[LogFormat.MatchedCountAt..]),
        Agreement = row.Slice(LogFormat.AgreementAt, LogFormat.MaxMatched * sizeof(int)).ToArray(),
        Rule = Encoding.ASCII.GetString(row.Slice(LogFormat.RuleAt, LogFormat.RuleBytes).TrimEnd((byte)0)),
    };

    /// <summary>The row's number.</summary>
    public static long SeqOf(ReadOnlySpan<byte> row) => BinaryPrimitives.ReadInt64BigEndian(row[LogFormat.SeqAt..]);

    /// <summary>When it was logged, in milliseconds since 1970 UTC.</summary>
    public static long TimeOf(ReadOnlySpan<byte> row) => BinaryPrimitives.ReadInt64BigEndian(row[LogFormat.TimeAt..]);

    /// <summary>Year and number by which both desks call a match; zeros when there is none.</summary>
    public static (int Year, int Number) ReferenceOf(ReadOnlySpan<byte> row) =>
        (BinaryPrimitives.ReadUInt16BigEndian(row[LogFormat.MatchYearAt..]), BinaryPrimitives.ReadInt32BigEndian(row[LogFormat.MatchNumberAt..]));

    /// <summary>The id that begins there; the empty id for zeros.</summary>
    public static OpaqueId IdAt(ReadOnlySpan<byte> row, int at) => new(row.Slice(at, LogFormat.IdBytes));
}
