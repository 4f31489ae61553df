using System.Security.Cryptography;
using FASTER.core;
using Meldpunt.Index.Keys;

namespace Meldpunt.Benchmarks;

using Session = ClientSession<MatchKey, long, long, long, Empty, IFunctions<MatchKey, long, long, long, Empty>>;

/// <summary>FASTER and nothing around it, in memory, with as many keys as the index keeps there: what a read costs by itself.</summary>
internal sealed class RawFaster : IDisposable
{
    /// <summary>An address in two forms; all birth dates together are nothing beside them.</summary>
    public const int KeysPerEntry = 2;

    private const int RecordBytes = 32;
    private const int KeysPerBucket = 12;
    private const int BucketBytes = 64;
    private const long LeastMemory = 1L << 24;

    private readonly NullDevice _noDevice = new();
    private readonly FasterKVSettings<MatchKey, long> _settings;
    private readonly FasterKV<MatchKey, long> _store;
    private readonly Session _session;

    /// <param name="keys">How many there are.</param>
    /// <param name="asked">Those of which half are among them; the others are drawn.</param>
    public RawFaster(int keys, IEnumerable<MatchKey> asked)
    {
        _settings = new FasterKVSettings<MatchKey, long>
        {
            IndexSize = PowerOfTwo(Math.Max(1L << 16, (long)keys / KeysPerBucket * BucketBytes)),
            PageSize = 1L << 20,
            MemorySize = PowerOfTwo(Math.Max(LeastMemory, 2L * keys * RecordBytes)),
            SegmentSize = 1L << 30,
            MutableFraction = 1.0,
            LogDevice = _noDevice,
            ObjectLogDevice = _noDevice,
            ReadCacheEnabled = false,
            TryRecoverLatest = false,
            EqualityComparer = new KeyComparer(),
        };
        _store = new FasterKV<MatchKey, long>(_settings);
        _session = _store.NewSession(new SimpleFunctions<MatchKey, long>());
        Fill(keys, [.. asked.Where((_, place) => place % 2 == 0).Distinct().Take(keys / 2)]);
    }

    /// <summary>How many of these keys are there.</summary>
    public int Read(MatchKey[] keys)
    {
        var met = 0;
        foreach (var asked in keys)
        {
            var key = asked;
            var value = 0L;
            met += _session.Read(ref key, ref value).Found ? 1 : 0;
        }

        return met;
    }

    public void Dispose()
    {
        _session.Dispose();
        _store.Dispose();
        _settings.Dispose();
        _noDevice.Dispose();
    }

    // Those asked for are strewn among the others, so that the processor's caches help no more than in the index.
    private void Fill(int keys, List<MatchKey> present)
    {
        var step = present.Count == 0 ? keys : keys / present.Count;
        Span<byte> drawn = stackalloc byte[MatchKey.SizeBytes];
        for (var number = 0L; number < keys; number++)
        {
            RandomNumberGenerator.Fill(drawn);
            var isPresent = number % step == 0 && number / step < present.Count;
            var key = isPresent ? present[(int)(number / step)] : new MatchKey(drawn);
            _session.Upsert(ref key, ref number);
        }
    }

    private static long PowerOfTwo(long size) => (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)size);

    private sealed class KeyComparer : IFasterEqualityComparer<MatchKey>
    {
        public long GetHashCode64(ref MatchKey k) => k.HashCode64;

        public bool Equals(ref MatchKey k1, ref MatchKey k2) => k1.Equals(k2);
    }
}
