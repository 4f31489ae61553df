namespace Meldpunt.Admin.Tests.Support;

/// <summary>Numbers that look random and are the same every run (xorshift64*), so that a red run is red again.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed | 1;

    /// <summary>A number from the first to below the second.</summary>
    public int Next(int first, int end)
    {
        unchecked
        {
            _state ^= _state >> 12;
            _state ^= _state << 25;
            _state ^= _state >> 27;
            return first + (int)((_state * 2_685_821_657_736_338_717UL >> 33) % (ulong)(end - first));
        }
    }
}
