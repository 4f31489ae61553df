using Meldpunt.Admin.Keys;
using Meldpunt.Index;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.Register;

/// <summary>
/// The hot index as a projection of the register: built whole at start, then kept up by the feed of changes. It can be thrown away at any
/// moment. When it cannot follow, it says so, and nobody may answer a query from it. Safe to use from many threads.
/// </summary>
public sealed class IndexProjection : IDisposable
{
    private readonly EntryStore _entries;
    private readonly Keyring _keys;
    private readonly TimeProvider _time;
    private readonly MatchStrength _strength;
    private readonly Lock _followLock = new();
    private volatile ProjectedIndex _index;
    private volatile bool _failed;

    public IndexProjection(EntryStore entries, Keyring keys, TimeProvider time, MatchStrength strength)
    {
        ArgumentNullException.ThrowIfNull(keys);
        _entries = entries;
        _keys = keys;
        _time = time;
        _strength = strength;
        _index = new ProjectedIndex(entries, keys, time, keys.Index, strength, Environment.ProcessorCount);
    }

    /// <summary>Entries in the index.</summary>
    public int Count => _index.Count;

    /// <summary>False from the moment that following the register failed until it succeeds again: the index may lack somebody.</summary>
    public bool IsCurrent => !_failed;

    /// <summary>Called between building another index and putting it in the place of the present one. For tests.</summary>
    internal Action? BeforeSwap { get; set; }

    /// <summary>
    /// The gate's way in: what gates may be told. See <see cref="PersonIndex.Find"/>; who is in the register and may not be told of is no match.
    /// </summary>
    public int Find(PersonDetails person, DateOnly today, Span<FoundEntry> found)
    {
        var index = Enter();
        try
        {
            return index.Find(person, today, found);
        }
        finally
        {
            index.Leave();
        }
    }

    /// <summary>A desk's way in: also what waits for confirmation, is restricted or begins later. What of it the desk may see is for the caller.</summary>
    public int FindAll(PersonDetails person, DateOnly today, Span<FoundEntry> found)
    {
        var index = Enter();
        try
        {
            return index.FindAll(person, today, found);
        }
        finally
        {
            index.Leave();
        }
    }

    /// <summary>True when somebody with these details at a gate would be found as the one who is registered, by the rule of this installation.</summary>
    public bool IsSamePerson(PersonDetails registered, PersonDetails other) => PersonIndex.IsSame(registered, other, _index.Rule);

    /// <summary>Takes in what changed since the last time. Throws what went wrong, after turning <see cref="IsCurrent"/> off.</summary>
    public void Follow()
    {
        lock (_followLock)
        {
            try
            {
                _index.Follow();
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

    /// <summary>
    /// Builds another index under another key beside the present one, on one thread, and puts it in its place when it holds everything that the present one does. Questions go on; memory is
    /// double until the last who asks the old one has their answer. Throws what went wrong, and then nothing has changed.
    /// </summary>
    public void Rebuild(SecretKey indexKey)
    {
        ArgumentNullException.ThrowIfNull(indexKey);
        var next = new ProjectedIndex(_entries, _keys, _time, indexKey, _strength, threads: 1);
        try
        {
            BeforeSwap?.Invoke();
            lock (_followLock)
            {
                // What was registered while it was being built, to the last change that anybody was told is in the index.
                next.Follow();
                (_index, next) = (next, _index);
            }
        }
        finally
        {
            next.Dispose();
        }
    }

    public void Dispose() => _index.Dispose();

    private ProjectedIndex Enter()
    {
        while (true)
        {
            var index = _index;
            if (index.TryEnter())
            {
                return index;
            }

            // The one that took its place stands there by now; when it is this one still, the register was closed.
            ObjectDisposedException.ThrowIf(ReferenceEquals(index, _index), this);
        }
    }
}
