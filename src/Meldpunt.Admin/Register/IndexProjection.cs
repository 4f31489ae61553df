using System.Runtime.ExceptionServices;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Keys;
using Meldpunt.Index;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.Register;

/// <summary>
/// The hot index as a projection of the register: built whole at start, then kept up by the feed of changes. It can be thrown away at any
/// moment. When it cannot follow, it says so, and nobody may answer a query from it. <see cref="Follow"/> is for one thread at a time;
/// the rest is safe from many.
/// </summary>
public sealed class IndexProjection : IDisposable
{
    // Room to grow before the next start; a key costs 32 bytes, and memory is only taken when it is used.
    private const int MinEntries = 250_000;
    private const int GrowthFactor = 2;

    private const int ChangesPerRead = 500;

    private readonly EntryStore _entries;
    private readonly Keyring _keys;
    private readonly TimeProvider _time;
    private readonly PersonIndex _index;
    private readonly Lock _followLock = new();
    private HashSet<OpaqueId> _takingPart = [];
    private long _position;
    private volatile bool _failed;

    public IndexProjection(EntryStore entries, Keyring keys, TimeProvider time, MatchStrength strength)
    {
        _entries = entries;
        _keys = keys;
        _time = time;
        _index = new PersonIndex(keys.Index, Math.Max(MinEntries, entries.CountAll() * GrowthFactor), strength);
        Build();
    }

    /// <summary>Entries in the index.</summary>
    public int Count => _index.Count;

    /// <summary>False from the moment that following the register failed until it succeeds again: the index may lack somebody.</summary>
    public bool IsCurrent => !_failed;

    /// <summary>See <see cref="PersonIndex.Find"/>.</summary>
    public int Find(PersonDetails person, DateOnly today, Span<FoundEntry> found) => _index.Find(person, today, found);

    /// <summary>Takes in what changed since the last time. Throws what went wrong, after turning <see cref="IsCurrent"/> off.</summary>
    public void Follow()
    {
        lock (_followLock)
        {
            try
            {
                FollowParticipants_NeedsLock();
                while (FollowSome_NeedsLock())
                {
                }

                _failed = false;
            }
            catch
            {
                _failed = true;
                throw;
            }
        }
    }

    /// <summary>As <see cref="Follow"/>, for a caller whose own work is done and durable: trouble shows in <see cref="IsCurrent"/> and is met again by the next one.</summary>
    public bool TryFollow()
    {
        try
        {
            Follow();
            return true;
        }
#pragma warning disable CA1031 // IsCurrent holds every query back until the host's own turn succeeds and logs what was wrong.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    public void Dispose() => _index.Dispose();

    private void Build()
    {
        try
        {
            // Before the entries: whoever comes or goes in between is met by the first turn.
            _takingPart = _entries.ParticipantsOn(DutchCalendar.Today(_time));
            _position = _entries.ReadAll(DutchCalendar.Today(_time), rows => Parallel.ForEach(
                rows, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, Put));
        }
        catch (AggregateException exception)
        {
            // Many entries may have met the same trouble; the first says it.
            ExceptionDispatchInfo.Throw(exception.Flatten().InnerExceptions[0]);
        }
    }

    // A permit that runs out or begins leaves no mark in the feed: the day alone does it.
    private void FollowParticipants_NeedsLock()
    {
        var today = DutchCalendar.Today(_time);
        var takingPart = _entries.ParticipantsOn(today);
        foreach (var changed in takingPart.Except(_takingPart).Concat(_takingPart.Except(takingPart)).ToList())
        {
            _entries.ReadAllOf(changed, today, (id, row) =>
            {
                if (row is not null)
                {
                    Put(row);
                }
                else
                {
                    _index.Remove(id);
                }
            });
        }

        _takingPart = takingPart;
    }

    private bool FollowSome_NeedsLock()
    {
        var changes = _entries.ReadChanges(_position, DutchCalendar.Today(_time), ChangesPerRead);
        foreach (var change in changes)
        {
            if (change.Row is { } row)
            {
                Put(row);
            }
            else
            {
                _index.Remove(change.EntryId);
            }

            _position = change.Seq;
        }

        return changes.Count == ChangesPerRead;
    }

    private void Put(EntryRow row) =>
        _index.Put(row.Id, row.UnsealPerson(_keys.Epochs.Get(CalendarMonth.Parse(row.Epoch))), row.FirstDay, row.LastDay);
}
