namespace Meldpunt.Service.Accuracy;

/// <summary>How long lookups took, each of them, so that a percentile is exact.</summary>
internal sealed class LookupTimes(TimeProvider time)
{
    private readonly List<long> _ticks = [];

    /// <summary>Adds a lookup that began at this timestamp and ended now.</summary>
    public void AddSince(long began) => _ticks.Add(time.GetTimestamp() - began);

    /// <summary>The shortest time within which this percentage of the lookups was done, in microseconds; 0 when there were none.</summary>
    public double Microseconds(int percentile)
    {
        if (_ticks.Count == 0)
        {
            return 0;
        }

        _ticks.Sort();
        var rank = (((long)_ticks.Count * percentile) + 99) / 100;
        return _ticks[(int)Math.Max(rank, 1) - 1] * 1e6 / time.TimestampFrequency;
    }
}
