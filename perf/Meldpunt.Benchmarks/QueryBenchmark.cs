using System.Collections.Concurrent;
using BenchmarkDotNet.Attributes;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;

namespace Meldpunt.Benchmarks;

/// <summary>
/// One query inside the process: fold, hash, look up, decide. Beside it the floor: the hashes alone, and the same keys in
/// the plainest table there is. Every call asks for another person, in an order that the processor cannot guess.
/// </summary>
[MemoryDiagnoser]
#pragma warning disable CA1001 // BenchmarkDotNet derives from this class and calls its clean-up; it does not dispose.
public class QueryBenchmark
#pragma warning restore CA1001
{
    private const int Asked = 1 << 14;
    private const int MessageBytes = 32;

    private readonly PersonDetails[] _registered = new PersonDetails[Asked];
    private readonly PersonDetails[] _strangers = new PersonDetails[Asked];
    private readonly MatchKey[] _registeredKeys = new MatchKey[Asked * MatchRule.MaxKeys];
    private readonly ConcurrentDictionary<MatchKey, int> _plain = new();
    private FilledIndex _index = null!;
    private int _turn;

    [Params(10_000, 1_000_000)]
    public int Entries { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _index = new FilledIndex(Entries);
        Span<MatchKey> keys = stackalloc MatchKey[MatchRule.MaxKeys];
        for (var number = 0; number < Entries; number++)
        {
            var count = MatchRule.DeriveEntryKeys(_index.Key, InventedPersons.Person(number), keys);
            foreach (var key in keys[..count])
            {
                _plain[key] = number;
            }
        }

        for (var turn = 0; turn < Asked; turn++)
        {
            var number = (int)(turn * 7_919L % Entries);
            _registered[turn] = InventedPersons.Person(number);
            _strangers[turn] = InventedPersons.Person(Entries + number);
            MatchRule.DeriveQueryKeys(_index.Key, _registered[turn], _registeredKeys.AsSpan(turn * MatchRule.MaxKeys, MatchRule.MaxKeys));
        }
    }

    [Benchmark(Baseline = true)]
    public int Hit() => Find(_registered);

    [Benchmark]
    public int Miss() => Find(_strangers);

    [Benchmark]
    public int FourHashesAlone()
    {
        Span<byte> message = stackalloc byte[MessageBytes];
        Span<byte> hash = stackalloc byte[MatchKey.SizeBytes];
        message.Fill((byte)(Next() & 0xFF));
        for (var key = 0; key < MatchRule.MaxKeys; key++)
        {
            message[0] = (byte)key;
            Sodium.KeyedHash(hash, message, _index.Key.Bytes);
        }

        return hash[0];
    }

    [Benchmark]
    public int SameKeysInConcurrentDictionary()
    {
        var hits = 0;
        foreach (var key in _registeredKeys.AsSpan(Next() * MatchRule.MaxKeys, MatchRule.MaxKeys))
        {
            hits += _plain.TryGetValue(key, out _) ? 1 : 0;
        }

        return hits;
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _index.Dispose();
        _plain.Clear();
    }

    private int Find(PersonDetails[] persons)
    {
        Span<OpaqueId> found = stackalloc OpaqueId[4];
        return _index.Persons.Find(persons[Next()], FilledIndex.Today, found);
    }

    private int Next()
    {
        _turn = (_turn + 1) & (Asked - 1);
        return _turn;
    }
}
