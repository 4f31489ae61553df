using System.Collections.Concurrent;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.NotMe;

/// <summary>
/// How often a mark was refused for what was typed: whoever tries on learns by the refusals who stood at the gate, or where the registered person was born. Kept in memory, by case, for an hour.
/// </summary>
internal sealed class NotMeTries(TimeProvider time)
{
    /// <summary>Refusals of one case before it waits.</summary>
    public const int MaxTries = 10;

    private const int MaxCases = 10_000;
    private static readonly TimeSpan Wait = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<OpaqueId, (int Count, DateTimeOffset Last)> _tries = new();

    /// <summary>True when it must wait.</summary>
    public bool MustWait(OpaqueId followUpId) =>
        _tries.TryGetValue(followUpId, out var tries) && tries.Count >= MaxTries && time.GetUtcNow() - tries.Last < Wait;

    /// <summary>One more was refused.</summary>
    public void Count(OpaqueId followUpId)
    {
        var now = time.GetUtcNow();
        if (_tries.Count >= MaxCases)
        {
            foreach (var (id, tries) in _tries.Where(pair => now - pair.Value.Last >= Wait))
            {
                _tries.TryRemove(new(id, tries));
            }
        }

        _tries.AddOrUpdate(followUpId, (1, now), (_, tries) => now - tries.Last >= Wait ? (1, now) : (tries.Count + 1, now));
    }
}
