using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.FollowUps.Figures;

/// <summary>
/// Counts how matches were followed up (<c>docs/spec/follow-up.md</c>, section 10). The cases are read once a minute at most, by whoever asks first. Safe to use from many threads.
/// </summary>
public sealed class FigureReader(SqliteDatabase database, TimeProvider time)
{
    /// <summary>Most months that figures are asked for.</summary>
    public const int MaxMonths = FigureSnapshot.MaxMonths;

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly Lock _oneAtATime = new();
    private FigureSnapshot? _snapshot;

    /// <summary>The months of which there may be figures, oldest first.</summary>
    public IReadOnlyList<CalendarMonth> Months() => Snapshot().Months;

    /// <summary>The figures of some months.</summary>
    /// <param name="from">The first month; earlier ones than there are do not matter.</param>
    /// <param name="until">The last month.</param>
    /// <param name="readerId">The participant that reads: it sees all together and its own. Null for the consortium, which sees each participant.</param>
    public FigureSet Read(CalendarMonth from, CalendarMonth until, OpaqueId? readerId)
    {
        var snapshot = Snapshot();
        var first = snapshot.Months.TakeWhile(month => Compare(month, from) < 0).Count();
        var end = snapshot.Months.TakeWhile(month => Compare(month, until) <= 0).Count();
        return new FigureCount(snapshot, first, Math.Max(first, end), readerId).Count();
    }

    /// <summary>The next who asks reads anew. For tests.</summary>
    internal void Forget()
    {
        lock (_oneAtATime)
        {
            _snapshot = null;
        }
    }

    private static int Compare(CalendarMonth one, CalendarMonth other) => (one.Year, one.Month).CompareTo((other.Year, other.Month));

    private FigureSnapshot Snapshot()
    {
        lock (_oneAtATime)
        {
            var now = time.GetUtcNow();
            if (_snapshot is null || now - _snapshot.At >= Fresh || now < _snapshot.At)
            {
                using var connection = database.Open();
                _snapshot = FigureSnapshot.Read(connection, now);
            }

            return _snapshot;
        }
    }
}
