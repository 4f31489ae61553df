using FASTER.core;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Matching;

namespace Meldpunt.Index.Hot;

using Session = ClientSession<MatchKey, long, long, long, Empty, IFunctions<MatchKey, long, long, long, Empty>>;

/// <summary>
/// Keys to entries, in memory, over FASTER. It holds keyed hashes, entry ids and days, and no name. Under the key of a birth date stands which list holds
/// the anchors of all entries of that date; under the key of an address the head of a list of links to its entries. So a visitor takes two or
/// three reads of FASTER, however many keys there are (docs/adr/0011). Lookups may run from any number of threads; changes are made under a
/// lock and become visible one entry at a time. It can always be thrown away and made anew from the register.
/// </summary>
internal sealed class HotIndex : IDisposable
{
    // A reader that was overtaken by a replacement this often waits for the writer.
    private const int MaxFreeAttempts = 3;

    // A birth date of its own, and an address in two forms.
    private const int RecordsPerEntry = 3;

    private readonly KeyTable _table;
    private readonly Lock _writeLock = new();

    // Guarded by _writeLock for changes; readers reach entries and links only through an index that FASTER handed out.
    private readonly ChunkedTable<HotEntry> _entries = new();
    private readonly LinkLists _links = new();
    private readonly ChunkedTable<DateList> _dateLists = new();
    private readonly Dictionary<OpaqueId, int> _entryById = [];

    // Counts entries replaced. A reader that began before a replacement and meets the old entry after it would see neither,
    // so it looks again when this has changed.
    private int _replacements;

