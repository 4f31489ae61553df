using Microsoft.Extensions.Internal;

namespace Meldpunt.Service.Access;

/// <summary>Our clock, for a cache that knows another kind.</summary>
internal sealed class CacheClock(TimeProvider time) : ISystemClock
{
    public DateTimeOffset UtcNow => time.GetUtcNow();
}
