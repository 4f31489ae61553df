using Meldpunt.Admin.Calendar;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.QueryLog.Signals;

/// <summary>
/// Watches for one account that asks about one person again and again within a day, by the pseudonym in the rows: a day lies within a month, so it stays the same.
/// Keeps what it counts until the next day. Not safe to use from more than one thread.
/// </summary>
internal sealed class RepeatedSubjects
{
    /// <summary>Pairs of account and person that are counted in a day, some 20 MB; what comes after them is not.</summary>
    public const int MaxPairs = 200_000;

    private readonly Dictionary<(OpaqueId Account, OpaqueId Subject), (int Count, long UnixMilliseconds, long Seq)> _asked = [];
    private DateOnly _day;

    /// <summary>Takes in a row; a sighting when its account has asked often enough about the same person today.</summary>
    public Sighting? Observe(in WatchedRow row)
    {
        var day = DutchCalendar.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(row.UnixMilliseconds));
        if (day != _day)
        {
            _asked.Clear();
            _day = day;
        }

        // Whoever inspects the log about one person, with two people, does not ask the register; and who was refused tries again.
        var key = (row.AccountId, row.Subject);
        var isKnown = _asked.TryGetValue(key, out var asked);
        if (row.Purpose is not (QueryPurpose.Gate or QueryPurpose.Registration) || (!isKnown && _asked.Count >= MaxPairs))
        {
            return null;
        }

        asked = isKnown ? asked with { Count = asked.Count + 1 } : (1, row.UnixMilliseconds, row.Seq);
        _asked[key] = asked;
        return asked.Count >= SignalThresholds.SameSubjectCount
            ? row.Sight(SignalKind.SameSubject, asked.UnixMilliseconds, asked.Seq, asked.Count)
            : null;
    }
}
