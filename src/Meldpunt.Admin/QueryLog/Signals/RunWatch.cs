using Meldpunt.Index.Identity;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.QueryLog.Signals;

/// <summary>
/// Watches for runs of neighbouring names and birth dates by one account. Holds what was asked for at most ten minutes, in memory that it zeroes; writes and logs nothing of it,
/// and needs no store, so that a disk that hangs does not keep it from forgetting. Safe to use from more than one thread.
/// </summary>
public sealed class RunWatch(RunInbox inbox, TimeProvider time)
{
    /// <summary>Accounts that are watched at the same time, 8 MB in all; the questions of more are counted and not watched.</summary>
    public const int MaxAccounts = 512;

    // What may wait for a store that is away; a sighting more or less makes no difference to a signal that goes on.
    private const int MaxSightings = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<OpaqueId, RunMemory> _memories = [];
    private readonly List<RunMemory> _all = [];
    private readonly Stack<RunMemory> _free = [];
    private readonly List<Sighting> _sightings = [];
    private readonly char[] _letters = GC.AllocateArray<char>(FoldedPerson.BufferLength, pinned: true);

    /// <summary>True when nothing of anybody is left.</summary>
    internal bool IsBlank
    {
        get
        {
            lock (_lock)
            {
                return _all.TrueForAll(memory => memory.IsBlank) && !_letters.AsSpan().ContainsAnyExcept('\0');
            }
        }
    }

    /// <summary>Takes in what waits in the inbox, and zeroes what is older than <see cref="SignalThresholds.RunWindow"/>.</summary>
    public void Turn()
    {
        lock (_lock)
        {
            for (var taken = 0; taken < RunInbox.Capacity && inbox.TryTake(out var question); taken++)
            {
                Observe_NeedsLock(question.Row, question.Person);
            }

            Forget_NeedsLock(before: time.GetUtcNow() - SignalThresholds.RunWindow);
        }
    }

    /// <summary>Zeroes everything, at the end.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            Forget_NeedsLock(before: DateTimeOffset.MaxValue);
        }
    }

    /// <summary>Moves what was seen to a list.</summary>
    internal void TakeSightings(List<Sighting> destination)
    {
        lock (_lock)
        {
            destination.AddRange(_sightings);
            _sightings.Clear();
        }
    }

    private void Observe_NeedsLock(LoggedQuery row, PersonDetails person)
    {
        if (!_memories.TryGetValue(row.AccountId, out var memory))
        {
            if (_free.Count == 0 && _all.Count >= MaxAccounts)
            {
                inbox.CountDropped();
                return;
            }

            memory = Take_NeedsLock();
            memory.Assign(row.ParticipantId, row.AccountId);
            _memories.Add(row.AccountId, memory);
        }

        var moment = row.RecordedAt.ToUnixTimeMilliseconds();
        memory.Forget(moment - (long)SignalThresholds.RunWindow.TotalMilliseconds);
        memory.Add(FoldedPerson.Fold(person, _letters), moment, row.Seq);
        _letters.AsSpan().Clear();
        if (_sightings.Count < MaxSightings)
        {
            RunRules.Judge(memory, _sightings);
        }
    }

    private void Forget_NeedsLock(DateTimeOffset before)
    {
        foreach (var memory in _memories.Values.ToList())
        {
            memory.Forget(before.ToUnixTimeMilliseconds());
            if (memory.Count == 0)
            {
                _memories.Remove(memory.AccountId);
                _free.Push(memory);
            }
        }
    }

    private RunMemory Take_NeedsLock()
    {
        if (_free.TryPop(out var free))
        {
            return free;
        }

        var made = new RunMemory();
        _all.Add(made);
        return made;
    }
}
