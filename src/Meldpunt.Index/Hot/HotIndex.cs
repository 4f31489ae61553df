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
    // A reader that was overtaken by a replacement this often waits for the writer.
    private const int MaxFreeAttempts = 3;

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

    // Counts entries replaced. A reader that began before a replacement and meets the old entry after it would see neither,
    // so it looks again when this has changed.
    private int _replacements;

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
            for (var attempt = 0; attempt < MaxFreeAttempts; attempt++)
            {
                var replacements = Volatile.Read(ref _replacements);
                var count = Collect(session, keys, today.DayNumber, found);
                if (Volatile.Read(ref _replacements) == replacements)
                {
                    return count;
                }
            }

            lock (_writeLock)
            {
                return Collect(session, keys, today.DayNumber, found);
            }
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

            // The new one stands, and readers are told, before the old one goes: a reader in between sees the entry, never neither.
            _entryById[id] = entry;
            if (hadEntry)
            {
                Interlocked.Exchange(ref _replacements, unchecked(_replacements + 1));
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

    private int Collect(Session session, ReadOnlySpan<MatchKey> keys, int today, Span<OpaqueId> found)
    {
        var count = 0;
        for (var position = 0; position < keys.Length; position++)
        {
            for (var link = Head(session, keys[position]); link != HotLink.None; link = Volatile.Read(ref _links[link].NextOfKey))
            {
                ref var entry = ref _entries[_links[link].Entry];
                if (Volatile.Read(ref entry.LastDay) < today || entry.FirstDay > today
                    || found[..Math.Min(count, found.Length)].Contains(entry.Id)
                    || (count >= found.Length && IsUnderAny(entry, keys[..position])))
                {
                    continue;
                }

                if (count < found.Length)
                {
                    found[count] = entry.Id;
                }

                count++;
            }
        }

        return count;
    }

    // What no longer fits cannot be recognised by its id; it was counted already when an earlier key leads to it too.
    private bool IsUnderAny(in HotEntry entry, ReadOnlySpan<MatchKey> keys)
    {
        for (var link = entry.FirstLink; link != HotLink.None; link = _links[link].NextOfEntry)
        {
            if (keys.Contains(_links[link].Key))
            {
                return true;
            }
        }

        return false;
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
        SetHead_NeedsLock(session, key, link);
    }

    private void Unlink_NeedsLock(Session session, int entry)
    {
        Volatile.Write(ref _entries[entry].LastDay, HotEntry.Removed);
        for (var link = _entries[entry].FirstLink; link != HotLink.None; link = _links[link].NextOfEntry)
        {
            TakeOut_NeedsLock(session, _links[link].Key, link);

            // The hash of a person who is out of the register has no business here.
            _links[link].Key = default;
        }
    }

    // The link itself keeps its next one, so a reader that stands on it goes on from there and misses nothing.
    private void TakeOut_NeedsLock(Session session, MatchKey key, int link)
    {
        var next = _links[link].NextOfKey;
        var before = Head(session, key);
        if (before == link)
        {
            SetHead_NeedsLock(session, key, next);
            return;
        }

        while (_links[before].NextOfKey != link)
        {
            before = _links[before].NextOfKey;
        }

        Volatile.Write(ref _links[before].NextOfKey, next);
    }

    private static void SetHead_NeedsLock(Session session, MatchKey key, int link)
    {
        if (link == HotLink.None)
        {
            session.Delete(ref key);
            return;
        }

        var head = (long)link;
        session.Upsert(ref key, ref head);
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
