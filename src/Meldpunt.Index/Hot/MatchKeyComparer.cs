using FASTER.core;
using Meldpunt.Index.Keys;

namespace Meldpunt.Index.Hot;

/// <summary>Tells FASTER how match keys compare: they are hashes already, so their own bits spread them.</summary>
internal sealed class MatchKeyComparer : IFasterEqualityComparer<MatchKey>
{
    public long GetHashCode64(ref MatchKey k) => k.HashCode64;

    public bool Equals(ref MatchKey k1, ref MatchKey k2) => k1.Equals(k2);
}
