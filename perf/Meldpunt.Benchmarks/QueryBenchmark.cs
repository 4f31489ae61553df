using System.Collections.Concurrent;
using BenchmarkDotNet.Attributes;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;

namespace Meldpunt.Benchmarks;

/// <summary>
/// One query inside the process: fold, hash, look up, decide. Beside it the floor: as many hashes alone, and everybody of the birth date in
/// the plainest table there is. Every call asks for another person, in an order that the processor cannot guess.
/// </summary>
[MemoryDiagnoser]
#pragma warning disable CA1001 // BenchmarkDotNet derives from this class and calls its clean-up; it does not dispose.
public class QueryBenchmark
#pragma warning restore CA1001
{
    private const int Asked = 1 << 14;
    private const int MessageBytes = 24;

    private readonly PersonDetails[] _registered = new PersonDetails[Asked];
    private readonly PersonDetails[] _strangers = new PersonDetails[Asked];
    private readonly int[] _hashes = new int[Asked];
    private readonly ConcurrentDictionary<BirthDate, List<int>> _plain = new();
    private FilledIndex _index = null!;
    private int _turn;

    [Params(10_000, 1_000_000)]
    public int Entries { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _index = new FilledIndex(Entries);
        for (var number = 0; number < Entries; number++)
        {
            _plain.GetOrAdd(InventedPersons.Person(number).BirthDate, _ => []).Add(number);
        }

        for (var turn = 0; turn < Asked; turn++)
        {
            var number = (int)(turn * 7_919L % Entries);
            _registered[turn] = InventedPersons.Person(number);
            _strangers[turn] = InventedPersons.Stranger(number);
            _hashes[turn] = _index.Persons.CountKeys(_registered[turn]);
        }
    }

    [Benchmark(Baseline = true)]
    public int Hit() => Find(_registered);

    [Benchmark]
    public int Miss() => Find(_strangers);

    [Benchmark]
    public int HashesAlone()
    {
        Span<byte> message = stackalloc byte[MessageBytes];
        Span<byte> hash = stackalloc byte[Sodium.ShortHashBytes];
        var turn = Next();
        message.Fill((byte)(turn & 0xFF));
        for (var key = 0; key < _hashes[turn]; key++)
        {
            message[0] = (byte)key;
            Sodium.ShortHash(hash, message, _index.Key.Bytes[..Sodium.ShortHashBytes]);
        }

        return hash[0];
    }

    [Benchmark]
    public int SameDateInConcurrentDictionary()
    {
        var met = 0;
        if (_plain.TryGetValue(_registered[Next()].BirthDate, out var numbers))
        {
            foreach (var number in numbers)
            {
                met += number >= 0 ? 1 : 0;
            }
        }

        return met;
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _index.Dispose();
        _plain.Clear();
    }

    private int Find(PersonDetails[] persons)
    {
        Span<FoundEntry> found = stackalloc FoundEntry[4];
        return _index.Persons.Find(persons[Next()], FilledIndex.Today, found);
    }

    private int Next()
    {
        _turn = (_turn + 1) & (Asked - 1);
        return _turn;
    }
}
