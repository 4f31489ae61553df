using System.Collections.Concurrent;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Unidentified;

/// <summary>
/// Who was shown whom a moment ago: the images of a page come each by a request of its own, and are one look. In memory only; after a restart an image
/// is a look of its own. Safe to use from many threads.
/// </summary>
internal sealed class RecentLooks(TimeProvider time)
{
    /// <summary>How long the images of a page that was shown may follow it.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<(OpaqueId Account, OpaqueId Person), long> _looks = new();

    /// <summary>Somebody was shown these persons.</summary>
    public void Add(OpaqueId account, IEnumerable<OpaqueId> persons)
    {
        var now = time.GetTimestamp();
        if (_looks.Count > MostKept)
        {
            Forget();
        }

        foreach (var person in persons)
        {
            _looks[(account, person)] = now;
        }
    }

    public bool Has(OpaqueId account, OpaqueId person) => _looks.TryGetValue((account, person), out var at) && time.GetElapsedTime(at) < Lifetime;

    // Whoever looks at more than so many within the time has the rest logged one by one.
    private void Forget()
    {
        foreach (var (key, at) in _looks)
        {
            if (time.GetElapsedTime(at) >= Lifetime)
            {
                _looks.TryRemove(key, out _);
            }
        }

        if (_looks.Count > MostKept)
        {
            _looks.Clear();
        }
    }
}
