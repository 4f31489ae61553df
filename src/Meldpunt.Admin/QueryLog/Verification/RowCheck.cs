using System.Buffers.Binary;

namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>
/// What a row must be by itself and after the rows before it (section 1), apart from its hash. The sentences tell nothing of what stands in the row: whoever may
/// check a log need not be somebody who may read it.
/// </summary>
internal sealed class RowCheck
{
    /// <summary>The purpose of a question that was not answered because a budget was used up: nobody was looked up, so it has no outcome.</summary>
    public const byte RefusedPurpose = 5;

    private const byte LastPurpose = RefusedPurpose;
    private const byte GatePurpose = 1;
    private const byte NoMatch = 0;
    private const byte Match = 1;
    private const int MonthsInYear = 12;
    private const int ZeroAfterOutcomeAt = 3;
    private const int ZeroAfterMonthAt = 289;
    private const int AgreementBytes = 4;

    // The last moment of the year 9998: later ones have no end of the year that .NET can tell.
    private const ulong MaxTime = 253_370_764_799_999;

    // What is known of the last reference when rows are not there that may have had one.
    private const long UnknownReference = -1;

    // On New Year's Eve the Netherlands are one hour ahead of UTC.
    private const long NewYearOffset = 3_600_000;

    private long _yearStart;
    private long _yearEnd;
    private int _year;

    /// <summary>Moment of the last row, in milliseconds since 1970.</summary>
    public long LastTime { get; private set; }

    /// <summary>Year and number of the last reference; zeros when there was none, -1 for the number when rows are gone that may have had it.</summary>
    public int ReferenceYear { get; private set; }

    public long ReferenceNumber { get; private set; }

    /// <summary>Goes on from what an earlier check ended with.</summary>
    public void Resume(VerifiedState state)
    {
        LastTime = state.LastTime;
        ReferenceYear = state.ReferenceYear;
        ReferenceNumber = state.ReferenceNumber;
    }

    /// <summary>The rows before the next one are not there: nobody knows how many references they had.</summary>
    public void SkipRows() => (ReferenceYear, ReferenceNumber) = (0, UnknownReference);

    /// <summary>What is wrong with the row, as the end of a sentence that starts with its number; null when nothing is.</summary>
    public string? FaultIn(long seq, ReadOnlySpan<byte> row)
    {
        if (row.Length != LogFormat.RowBytes)
        {
            return "heeft een andere lengte dan een rij hoort te hebben";
        }

        if (row[LogFormat.VersionAt] != LogFormat.RowVersion)
        {
            return "is van een versie die niet bestaat";
        }

        if (BinaryPrimitives.ReadUInt64BigEndian(row[LogFormat.SeqAt..]) != (ulong)seq)
        {
            return "draagt in zichzelf een ander volgnummer";
        }

        return FaultInFields(row) ?? FaultInMatched(row) ?? FaultInTime(row);
    }

    /// <summary>Takes a row in whose bytes are those that were sealed. What it says of time and reference is what the next one must follow.</summary>
    /// <returns>What is wrong with its reference after the earlier ones; null when nothing is.</returns>
    public string? Follow(ReadOnlySpan<byte> row)
    {
        LastTime = Time(row);
        var year = YearOf(LastTime);
        var number = BinaryPrimitives.ReadUInt32BigEndian(row[LogFormat.MatchNumberAt..]);
        if (ReferenceNumber == UnknownReference && ReferenceYear == 0)
        {
            // In this year any number may come next; in a later one it is 1 again.
            ReferenceYear = year;
        }

        if (number == 0)
        {
            return null;
        }

        var follows = year == ReferenceYear
            ? ReferenceNumber == UnknownReference || number == ReferenceNumber + 1
            : number == 1;
        (ReferenceYear, ReferenceNumber) = (year, number);
        return follows ? null : "sluit met haar referentie niet aan op de vorige van dat jaar";
    }

