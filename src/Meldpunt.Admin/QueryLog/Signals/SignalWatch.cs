using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Register.Honey;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.QueryLog.Signals;

/// <summary>
/// Looks for signs of misuse, behind the queries: in the durable rows, which it follows by number over restarts, and in what <see cref="RunWatch"/> saw, which is gone
/// when the process ends. Makes signals of both. One caller at a time.
/// </summary>
public sealed class SignalWatch(SignalStore store, ShiftHoursStore shiftHours, RunWatch runs, HoneyBook honey, TimeProvider time)
{
    private const int RowsAtOnce = 2_000;
    private const int ReadsInTurn = 10;

    // Rows without a sign need no cursor of their own: after a crash they are looked at again, with the same result.
    private static readonly TimeSpan CursorWait = TimeSpan.FromMinutes(1);

    private readonly SignalBook _book = new();
    private readonly NoMatchBursts _bursts = new();
    private readonly RepeatedSubjects _subjects = new();
    private readonly List<Sighting> _sightings = [];
    private IReadOnlyDictionary<OpaqueId, ShiftHours> _hours = new Dictionary<OpaqueId, ShiftHours>();
    private DateTimeOffset _savedAt;
    private long _seen = -1;
    private long _saved = -1;

    /// <summary>Takes in what has come since the last turn, and writes down what that makes. Throws when the store cannot be read or written; the next turn goes on.</summary>
    public async Task TurnAsync()
    {
        Begin();
        WatchRows();
        var now = time.GetUtcNow();
        if (_book.Changed.Count > 0 || (_seen != _saved && now - _savedAt >= CursorWait))
        {
            await store.SaveAsync(_book.Changed, _seen).ConfigureAwait(false);
            _book.Written();
            (_saved, _savedAt) = (_seen, now);
        }
    }

    // What was counted before a stop is counted again from the rows, without a word: it was signalled then.
    private void Begin()
    {
        if (_seen >= 0)
        {
            return;
        }

        var cursor = store.ReadCursor();
        var now = time.GetUtcNow();
        _book.Open(store.ReadSince(now - SignalThresholds.Quiet(SignalKind.OutsideHours)));
        foreach (var row in store.ReadAgain(cursor, DutchCalendar.StartOf(DutchCalendar.DayOf(now))))
        {
            _bursts.Observe(row);
            _subjects.Observe(row);
        }

        _seen = cursor;
    }

    private void WatchRows()
    {
        for (var read = 0; read < ReadsInTurn; read++)
        {
            var rows = store.ReadAfter(_seen, RowsAtOnce);
            _hours = rows.Count > 0 ? shiftHours.Read() : _hours;
            foreach (var row in rows)
            {
                Observe(row);
                _seen = row.Seq;
            }

            if (rows.Count < RowsAtOnce)
            {
                break;
            }
        }

        runs.TakeSightings(_sightings);
        foreach (var sighting in _sightings)
        {
            _book.Note(sighting);
        }

        _sightings.Clear();
    }

    private void Observe(in WatchedRow row)
    {
        Add(_bursts.Observe(row));
        Add(_subjects.Observe(row));
        // A desk's look counts as well as a gate's question, and its own desk's: nobody has a reason to look for somebody who is not there.
        if (row.Matched.Any(honey.Contains))
        {
            Add(row.Sight(SignalKind.Honey, row.UnixMilliseconds, row.Seq, count: 1));
        }

        if (row.Purpose == QueryPurpose.Refused)
        {
            Add(row.Sight(SignalKind.LimitHit, row.UnixMilliseconds, row.Seq, count: 1));
        }

        if (row.Purpose is QueryPurpose.Gate or QueryPurpose.Refused && _hours.TryGetValue(row.ParticipantId, out var hours)
            && !hours.Contain(DateTimeOffset.FromUnixTimeMilliseconds(row.UnixMilliseconds)))
        {
            Add(row.Sight(SignalKind.OutsideHours, row.UnixMilliseconds, row.Seq, count: 1));
        }
    }

    private void Add(Sighting? sighting)
    {
        if (sighting is { } seen)
        {
            _sightings.Add(seen);
        }
    }
}
