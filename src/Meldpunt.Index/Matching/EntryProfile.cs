using Meldpunt.Index.Keys;

namespace Meldpunt.Index.Matching;

/// <summary>Everything that the hot index keeps of one registered person: keyed hashes, and no name. Used again for the next person.</summary>
internal sealed class EntryProfile : ITagSink
{
    /// <summary>Most address keys of one entry.</summary>
    public const int MaxAddressKeys = 2;

    private readonly List<ulong> _tags = [];
    private readonly List<ulong> _anchors = [];
    private readonly List<MatchKey> _addressKeys = [];

    /// <summary>Under which the entry stands with the others of its birth date; the default value when there is none.</summary>
    public MatchKey DateKey { get; private set; }

    /// <summary>Under which the entry is found when its birth date was typed wrong.</summary>
    public IReadOnlyList<MatchKey> AddressKeys => _addressKeys;

    /// <summary>Tags of which every pair of people that can be the same shares one.</summary>
    public IReadOnlyList<ulong> Anchors => _anchors;

    /// <summary>All tags, anchors too.</summary>
    public IReadOnlyList<ulong> Tags => _tags;

    /// <summary>Hashes kept of the person.</summary>
    public int KeyCount => _tags.Count + _addressKeys.Count + (DateKey == default ? 0 : 1);

    /// <summary>Begins the next person.</summary>
    public void Begin(MatchKey dateKey)
    {
        DateKey = dateKey;
        _tags.Clear();
        _anchors.Clear();
        _addressKeys.Clear();
    }

    public void Add(ulong tag, ulong meaning)
    {
        if (!_tags.Contains(tag))
        {
            _tags.Add(tag);
        }
    }

    public void AddAnchor(ulong tag, ulong meaning)
    {
        Add(tag, meaning);
        if (!_anchors.Contains(tag))
        {
            _anchors.Add(tag);
        }
    }

    /// <summary>Adds a key by which the entry is found whatever its birth date.</summary>
    public void AddAddressKey(MatchKey key) => _addressKeys.Add(key);
}