    private static string? FaultInFields(ReadOnlySpan<byte> row)
    {
        if (row[LogFormat.PurposeAt] is 0 or > LastPurpose)
        {
            return "noemt een doel dat niet bestaat";
        }

        if (row[LogFormat.OutcomeAt] is not (NoMatch or Match))
        {
            return "noemt een uitkomst die niet bestaat";
        }

        if (BinaryPrimitives.ReadUInt64BigEndian(row[LogFormat.TimeAt..]) > MaxTime)
        {
            return "noemt een tijdstip dat niet bestaat";
        }

        if (row[ZeroAfterOutcomeAt] != 0 || row[ZeroAfterMonthAt] != 0)
        {
            return "heeft iets staan waar nul hoort te staan";
        }

        if (row[LogFormat.SubjectMonthAt] is 0 or > MonthsInYear || BinaryPrimitives.ReadUInt16BigEndian(row[LogFormat.SubjectYearAt..]) == 0)
        {
            return "noemt een maand die niet bestaat";
        }

        return IsText(row.Slice(LogFormat.RuleAt, LogFormat.RuleBytes)) ? null : "noemt een regel die geen tekst is";
    }

    // Outcome, number of entries, their ids, and the reference all tell whether it was a match, so they must tell the same.
    private string? FaultInMatched(ReadOnlySpan<byte> row)
    {
        var isMatch = row[LogFormat.OutcomeAt] == Match;
        var count = BinaryPrimitives.ReadUInt32BigEndian(row[LogFormat.MatchedCountAt..]);
        var year = BinaryPrimitives.ReadUInt16BigEndian(row[LogFormat.MatchYearAt..]);
        var number = BinaryPrimitives.ReadUInt32BigEndian(row[LogFormat.MatchNumberAt..]);
        var hasReference = isMatch && row[LogFormat.PurposeAt] == GatePurpose;
        if (isMatch && ActCheck.IsAct(row))
        {
            return "is een handeling en geen bevraging, en noemt toch een match";
        }

        if (isMatch && row[LogFormat.PurposeAt] == RefusedPurpose)
        {
            return "is geweigerd en noemt toch een match";
        }

        if (isMatch != (count > 0) || hasReference != (number > 0) || hasReference != (year > 0))
        {
            return "spreekt zichzelf tegen: uitkomst, aantal en referentie horen niet bij elkaar";
        }

        if (hasReference && year != YearOf(Time(row)))
        {
            return "heeft een referentie van een ander jaar dan haar tijdstip";
        }

        var kept = (int)Math.Min(count, LogFormat.MaxMatched);
        for (var place = 0; place < kept; place++)
        {
            if (!row.Slice(LogFormat.MatchedAt + (place * LogFormat.IdBytes), LogFormat.IdBytes).ContainsAnyExcept((byte)0))
            {
                return "spreekt zichzelf tegen: aantal en plaatsen horen niet bij elkaar";
            }
        }

        var behindIds = row[(LogFormat.MatchedAt + (kept * LogFormat.IdBytes))..LogFormat.AgreementAt];
        var behindAgreements = row[(LogFormat.AgreementAt + (kept * AgreementBytes))..LogFormat.SubjectYearAt];
        return behindIds.ContainsAnyExcept((byte)0) || behindAgreements.ContainsAnyExcept((byte)0)
            ? "spreekt zichzelf tegen: aantal en plaatsen horen niet bij elkaar"
            : null;
    }

    private string? FaultInTime(ReadOnlySpan<byte> row) => Time(row) < LastTime ? "is van een eerder tijdstip dan de rij ervoor" : null;

    private static long Time(ReadOnlySpan<byte> row) => BinaryPrimitives.ReadInt64BigEndian(row[LogFormat.TimeAt..]);

    // Some printable ASCII, and nothing behind the first zero.
    private static bool IsText(ReadOnlySpan<byte> field)
    {
        var length = field.IndexOf((byte)0);
        var text = length < 0 ? field : field[..length];
        return !text.IsEmpty && !text.ContainsAnyExceptInRange((byte)'!', (byte)'~') && !field[text.Length..].ContainsAnyExcept((byte)0);
    }

    private int YearOf(long time)
    {
        if (time < _yearStart || time >= _yearEnd)
        {
            _year = DateTimeOffset.FromUnixTimeMilliseconds(time).AddMilliseconds(NewYearOffset).Year;
            _yearStart = StartOf(_year);
            _yearEnd = StartOf(_year + 1);
        }

        return _year;
    }

    private static long StartOf(int year) => new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() - NewYearOffset;
}
