using Meldpunt.Index.Hot;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;

namespace Meldpunt.Index;

/// <summary>
/// Who is this? The one way in: a person goes in under keys, and is asked for by the same rule. Pure: no database, no web, no clock.
/// Safe to use from many threads.
/// </summary>
public sealed class PersonIndex : IDisposable
{
    private readonly SecretKey _indexKey;
    private readonly HotIndex _hot;

    /// <summary>Makes an empty index.</summary>
    /// <param name="indexKey">The key of all hashes; owned by the caller, who keeps it alive as long as the index.</param>
    /// <param name="maxEntries">Room for this many entries, counting every change of an entry as one more.</param>
    /// <param name="strength">How much must agree; the one rule that there is so far asks the same of all.</param>
    public PersonIndex(SecretKey indexKey, long maxEntries, MatchStrength strength = MatchStrength.Balanced)
    {
        _ = strength;
        _indexKey = indexKey;
        _hot = new HotIndex(maxEntries * MatchRule.MaxKeys);
    }

    /// <summary>Entries in the index.</summary>
    public int Count => _hot.Count;

    /// <summary>
    /// Finds the entries that the rule calls the same person and that still run today. Writes at most as many ids as fit and returns how
    /// many there are in all; 0 is "no match". Allocates nothing.
    /// </summary>
    public int Find(PersonDetails person, DateOnly today, Span<OpaqueId> found)
    {
        Span<MatchKey> keys = stackalloc MatchKey[MatchRule.MaxKeys];
        var count = MatchRule.DeriveQueryKeys(_indexKey, person, keys);
        return _hot.Find(keys[..count], today, found);
    }

    /// <summary>Puts an entry in, or replaces it; it matches from its first day to its last, both included. Throws <see cref="IndexFullException"/> when there is no room.</summary>
    public void Put(OpaqueId id, PersonDetails person, DateOnly firstDay, DateOnly lastDay)
    {
        Span<MatchKey> keys = stackalloc MatchKey[MatchRule.MaxKeys];
        var count = MatchRule.DeriveEntryKeys(_indexKey, person, keys);
        _hot.Put(id, keys[..count], firstDay, lastDay);
    }

    /// <summary>Takes an entry out; does nothing when it is not there.</summary>
    public void Remove(OpaqueId id) => _hot.Remove(id);

    public void Dispose() => _hot.Dispose();
}
