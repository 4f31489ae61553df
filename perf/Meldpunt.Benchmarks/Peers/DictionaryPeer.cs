using System.Collections.Concurrent;

namespace Meldpunt.Benchmarks.Peers;

/// <summary>The plainest table there is, in memory: one probe for each tag. It finds where the entries of a tag begin in a sorted array.</summary>
internal sealed class DictionaryPeer
{
    private readonly TagPostings _postings;
    private readonly ConcurrentDictionary<long, int> _firstPlace;

    public DictionaryPeer(TagPostings postings)
    {
        _postings = postings;
        _firstPlace = new ConcurrentDictionary<long, int>(Environment.ProcessorCount, postings.Count);
        for (var place = 0; place < postings.Count; place++)
        {
            _ = _firstPlace.TryAdd(postings.TagAt(place), place);
        }
    }

    /// <summary>How many entries were met, one that has several of the tags as often.</summary>
    public int LookUp(long[] tags)
    {
        var met = 0;
        foreach (var tag in tags)
        {
            if (_firstPlace.TryGetValue(tag, out var place))
            {
                for (; place < _postings.Count && _postings.TagAt(place) == tag; place++)
                {
                    met += _postings.EntryAt(place) >= 0 ? 1 : 0;
                }
            }
        }

        return met;
    }
}
