using System.Buffers.Binary;
using System.Security.Cryptography;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.QueryLog;

namespace Meldpunt.Admin.Processing;

/// <summary>
/// What the second log (Logboek Dataverwerkingen 1.0.0) hears of one query: that it happened, when, why, and the pseudonym of the person it was about.
/// Nothing of staff, which that standard keeps out (section 2.3.4), and not whether it matched: there is no member for either.
/// </summary>
public sealed class ProcessingRecord
{
    private const int SpanIdBytes = 8;

    /// <summary>Number of the row it was made from.</summary>
    public long Seq { get; private init; }

    /// <summary>The row's trace id, 32 hexadecimal digits; the auditor finds the row by it and the row this record.</summary>
    public string TraceId { get; private init; } = string.Empty;

    /// <summary>16 hexadecimal digits, made from the row: a record that is sent twice can be told to be one.</summary>
    public string SpanId { get; private init; } = string.Empty;

    public QueryPurpose Purpose { get; private init; }

    /// <summary>
    /// True for a row that is a question about a person: an act of the register is none, and of a question that was refused nothing of anybody was read. The second log hears
    /// of neither.
    /// </summary>
    public bool IsProcessing => Purpose is not (QueryPurpose.Administration or QueryPurpose.Refused);

    /// <summary>Moment of the row, milliseconds since 1970 UTC.</summary>
    public long UnixMilliseconds { get; private init; }

    /// <summary>The row's pseudonym of the person asked about, 64 hexadecimal digits.</summary>
    public string Subject { get; private init; } = string.Empty;

    /// <summary>The month under whose key the pseudonym was made.</summary>
    public CalendarMonth SubjectMonth { get; private init; }

    /// <summary>Makes the record of a row. Throws <see cref="InvalidDataException"/> on a row of another version.</summary>
    public static ProcessingRecord Of(ReadOnlySpan<byte> row)
    {
        if (row.Length != LogFormat.RowBytes || row[LogFormat.VersionAt] != LogFormat.RowVersion)
        {
            throw new InvalidDataException("A row of the query log has a form that this program does not know.");
        }

        return new ProcessingRecord
        {
            Seq = QueryRow.SeqOf(row),
            TraceId = Convert.ToHexStringLower(row.Slice(LogFormat.TraceIdAt, LogFormat.IdBytes)),
            SpanId = SpanIdOf(row),
            Purpose = (QueryPurpose)row[LogFormat.PurposeAt],
            UnixMilliseconds = QueryRow.TimeOf(row),
            Subject = Convert.ToHexStringLower(row.Slice(LogFormat.SubjectAt, LogFormat.HashBytes)),
            SubjectMonth = new CalendarMonth(BinaryPrimitives.ReadUInt16BigEndian(row[LogFormat.SubjectYearAt..]), row[LogFormat.SubjectMonthAt]),
        };
    }

    // From two random fields, so that it says nothing of the rest of the row; under a name, so that no other hash of them can be this one.
    private static string SpanIdOf(ReadOnlySpan<byte> row)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData([.. "meldpunt span 1\n"u8, .. row.Slice(LogFormat.TraceIdAt, LogFormat.IdBytes), .. row.Slice(LogFormat.SaltAt, LogFormat.HashBytes)], hash);
        return Convert.ToHexStringLower(hash[..SpanIdBytes]);
    }
}
