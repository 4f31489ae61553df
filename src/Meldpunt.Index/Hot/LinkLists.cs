using FASTER.core;
using Meldpunt.Index.Keys;

namespace Meldpunt.Index.Hot;

using Session = ClientSession<MatchKey, long, long, long, Empty, IFunctions<MatchKey, long, long, long, Empty>>;

/// <summary>
/// Which entries stand under a key, as lists of links whose heads stand in FASTER; and which keys an entry stands under. One thread changes them, many read.
/// </summary>
internal sealed class LinkLists
{
    private readonly ChunkedTable<HotLink> _links = new();

    /// <summary>The first link under a key, or <see cref="HotLink.None"/>.</summary>
    public static int First(Session session, MatchKey key) => KeyTable.Read(session, key);

    /// <summary>The next link under the same key.</summary>
    public int Next(int link) => Volatile.Read(ref _links[link].NextOfKey);

    /// <summary>The entry that a link leads to.</summary>
    public int EntryOf(int link) => _links[link].Entry;

    /// <summary>True when an entry, known by its first link, stands under one of the keys.</summary>
    public bool IsUnderAny(int firstLink, ReadOnlySpan<MatchKey> keys)
    {
        for (var link = firstLink; link != HotLink.None; link = _links[link].NextOfEntry)
        {
            if (keys.Contains(_links[link].Key))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Puts an entry under a key; returns what is now its first link.</summary>
    public int Add(Session session, MatchKey key, int entry, int firstLink)
    {
        var link = _links.Append(new HotLink
        {
            Key = key,
            Entry = entry,
            NextOfKey = KeyTable.Read(session, key),
            NextOfEntry = firstLink,
        });
        KeyTable.Write(session, key, link);
        return link;
    }

    /// <summary>Takes an entry, known by its first link, from under all its keys, and forgets them.</summary>
    public void RemoveAll(Session session, int firstLink)
    {
        for (var link = firstLink; link != HotLink.None; link = _links[link].NextOfEntry)
        {
            Remove(session, _links[link].Key, link);
            _links[link].Key = default;
        }
    }

    // The link itself keeps its next one, so a reader that stands on it goes on from there and misses nothing.
    private void Remove(Session session, MatchKey key, int link)
    {
        var next = _links[link].NextOfKey;
        var before = KeyTable.Read(session, key);
        if (before == link)
        {
            KeyTable.Write(session, key, next);
            return;
        }

        while (_links[before].NextOfKey != link)
        {
            before = _links[before].NextOfKey;
        }

        Volatile.Write(ref _links[before].NextOfKey, next);
    }
}
