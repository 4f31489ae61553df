using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Keys;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.FollowUps.Figures;

/// <summary>The cases of two years as they were at one moment, in the few bytes that figures need. Immutable.</summary>
internal sealed class FigureSnapshot
{
    /// <summary>Months: as long as rows of the log, and so cases, are kept.</summary>
    public const int MaxMonths = 24;

    /// <summary>More cases are not counted. So many are a match every sixteen seconds, day and night, for two years.</summary>
    public const int MaxCases = 4_000_000;

    private FigureSnapshot(IReadOnlyList<CalendarMonth> months, IReadOnlyList<OpaqueId> participants, List<FigureCase> cases, DateTimeOffset at) =>
        (Months, Participants, Cases, At) = (months, participants, cases, at);

    /// <summary>Oldest first; the last one is the month that it is now.</summary>
    public IReadOnlyList<CalendarMonth> Months { get; }

    public IReadOnlyList<OpaqueId> Participants { get; }

    public List<FigureCase> Cases { get; }

    public DateTimeOffset At { get; }

    /// <summary>Reads it from an index that has all of it.</summary>
    public static FigureSnapshot Read(SqliteConnection connection, DateTimeOffset now)
    {
        var thisMonth = DutchCalendar.DayOf(now);
        thisMonth = new DateOnly(thisMonth.Year, thisMonth.Month, 1);
        var firsts = Enumerable.Range(1 - MaxMonths, MaxMonths).Select(thisMonth.AddMonths).ToList();
        var ends = firsts.Select(first => DutchCalendar.StartOf(first.AddMonths(1)).ToUnixTimeMilliseconds()).ToArray();
        var participants = new Dictionary<OpaqueId, short>();
        var cases = new List<FigureCase>();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT opened_at, asker_id, called_at, advised_at, outcome, source_says, state, tries FROM follow_up INDEXED BY follow_up_figures
            WHERE opened_at >= @from AND opened_at < @until ORDER BY opened_at LIMIT @most
            """;
        command.Parameters.AddWithValue("@from", DutchCalendar.StartOf(firsts[0]).ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("@until", ends[^1]);
        command.Parameters.AddWithValue("@most", MaxCases);
        using var reader = command.ExecuteReader();
        Span<byte> id = stackalloc byte[OpaqueId.SizeBytes];
        short month = 0;
        while (reader.Read())
        {
            var openedAt = reader.GetInt64(0);
            while (openedAt >= ends[month])
            {
                month++;
            }

            cases.Add(ReadCase(reader, openedAt, month, PlaceOf(participants, new OpaqueId(reader.GetFieldValue<byte[]>(1)))));
        }

        return new FigureSnapshot([.. firsts.Select(CalendarMonth.Of)], [.. participants.OrderBy(pair => pair.Value).Select(pair => pair.Key)], cases, now);
    }

    private static FigureCase ReadCase(SqliteDataReader reader, long openedAt, short month, short participant) => new()
    {
        Month = month,
        Participant = participant,
        ToCall = Since(reader, 2, openedAt),
        ToAdvice = Since(reader, 3, openedAt),
        Outcome = ByteOrNone(reader, 4),
        SourceSays = ByteOrNone(reader, 5),
        State = reader.GetByte(6),
        Tries = (byte)Math.Min(byte.MaxValue, reader.GetInt32(7)),
    };

    private static short PlaceOf(Dictionary<OpaqueId, short> participants, OpaqueId id)
    {
        if (!participants.TryGetValue(id, out var place))
        {
            place = checked((short)participants.Count);
            participants.Add(id, place);
        }

        return place;
    }

    // A clock that was set back in between makes no negative time; nobody calls after three weeks.
    private static int Since(SqliteDataReader reader, int column, long openedAt) =>
        reader.IsDBNull(column) ? FigureCase.Never : (int)Math.Clamp(reader.GetInt64(column) - openedAt, 0, int.MaxValue);

    private static byte ByteOrNone(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? (byte)0 : reader.GetByte(column);
}
