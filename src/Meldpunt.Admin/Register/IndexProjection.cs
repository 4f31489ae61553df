using System.Collections.Concurrent;
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

    // From which day gates are told of an entry that they are not told of now: never, while it waits for confirmation or is restricted.
    private readonly ConcurrentDictionary<OpaqueId, DateOnly> _toldFrom = new();
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

    /// <summary>
    /// The gate's way in: what gates may be told. See <see cref="PersonIndex.Find"/>; who is in the register and may not be told of is no match.
    /// </summary>
    public int Find(PersonDetails person, DateOnly today, Span<FoundEntry> found)
    {
        var count = _index.Find(person, today, found);
        if (count == 0 || _toldFrom.IsEmpty)
        {
            return count;
        }

        return count <= found.Length ? KeepTold(found[..count], today) : FindTold(person, today, found, count);
    }

    /// <summary>A desk's way in: also what waits for confirmation, is restricted or begins later. What of it the desk may see is for the caller.</summary>
    public int FindAll(PersonDetails person, DateOnly today, Span<FoundEntry> found) => _index.Find(person, today, found);

    /// <summary>True when somebody with these details at a gate would be found as the one who is registered, by the rule of this installation.</summary>
    public bool IsSamePerson(PersonDetails registered, PersonDetails other) => PersonIndex.IsSame(registered, other, _index.Rule);

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
                    Remove(id);
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
                Remove(change.EntryId);
            }

            _position = change.Seq;
        }

        return changes.Count == ChangesPerRead;
    }

    private void Remove(OpaqueId id)
    {
        _index.Remove(id);
        _toldFrom.TryRemove(id, out _);
    }

    // What is to be hidden is hidden before it is put, and what is to be seen is put before it is shown: no gate hears of it in between.
    private void Put(EntryRow row)
    {
        var toldFrom = row.State == EntryState.Active ? row.FirstDay : DateOnly.MaxValue;
        var isHidden = toldFrom > DutchCalendar.Today(_time);
        if (isHidden)
        {
            _toldFrom[row.Id] = toldFrom;
        }

        _index.Put(row.Id, row.UnsealPerson(_keys.Epochs.Get(CalendarMonth.Parse(row.Epoch))), DateOnly.MinValue, row.LastDay);
        if (!isHidden)
        {
            _toldFrom.TryRemove(row.Id, out _);
        }
    }

    private int KeepTold(Span<FoundEntry> found, DateOnly today)
    {
        var kept = 0;
        foreach (var entry in found)
        {
            if (!_toldFrom.TryGetValue(entry.Id, out var from) || from <= today)
            {
                found[kept++] = entry;
            }
        }

        return kept;
    }

    // Rare: more were found than the caller has room for, and those that fit may all be hidden.
    private int FindTold(PersonDetails person, DateOnly today, Span<FoundEntry> found, int count)
    {
        while (true)
        {
            var all = new FoundEntry[count];
            count = _index.Find(person, today, all);
            if (count <= all.Length)
            {
                var told = KeepTold(all.AsSpan(0, count), today);
                all.AsSpan(0, Math.Min(told, found.Length)).CopyTo(found);
                return told;
            }
        }
    }
}
