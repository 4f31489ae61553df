using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.QueryLog.Signals;

/// <summary>
/// Makes signals of sightings: one for an account and kind, extended while it goes on, instead of one a row. Not safe to use from more than one thread.
/// </summary>
internal sealed class SignalBook
{
    private readonly Dictionary<(SignalKind Kind, OpaqueId Account), Signal> _open = [];
    private readonly HashSet<Signal> _changed = [];

    /// <summary>Signals that must be written.</summary>
    public IReadOnlyCollection<Signal> Changed => _changed;

    /// <summary>Takes up signals that may still go on, after a start.</summary>
    public void Open(IEnumerable<Signal> signals)
    {
        foreach (var signal in signals.OrderBy(signal => signal.LastSeq))
        {
            _open[(signal.Kind, signal.AccountId)] = signal;
        }
    }

    /// <summary>Takes in a sighting.</summary>
    public void Note(in Sighting sighting)
    {
        var lastAt = DateTimeOffset.FromUnixTimeMilliseconds(sighting.LastUnixMilliseconds);
        var key = (sighting.Kind, sighting.AccountId);
        if (_open.TryGetValue(key, out var signal) && lastAt - signal.LastAt <= SignalThresholds.Quiet(sighting.Kind))
        {
            signal.Count++;
            signal.LastAt = lastAt > signal.LastAt ? lastAt : signal.LastAt;
            signal.LastSeq = Math.Max(signal.LastSeq, sighting.LastSeq);
        }
        else
        {
            signal = Signal.Of(sighting);
            _open[key] = signal;
        }

        _changed.Add(signal);
    }

    /// <summary>What changed has been written.</summary>
    public void Written() => _changed.Clear();
}