    /// <summary>Makes an empty index with room for this many entries; an entry that is taken out and put back counts again.</summary>
    public HotIndex(long maxEntries)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxEntries);
        _table = new KeyTable(maxEntries * RecordsPerEntry);
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
    /// Finds the entries that run today and that the rule calls the same person as the visitor. Writes at most as many as fit and returns how many
    /// there are in all, each entry once. Allocates nothing.
    /// </summary>
    public int Find(QueryProfile query, MatchRule rule, DateOnly today, Span<FoundEntry> found)
    {
        var session = _table.Rent();
        try
        {
            for (var attempt = 0; attempt < MaxFreeAttempts; attempt++)
            {
                var replacements = Volatile.Read(ref _replacements);
                var count = Collect(session, query, rule, today.DayNumber, found);
                if (Volatile.Read(ref _replacements) == replacements)
                {
                    return count;
                }
            }

            lock (_writeLock)
            {
                return Collect(session, query, rule, today.DayNumber, found);
            }
        }
        finally
        {
            _table.Return(session);
        }
    }

    /// <summary>Puts an entry in, or replaces what stood under its id. Throws <see cref="IndexFullException"/> and changes nothing when there is no room.</summary>
    public void Put(OpaqueId id, EntryProfile profile, DateOnly firstDay, DateOnly lastDay)
    {
        lock (_writeLock)
        {
            _table.EnsureRoom(profile.AddressKeys.Count + 1);
            var hadEntry = _entryById.TryGetValue(id, out var replaced);
            var session = _table.Rent();
            var entry = _entries.Append(new HotEntry
            {
                Id = id,
                Tags = PackedTags.Pack(profile.Tags),
                FirstDay = firstDay.DayNumber,
                LastDay = lastDay.DayNumber,
                DateList = HotEntry.NoDateList,
                FirstLink = HotLink.None,
            });
            AddToDate_NeedsLock(session, profile, entry);
            foreach (var key in profile.AddressKeys)
            {
                _entries[entry].FirstLink = _links.Add(session, key, entry, _entries[entry].FirstLink);
            }

            // The new one stands, and readers are told, before the old one goes: a reader in between sees the entry, never neither.
            _entryById[id] = entry;
            if (hadEntry)
            {
                Interlocked.Exchange(ref _replacements, unchecked(_replacements + 1));
                TakeOut_NeedsLock(session, replaced);
            }

            _table.Return(session);
            _table.AssertNothingDropped();
        }
    }

    /// <summary>Takes an entry out; from here on it matches nothing. Does nothing when it is not there.</summary>
    public void Remove(OpaqueId id)
    {
        lock (_writeLock)
        {
            if (_entryById.Remove(id, out var entry))
            {
                var session = _table.Rent();
                TakeOut_NeedsLock(session, entry);
                _table.Return(session);
            }
        }
    }

    public void Dispose() => _table.Dispose();

    private int Collect(Session session, QueryProfile query, MatchRule rule, int today, Span<FoundEntry> found)
    {
        Span<int> lists = stackalloc int[QueryProfile.MaxDateKeys];
        var count = 0;
        for (var date = 0; date < query.DateKeys.Length; date++)
        {
            // By FASTER's word alone; most dates have nobody.
            lists[date] = KeyTable.Read(session, query.DateKeys[date]);
            if (lists[date] != HotLink.None)
            {
                CollectDate(_dateLists[lists[date]].Read(), query, query.DateFact(date), rule, today, found, ref count);
            }
        }

        CollectAddresses(session, query, lists[..query.DateKeys.Length], rule, today, found, ref count);
        return count;
    }

    private void CollectDate(
        AnchorList anchors, QueryProfile query, Agreement dateFact, MatchRule rule, int today, Span<FoundEntry> found, ref int count)
    {
        var tags = anchors.Tags;
        var last = HotLink.None;
        for (var place = 0; place < tags.Length; place++)
        {
            // The anchors of one entry stand together, so the one before tells whether it was looked at already.
            if (query.IsAnchor(tags[place]) && anchors.OwnerOf(place) is var owner && owner != last)
            {
                last = owner;
                ref var entry = ref _entries[owner];
                if (RunsOn(entry, today) && rule.DecideOnDate(query.MeaningOf(entry.Tags), query.Facts | dateFact, out var agreement) && StillRunsOn(entry, today))
                {
                    Report(entry.Id, agreement, found, ref count);
                }
            }
        }
    }

    // Who stands at the visitor's address under another birth date; those of the same date have been looked at. An address of two spellings leads to
    // one entry twice.
    private void CollectAddresses(
        Session session, QueryProfile query, ReadOnlySpan<int> lookedAt, MatchRule rule, int today, Span<FoundEntry> found, ref int count)
    {
        for (var position = 0; position < query.AddressKeys.Length; position++)
        {
            for (var link = LinkLists.First(session, query.AddressKeys[position]); link != HotLink.None; link = _links.Next(link))
            {
                ref var entry = ref _entries[_links.EntryOf(link)];
                if (RunsOn(entry, today) && !lookedAt.Contains(entry.DateList) && !_links.IsUnderAny(entry.FirstLink, query.AddressKeys[..position])
                    && rule.DecideOnAddress(query.MeaningOf(entry.Tags), query.Facts, out var agreement) && StillRunsOn(entry, today))
                {
                    Report(entry.Id, agreement, found, ref count);
                }
            }
        }
    }

    private static bool RunsOn(in HotEntry entry, int today) => entry.FirstDay <= today && Volatile.Read(in entry.LastDay) >= today;

    private static bool StillRunsOn(in HotEntry entry, int today)
    {
        Thread.MemoryBarrier();
        return RunsOn(entry, today);
    }

    // While an entry is being replaced, both of it can be met.
    private static void Report(OpaqueId id, Agreement agreement, Span<FoundEntry> found, ref int count)
    {
        foreach (ref readonly var earlier in found[..Math.Min(count, found.Length)])
        {
            if (earlier.Id == id)
            {
                return;
            }
        }

        if (count < found.Length)
        {
            found[count] = new FoundEntry(id, agreement);
        }

        count++;
    }

    private void AddToDate_NeedsLock(Session session, EntryProfile profile, int entry)
    {
        if (profile.DateKey == default)
        {
            return;
        }

        var list = KeyTable.Read(session, profile.DateKey);
        if (list == HotLink.None)
        {
            list = _dateLists.Append(new DateList { Key = profile.DateKey });
            _dateLists[list].Write(AnchorList.With(null, profile.Anchors, entry));
            KeyTable.Write(session, profile.DateKey, list);
        }
        else
        {
            _dateLists[list].Write(AnchorList.With(_dateLists[list].Read(), profile.Anchors, entry));
        }

        _entries[entry].DateList = list;
    }

    // From its last day on nobody finds the entry; the hashes of a person who is out of the register have no business here.
    private void TakeOut_NeedsLock(Session session, int entry)
    {
        Volatile.Write(ref _entries[entry].LastDay, HotEntry.Removed);

        // A reader looks at the last day once more after the tags: half of them would tell it of another person.
        Thread.MemoryBarrier();
        Array.Clear(_entries[entry].Tags);
        _entries[entry].Tags = [];
        _links.RemoveAll(session, _entries[entry].FirstLink);
        if (_entries[entry].DateList is not HotEntry.NoDateList and var list)
        {
            var left = _dateLists[list].Read().Without(entry);
            _dateLists[list].Write(left);
            if (left.IsEmpty)
            {
                // The place is not used again: a reader may still hold it and would take another date's entries for this one's.
                KeyTable.Write(session, _dateLists[list].Key, HotLink.None);
                _dateLists[list].Key = default;
            }
        }
    }
}
