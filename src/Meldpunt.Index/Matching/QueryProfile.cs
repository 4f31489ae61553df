using System.Numerics;
using Meldpunt.Index.Keys;

namespace Meldpunt.Index.Matching;

/// <summary>
/// What one visitor is asked for: where to look, and what a tag in common would mean. A working area that is filled again for the next visitor and allocates
/// nothing. Not safe for two threads.
/// </summary>
internal sealed class QueryProfile : ITagSink
{
    /// <summary>Most birth dates under which a visitor is looked for.</summary>
    public const int MaxDateKeys = 4;

    /// <summary>Most address keys under which a visitor is looked for.</summary>
    public const int MaxAddressKeys = 2;

    private const int Slots = 1024;
    private const int MaxTags = Slots / 2;
    private const int FilterWords = 32;
    private const int FilterBits = FilterWords * 64;

    // An open hash table from tag to meaning, emptied by the list of the slots in use.
    private readonly ulong[] _tags = new ulong[Slots];
    private readonly ulong[] _meanings = new ulong[Slots];
    private readonly int[] _used = new int[MaxTags];
    private readonly ulong[] _tagFilter = new ulong[FilterWords];
    private readonly ulong[] _anchorFilter = new ulong[FilterWords];
    private readonly ulong[] _anchors = new ulong[MaxTags];
    private readonly MatchKey[] _dateKeys = new MatchKey[MaxDateKeys];
    private readonly Agreement[] _dateFacts = new Agreement[MaxDateKeys];
    private readonly MatchKey[] _addressKeys = new MatchKey[MaxAddressKeys];
    private int _tagCount;
    private int _anchorCount;
    private int _dateKeyCount;
    private int _addressKeyCount;

    /// <summary>What must be known of the visitor whatever the entry.</summary>
    public Agreement Facts { get; set; }

    public ReadOnlySpan<MatchKey> DateKeys => _dateKeys.AsSpan(0, _dateKeyCount);

    /// <summary>What it means that an entry stands under the date key at this place.</summary>
    public Agreement DateFact(int dateKey) => _dateFacts[dateKey];

    public ReadOnlySpan<MatchKey> AddressKeys => _addressKeys.AsSpan(0, _addressKeyCount);

    /// <summary>Begins the next visitor.</summary>
    public void Begin()
    {
        for (var tag = 0; tag < _tagCount; tag++)
        {
            _tags[_used[tag]] = 0;
            _meanings[_used[tag]] = 0;
        }

        Array.Clear(_tagFilter);
        Array.Clear(_anchorFilter);
        _tagCount = 0;
        _anchorCount = 0;
        _dateKeyCount = 0;
        _addressKeyCount = 0;
        Facts = Agreement.None;
    }

    public void AddDateKey(MatchKey key, Agreement fact)
    {
        _dateKeys[_dateKeyCount] = key;
        _dateFacts[_dateKeyCount] = fact;
        _dateKeyCount++;
    }

    public void AddAddressKey(MatchKey key)
    {
        if (_addressKeyCount < MaxAddressKeys)
        {
            _addressKeys[_addressKeyCount] = key;
            _addressKeyCount++;
        }
    }

    public void Add(ulong tag, ulong meaning)
    {
        tag &= PackedTags.Mask;
        _tagFilter[FilterWord(tag)] |= FilterBit(tag);
        var slot = SlotOf(tag);
        if (_tags[slot] == 0 && _tagCount < MaxTags)
        {
            _tags[slot] = tag;
            _used[_tagCount] = slot;
            _tagCount++;
        }

        if (_tags[slot] == tag)
        {
            _meanings[slot] |= meaning;
        }
    }

    public void AddAnchor(ulong tag, ulong meaning)
    {
        Add(tag, meaning);
        if (_anchorCount < MaxTags)
        {
            _anchorFilter[FilterWord(tag)] |= FilterBit(tag);
            _anchors[_anchorCount] = tag;
            _anchorCount++;
        }
    }

    /// <summary>True when an entry's anchor is one of the visitor's.</summary>
    public bool IsAnchor(ulong tag) =>
        (_anchorFilter[FilterWord(tag)] & FilterBit(tag)) != 0 && _anchors.AsSpan(0, _anchorCount).Contains(tag);

    /// <summary>What the tags in common with an entry say together.</summary>
    public ulong MeaningOf(ReadOnlySpan<byte> packedTags)
    {
        var meaning = 0UL;
        var count = PackedTags.Count(packedTags);
        for (var place = 0; place < count; place++)
        {
            // Nearly all tags of an entry are none of the visitor's, and the filter knows most of those at a glance.
            var tag = PackedTags.Read(packedTags, place);
            if ((_tagFilter[FilterWord(tag)] & FilterBit(tag)) != 0)
            {
                meaning |= _meanings[SlotOf(tag)];
            }
        }

        return meaning;
    }

    private int SlotOf(ulong tag)
    {
        var slot = (int)(tag & (Slots - 1));
        while (_tags[slot] != 0 && _tags[slot] != tag)
        {
            slot = (slot + 1) & (Slots - 1);
        }

        return slot;
    }

    private static int FilterWord(ulong tag) => (int)(BitOperations.RotateRight(tag, 20) & (FilterBits - 1)) >> 6;

    private static ulong FilterBit(ulong tag) => 1UL << (int)(BitOperations.RotateRight(tag, 20) & 63);
}
