using System.Numerics;

namespace Meldpunt.Population.Randomness;

/// <summary>
/// Chance from a seed: xoshiro256** filled by splitmix64, both written out here. The same numbers on every machine and in every version of .NET,
/// which the framework does not promise of its own. Not safe for use by two threads.
/// </summary>
internal sealed class SeededRandom
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    /// <summary>One generator for each number of each stream, so that query 900,000 can be made without the ones before it.</summary>
    public SeededRandom(int seed, Stream stream, long index)
    {
        unchecked
        {
            var state = Mix((ulong)seed ^ 0x6D65_6C64_7075_6E74) ^ Mix(((ulong)stream << 56) ^ (ulong)index);
            _a = Mix(state += Gamma);
            _b = Mix(state += Gamma);
            _c = Mix(state += Gamma);
            _d = Mix(state + Gamma);
        }
    }

    /// <summary>What the numbers are for; two streams of one seed share nothing.</summary>
    internal enum Stream
    {
        Register = 1,
        True,
        Hard,
        Random,
        Ambiguous,
        SimilarTwin,
        Shuffle,
    }

    private const ulong Gamma = 0x9E37_79B9_7F4A_7C15;

    public ulong Next()
    {
        unchecked
        {
            var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
            var shifted = _b << 17;
            _c ^= _a;
            _d ^= _b;
            _b ^= _c;
            _a ^= _d;
            _c ^= shifted;
            _d = BitOperations.RotateLeft(_d, 45);
            return result;
        }
    }

    /// <summary>A number from 0 up to the limit, the limit left out. The bias of the multiplication is below 2^-31 and of no matter here.</summary>
    public int Below(int limit) => (int)(((Next() >> 32) * (ulong)limit) >> 32);

    /// <summary>The same for limits beyond 2^32.</summary>
    public long Below(long limit) => (long)Math.BigMul(Next(), (ulong)limit, out _);

    public int Between(int first, int last) => first + Below(last - first + 1);

    /// <summary>True with this chance, 0 to 1, to the millionth.</summary>
    public bool Chance(double chance) => Below(1_000_000) < (int)(chance * 1_000_000);

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
            value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
            return value ^ (value >> 31);
        }
    }
}
