using Meldpunt.Index.Keys;
using Meldpunt.Index.Names;

namespace Meldpunt.Benchmarks.Peers;

/// <summary>
/// All tags of all entries, each bound to the entry's birth date, and which entries have them: sorted by tag. What every peer is filled with. Without the date the
/// tag of a frequent surname alone would lead to thousands of entries, and no peer could keep up.
/// </summary>
internal sealed class TagPostings
{
    private const ulong TagMask = (1UL << 40) - 1;

    private readonly long[] _tags;
    private readonly int[] _entries;

    public TagPostings(Crowd crowd, object keys)
    {
        var tags = new List<long>();
        var entries = new List<int>();
        var profile = IndexParts.NewEntry();
        for (var entry = 0; entry < crowd.Entries; entry++)
        {
            IndexParts.DeriveEntry(keys, crowd.Registered(entry), profile);
            foreach (var tag in IndexParts.Tags(profile))
            {
                tags.Add(Bound(tag, IndexParts.DateKey(profile)));
                entries.Add(entry);
            }
        }

        _tags = [.. tags];
        _entries = [.. entries];
        Array.Sort(_tags, _entries);
    }

    public int Count => _tags.Length;

    public long TagAt(int place) => _tags[place];

    public int EntryAt(int place) => _entries[place];

    /// <summary>What a visitor is looked for by: the tags given, under each birth date that is asked for.</summary>
    public static long[] Asked(PersonDetails visitor, object keys, object query, bool anchorsOnly)
    {
        IndexParts.DeriveQuery(keys, visitor, query);
        var tags = anchorsOnly ? IndexParts.Anchors(query).ToArray() : [.. IndexParts.TagSlots(query).Where(tag => tag != 0)];
        return [.. IndexParts.DateKeys(query).ToArray().SelectMany(date => tags.Select(tag => Bound(tag, date))).Distinct()];
    }

    private static long Bound(ulong tag, MatchKey date) => unchecked((long)((tag & TagMask) ^ date.Low));
}
