using System.Buffers.Binary;
using Dapper;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Storage.Sqlite;

namespace Meldpunt.Admin.QueryLog.Retention;

/// <summary>Destroys the keys of pseudonyms of which no row is left, so that nobody can find out any more whether somebody was looked up in those months.</summary>
internal sealed class SubjectKeyEraser(SqliteDatabase database, MonthKeys keys, TimeProvider time)
{
    private const int RowsAtOnce = 10_000;

    /// <summary>Destroys what can be; each month that is gone is told.</summary>
    /// <param name="before">The first month that is kept.</param>
    /// <param name="destroyed">Hears of each, after it is gone.</param>
    public void Erase(CalendarMonth before, Action<CalendarMonth> destroyed)
    {
        var thisMonth = CalendarMonth.Of(DutchCalendar.Today(time));
        keys.DropLeftovers(thisMonth);
        var over = keys.Months().Where(month => IsEarlier(month, before) && IsEarlier(month, thisMonth)).ToHashSet();
        DropThoseInUse(over);
        foreach (var month in over.OrderBy(month => month.ToString(), StringComparer.Ordinal))
        {
            keys.Destroy(month);
            destroyed(month);
        }
    }

    // By the rows and not by the calendar: a row that was asked for just before midnight of a month's last day may stand in the next.
    private void DropThoseInUse(HashSet<CalendarMonth> months)
    {
        for (long last = 0; months.Count > 0;)
        {
            using var connection = database.Open();
            var beyond = connection.ExecuteScalar<long?>(
                "SELECT max(seq) FROM (SELECT seq FROM query_log WHERE seq > @last ORDER BY seq LIMIT @RowsAtOnce)", new { last, RowsAtOnce });
            if (beyond is null)
            {
                return;
            }

            foreach (var month in connection.Query<byte[]>(
                $"SELECT DISTINCT substr(row, {LogFormat.SubjectYearAt + 1}, 3) FROM query_log WHERE seq > @last AND seq <= @beyond", new { last, beyond }))
            {
                months.Remove(new CalendarMonth(BinaryPrimitives.ReadUInt16BigEndian(month), month[^1]));
            }

            last = beyond.Value;
        }
    }

    private static bool IsEarlier(CalendarMonth month, CalendarMonth other) => (month.Year, month.Month).CompareTo((other.Year, other.Month)) < 0;
}
