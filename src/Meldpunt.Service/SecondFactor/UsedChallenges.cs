using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Meldpunt.Service.SecondFactor;

/// <summary>
/// Challenges that were answered well, until they run out by themselves: what was copied on its way cannot be sent again. Only a right answer is kept, so nobody can fill it.
/// </summary>
internal sealed class UsedChallenges(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _used = new(StringComparer.Ordinal);

    /// <summary>True for the first who comes with it.</summary>
    public bool TryUse(string state)
    {
        var now = time.GetUtcNow();
        foreach (var (old, at) in _used)
        {
            if (now - at > PasskeyDoor.ChallengeLifetime)
            {
                _used.TryRemove(old, out _);
            }
        }

        return _used.TryAdd(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(state))), now);
    }
}
