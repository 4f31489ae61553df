using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.QueryLog.Signals;

/// <summary>Watches for many questions without a match by one account in a short time. Keeps numbers and moments of rows. Not safe to use from more than one thread.</summary>
internal sealed class NoMatchBursts
{
    private readonly Dictionary<OpaqueId, (long UnixMilliseconds, long Seq)[]> _last = [];
    private readonly Dictionary<OpaqueId, int> _next = [];

    /// <summary>Takes in a row; a sighting when its account is in a burst.</summary>
    public Sighting? Observe(in WatchedRow row)
    {
        if (row.Outcome != QueryOutcome.NoMatch || row.Purpose is not (QueryPurpose.Gate or QueryPurpose.Registration))
        {
            return null;
        }

        if (!_last.TryGetValue(row.AccountId, out var last))
        {
            // As many as there are accounts, which are made by hand.
            last = new (long, long)[SignalThresholds.BurstCount];
            _last.Add(row.AccountId, last);
        }

        // A ring: the place of the newest is also that of the oldest that it replaces, and the one behind it is the oldest that is left.
        var place = _next.GetValueOrDefault(row.AccountId);
        last[place] = (row.UnixMilliseconds, row.Seq);
        place = (place + 1) % last.Length;
        _next[row.AccountId] = place;
        var (oldest, seq) = last[place];
        return seq > 0 && row.UnixMilliseconds - oldest <= SignalThresholds.BurstWindow.TotalMilliseconds
            ? row.Sight(SignalKind.NoMatchBurst, oldest, seq, last.Length)
            : null;
    }
}
