using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.NotMe;
using Meldpunt.Index;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.Register;

/// <summary>
/// One index with everything that belongs to it: how far it has come in the feed, and whom gates are not told of. Another index key takes another one of these. Whoever asks it enters
/// first and leaves after, so that it is not disposed under their hands. <see cref="Follow"/> is for one thread at a time; the rest is safe from many.
/// </summary>
internal sealed class ProjectedIndex : IDisposable
{
    // Room to grow before the next start; a key costs 32 bytes, and memory is only taken when it is used.
    private const int MinEntries = 250_000;
    private const int GrowthFactor = 2;

    private const int ChangesPerRead = 500;

    private readonly EntryStore _entries;
    private readonly Keyring _keys;
    private readonly TimeProvider _time;
    private readonly PersonIndex _index;

    // From which day gates are told of an entry that they are not told of now: never, while it waits for confirmation or is restricted.
    private readonly ConcurrentDictionary<OpaqueId, DateOnly> _toldFrom = new();

    // Which visitors are not the registered person: gates are not told of that entry when they ask about them.
    private readonly NotMeBook _marks = new();
    private HashSet<OpaqueId> _takingPart = [];
    private long _position;

    // Those who are in it, and one for as long as it is in use; disposed at zero.
    private int _users = 1;

    /// <param name="entries">The register.</param>
    /// <param name="keys">The keys that open it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="indexKey">The key of the hashes.</param>
    /// <param name="strength">How much must agree.</param>
    /// <param name="threads">How many build it: all there are at a start, one beside questions that are being answered.</param>
    public ProjectedIndex(EntryStore entries, Keyring keys, TimeProvider time, SecretKey indexKey, MatchStrength strength, int threads)
    {
        _entries = entries;
        _keys = keys;
        _time = time;
        _index = new PersonIndex(indexKey, Math.Max(MinEntries, entries.CountAll() * GrowthFactor), strength);
        try
        {
            Build(threads);
        }
        catch
        {
            Clear();
            throw;
        }
    }

    public int Count => _index.Count;

    public MatchRule Rule => _index.Rule;

    /// <summary>From here until <see cref="Leave"/> it is not disposed; false when it was.</summary>
    public bool TryEnter()
    {
        var users = Volatile.Read(ref _users);
        while (users > 0)
        {
            var before = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (before == users)
            {
                return true;
            }

            users = before;
        }

        return false;
    }

    public void Leave()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            Clear();
        }
    }

    /// <summary>Not in use any more: disposed when the last who are in it leave.</summary>
    public void Dispose() => Leave();

    /// <summary>What gates may be told.</summary>
    public int Find(PersonDetails person, DateOnly today, Span<FoundEntry> found)
    {
        var count = _index.Find(person, today, found);
        if (count == 0 || (_marks.IsEmpty && _toldFrom.IsEmpty))
        {
            return count;
        }

        return count <= found.Length ? KeepTold(found[..count], person, today) : FindTold(person, today, found, count);
    }

    /// <summary>Everybody, marked visitors too.</summary>
    public int FindAll(PersonDetails person, DateOnly today, Span<FoundEntry> found) => _index.Find(person, today, found);

    /// <summary>Takes in what changed since the last time.</summary>
    public void Follow()
    {
        FollowParticipants();
        while (FollowSome())
        {
        }
    }

    private void Build(int threads)
    {
        try
        {
            // Before the entries: whoever comes or goes in between is met by the first turn.
            _takingPart = _entries.ParticipantsOn(DutchCalendar.Today(_time));
            _position = _entries.ReadAll(DutchCalendar.Today(_time), rows => Parallel.ForEach(
                rows, new ParallelOptions { MaxDegreeOfParallelism = threads }, Put));
        }
        catch (AggregateException exception)
        {
            // Many entries may have met the same trouble; the first says it.
            ExceptionDispatchInfo.Throw(exception.Flatten().InnerExceptions[0]);
        }
    }

    // A permit that runs out or begins leaves no mark in the feed: the day alone does it.
    private void FollowParticipants()
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

    private bool FollowSome()
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
        _marks.Remove(id);
    }

    private void Clear()
    {
        _index.Dispose();
        _marks.Dispose();
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

        // Before the details that they belong to: other details have other marks, or none.
        _marks.Put(row, _keys.Epochs);
        _index.Put(row.Id, row.UnsealPerson(_keys.Epochs.Get(CalendarMonth.Parse(row.Epoch))), DateOnly.MinValue, row.LastDay);
        if (!isHidden)
        {
            _toldFrom.TryRemove(row.Id, out _);
        }
    }

    private int KeepTold(Span<FoundEntry> found, PersonDetails person, DateOnly today)
    {
        var kept = 0;
        foreach (var entry in found)
        {
            if ((!_toldFrom.TryGetValue(entry.Id, out var from) || from <= today) && !_marks.IsNot(entry.Id, person))
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
                var told = KeepTold(all.AsSpan(0, count), person, today);
                all.AsSpan(0, Math.Min(told, found.Length)).CopyTo(found);
                return told;
            }
        }
    }
}
