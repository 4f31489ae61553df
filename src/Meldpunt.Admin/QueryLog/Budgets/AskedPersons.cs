using System.Runtime.InteropServices;

namespace Meldpunt.Admin.QueryLog.Budgets;

/// <summary>
/// Whom one account asked about in the last ten minutes, the newest 64, as keyed hashes in memory that the collector does not move. Asking about them again costs nothing.
/// </summary>
internal sealed class AskedPersons
{
    /// <summary>Persons that are remembered.</summary>
    public const int Capacity = 64;

    private readonly UInt128[] _hashes = GC.AllocateArray<UInt128>(Capacity, pinned: true);

    // When each was asked about last, as a timestamp of the clock; 0 for an empty place.
    private readonly long[] _askedAt = new long[Capacity];

    /// <summary>True when every byte is zero.</summary>
    public bool IsBlank => !MemoryMarshal.AsBytes(_hashes.AsSpan()).ContainsAnyExcept((byte)0);

    /// <summary>True when this person is remembered; then they are for ten minutes more.</summary>
    /// <param name="hash">Of the person.</param>
    /// <param name="now">The clock.</param>
    /// <param name="oldest">What was asked before this is forgotten.</param>
    public bool Knows(UInt128 hash, long now, long oldest)
    {
        var place = _hashes.AsSpan().IndexOf(hash);
        if (place < 0 || _askedAt[place] == 0 || _askedAt[place] < oldest)
        {
            return false;
        }

        _askedAt[place] = now;
        return true;
    }

    /// <summary>Remembers a person, in the place of whom was asked about longest ago.</summary>
    public void Add(UInt128 hash, long now)
    {
        var place = 0;
        for (var other = 1; other < Capacity; other++)
        {
            place = _askedAt[other] < _askedAt[place] ? other : place;
        }

        (_hashes[place], _askedAt[place]) = (hash, now);
    }

    /// <summary>Zeroes whom nobody asked about since then; true when nobody is left.</summary>
    public bool Forget(long oldest)
    {
        var left = 0;
        for (var place = 0; place < Capacity; place++)
        {
            if (_askedAt[place] < oldest)
            {
                (_hashes[place], _askedAt[place]) = (UInt128.Zero, 0);
            }

            left += _askedAt[place] == 0 ? 0 : 1;
        }

        return left == 0;
    }
}
