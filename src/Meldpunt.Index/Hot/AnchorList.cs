namespace Meldpunt.Index.Hot;

/// <summary>
/// The anchors of all entries of one birth date, side by side in memory, so that going through them costs about a nanosecond each. One thread changes it, many
/// read: what is appended becomes visible by <see cref="Count"/>, and a list that must grow or shrink is replaced by a new one.
/// </summary>
internal sealed class AnchorList
{
    private const int SmallestCapacity = 2;

    private readonly ulong[] _tags;
    private readonly int[] _owners;
    private int _count;
    private int _erased;

    private AnchorList(int capacity)
    {
        _tags = new ulong[capacity];
        _owners = new int[capacity];
    }

    /// <summary>Anchors in the list, erased ones too.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The anchors; an erased one is 0.</summary>
    public ReadOnlySpan<ulong> Tags => _tags.AsSpan(0, Count);

    /// <summary>True when no anchor is left.</summary>
    public bool IsEmpty => _erased == _count;

    /// <summary>The entry that the anchor at this place is of.</summary>
    public int OwnerOf(int place) => _owners[place];

    /// <summary>The list with the anchors of one more entry; the same list when there was room.</summary>
    public static AnchorList With(AnchorList? list, IReadOnlyList<ulong> anchors, int owner)
    {
        var needed = (list?._count ?? 0) + anchors.Count;
        var roomy = list is not null && needed <= list._tags.Length ? list : Grown(list, needed);
        var count = roomy._count;
        foreach (var anchor in anchors)
        {
            roomy._tags[count] = anchor;
            roomy._owners[count] = owner;
            count++;
        }

        // The anchors must be whole before a reader can learn of them, on processors that reorder writes too.
        Volatile.Write(ref roomy._count, count);
        return roomy;
    }

    /// <summary>The list without the anchors of one entry. They are erased in place; a list that is half empty is made anew.</summary>
    public AnchorList Without(int owner)
    {
        for (var place = 0; place < _count; place++)
        {
            if (_owners[place] == owner && _tags[place] != 0)
            {
                _tags[place] = 0;
                _erased++;
            }
        }

        return _erased > _count / 2 ? Grown(this, _count - _erased) : this;
    }

    private static AnchorList Grown(AnchorList? list, int needed)
    {
        var live = list is null ? 0 : list._count - list._erased;
        var grown = new AnchorList(Math.Max(SmallestCapacity, Math.Max(needed, live + (live / 4))));
        for (var place = 0; list is not null && place < list._count; place++)
        {
            if (list._tags[place] != 0)
            {
                grown._tags[grown._count] = list._tags[place];
                grown._owners[grown._count] = list._owners[place];
                grown._count++;
            }
        }

        return grown;
    }
}
