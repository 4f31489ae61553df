using System.Collections.Concurrent;
using FASTER.core;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Keys;

namespace Meldpunt.Index.Hot;

using Session = ClientSession<MatchKey, long, long, long, Empty, IFunctions<MatchKey, long, long, long, Empty>>;

/// <summary>
/// Keys to entries, in memory, over FASTER. It holds keyed hashes, entry ids and last days, and no name. Under every key stands the head
/// of a list of links, so any number of entries can share a key. Lookups may run from any number of threads; changes are made
/// under a lock and become visible one entry at a time. It can always be thrown away and made anew from the register.
/// </summary>
public sealed class HotIndex : IDisposable
{
    private readonly NullDevice _noDevice = new();
    private readonly FasterKVSettings<MatchKey, long> _settings;
    private readonly FasterKV<MatchKey, long> _store;
    private readonly ConcurrentBag<Session> _sessions = [];
    private readonly long _memoryBytes;
    private readonly Lock _writeLock = new();

    // Guarded by _writeLock for changes; readers reach entries and links only through an index that FASTER handed out.
    private readonly ChunkedTable<HotEntry> _entries = new();
    private readonly ChunkedTable<HotLink> _links = new();
    private readonly Dictionary<OpaqueId, int> _entryById = [];

    /// <summary>Makes an empty index with room for this many keys; a key that is taken out and put back counts again.</summary>
    public HotIndex(long maxKeys)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxKeys);
        _settings = FasterSettings.Create(maxKeys, _noDevice);
        _memoryBytes = FasterSettings.MemoryBytes(maxKeys);
        _store = new FasterKV<MatchKey, long>(_settings);
    }

    /// <summary>Entries in the index.</summary>
    public int Count
    {
        get
        {
            lock (_writeLock)
            {
                return _entryById.Count;
            }
        }
    }

    /// <summary>
    /// Finds the entries under any of the keys that run today. Writes at most as many as fit and returns how many there
    /// are in all, each entry once. Allocates nothing.
    /// </summary>
    public int Find(ReadOnlySpan<MatchKey> keys, DateOnly today, Span<OpaqueId> found)
    {
        var session = RentSession();
        try
        {
            var count = 0;
            foreach (var key in keys)
            {
                count = Collect(session, key, today.DayNumber, found, count);
            }

            return count;
        }
        finally
        {
            _sessions.Add(session);
        }
    }

    /// <summary>Puts an entry in, or replaces what stood under its id. Throws <see cref="IndexFullException"/> and changes nothing when there is no room.</summary>
    public void Put(OpaqueId id, ReadOnlySpan<MatchKey> keys, DateOnly firstDay, DateOnly lastDay)
    {
        lock (_writeLock)
        {
            EnsureRoom_NeedsLock(keys.Length);
            var hadEntry = _entryById.TryGetValue(id, out var replaced);
            var entry = _entries.Append(new HotEntry
            {
                Id = id,
                FirstDay = firstDay.DayNumber,
                LastDay = lastDay.DayNumber,
                FirstLink = HotLink.None,
            });
            var session = RentSession();
            foreach (var key in keys)
            {
                Link_NeedsLock(session, key, entry);
            }

            // The new one stands before the old one goes: a reader in between sees the entry, never neither.
            _entryById[id] = entry;
            if (hadEntry)
            {
                Unlink_NeedsLock(session, replaced);
            }

            _sessions.Add(session);
            AssertNothingDropped();
        }
    }

    /// <summary>Takes an entry out; from here on it matches nothing. Does nothing when it is not there.</summary>
    public void Remove(OpaqueId id)
    {
        lock (_writeLock)
        {
            if (_entryById.Remove(id, out var entry))
            {
                var session = RentSession();
                Unlink_NeedsLock(session, entry);
                _sessions.Add(session);
            }
        }
    }

    public void Dispose()
    {
        while (_sessions.TryTake(out var session))
        {
            session.Dispose();
        }

        _store.Dispose();
        _settings.Dispose();
        _noDevice.Dispose();
    }

    private Session RentSession() =>
        _sessions.TryTake(out var session) ? session : _store.NewSession(new SimpleFunctions<MatchKey, long>());

    private int Collect(Session session, MatchKey key, int today, Span<OpaqueId> found, int count)
    {
        for (var link = Head(session, key); link != HotLink.None; link = _links[link].NextOfKey)
        {
            ref var entry = ref _entries[_links[link].Entry];
            if (Volatile.Read(ref entry.LastDay) < today || entry.FirstDay > today || found[..Math.Min(count, found.Length)].Contains(entry.Id))
            {
                continue;
            }

            if (count < found.Length)
            {
                found[count] = entry.Id;
            }

            count++;
        }

        return count;
    }

    private static int Head(Session session, MatchKey key)
    {
        var head = 0L;
        var status = session.Read(ref key, ref head);
        if (status.IsPending || status.IsFaulted)
        {
            // Everything is in memory, so FASTER never has to wait; if it says so, its memory is not what we set.
            throw new InvalidOperationException("The hot index left its memory.");
        }

        return status.Found ? (int)head : HotLink.None;
    }

    private void Link_NeedsLock(Session session, MatchKey key, int entry)
    {
        var link = _links.Append(new HotLink
        {
            Key = key,
            Entry = entry,
            NextOfKey = Head(session, key),
            NextOfEntry = _entries[entry].FirstLink,
        });
        _entries[entry].FirstLink = link;

        // The link must be whole before a reader can learn of it, on processors that reorder writes too.
        Thread.MemoryBarrier();
        var head = (long)link;
        session.Upsert(ref key, ref head);
    }

    private void Unlink_NeedsLock(Session session, int entry)
    {
        Volatile.Write(ref _entries[entry].LastDay, HotEntry.Removed);
        for (var link = _entries[entry].FirstLink; link != HotLink.None; link = _links[link].NextOfEntry)
        {
            var key = _links[link].Key;
            if (!AnyLive_NeedsLock(Head(session, key)))
            {
                session.Delete(ref key);
            }

            // The hash of a person who is out of the register has no business here; the chain itself must stay for readers in it.
            _links[link].Key = default;
        }
    }

    private bool AnyLive_NeedsLock(int link)
    {
        while (link != HotLink.None && _entries[_links[link].Entry].LastDay == HotEntry.Removed)
        {
            link = _links[link].NextOfKey;
        }

        return link != HotLink.None;
    }

    private void EnsureRoom_NeedsLock(int keys)
    {
        // One page of slack: a record that does not fit the rest of a page starts on the next.
        var needed = _store.Log.TailAddress + (keys * FasterSettings.RecordBytes) + _settings.PageSize;
        if (needed > _memoryBytes)
        {
            throw new IndexFullException(_store.Log.TailAddress / FasterSettings.RecordBytes);
        }
    }

    private void AssertNothingDropped()
    {
        if (_store.Log.HeadAddress != _store.Log.BeginAddress)
        {
            throw new InvalidOperationException("The hot index dropped records, which EnsureRoom should have made impossible.");
        }
    }
}
