using BenchmarkDotNet.Attributes;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;

namespace Meldpunt.Benchmarks;

/// <summary>
/// One query inside the process, and the parts it is made of: each part does what the part before it did and a little more, or stands alone. Every call asks
/// for another person, in an order that the processor cannot guess.
/// </summary>
[MemoryDiagnoser]
[OneProcess]
#pragma warning disable CA1001 // BenchmarkDotNet derives from this class and calls its clean-up; it does not dispose.
public class QueryBenchmark
#pragma warning restore CA1001
{
    // As long as a name of seven letters.
    private const int MessageBytes = 14;

    private readonly object _query = IndexParts.NewQuery();
    private readonly object _forms = IndexParts.NewForms();
    private readonly object _swapped = IndexParts.NewForms();
    private readonly byte[] _hashKey = new byte[Sodium.ShortHashBytes];
    private Measured _measured = null!;
    private PersonDetails[] _visitors = [];
    private MatchKey[][] _dateKeys = [];
    private MatchKey[][] _addressKeys = [];
    private int[] _hashes = [];
    private object _keys = null!;
    private object _hot = null!;
    private RawFaster _faster = null!;
    private int _turn;

    [Params(10_000, 1_000_000)]
    public int Entries { get; set; }

    /// <summary>Hashes of a query, in the mean.</summary>
    internal double HashesPerQuery => _hashes.Average();

    /// <summary>Reads of FASTER of a query, in the mean.</summary>
    internal double ReadsPerQuery => _dateKeys.Zip(_addressKeys, (dates, addresses) => dates.Length + addresses.Length).Average();

    [GlobalSetup]
    public void Setup()
    {
        _measured = Measured.Of(Entries);
        _visitors = _measured.Visitors;
        _keys = IndexParts.KeysOf(_measured.Index.Persons);
        _hot = IndexParts.HotOf(_measured.Index.Persons);
        _dateKeys = new MatchKey[_visitors.Length][];
        _addressKeys = new MatchKey[_visitors.Length][];
        _hashes = new int[_visitors.Length];
        for (var visitor = 0; visitor < _visitors.Length; visitor++)
        {
            IndexParts.DeriveQuery(_keys, _visitors[visitor], _query);
            _dateKeys[visitor] = IndexParts.DateKeys(_query).ToArray();
            _addressKeys[visitor] = IndexParts.AddressKeys(_query).ToArray();
            IndexParts.Fold(_forms, _visitors[visitor]);
            IndexParts.FoldSwapped(_swapped, _visitors[visitor]);
            _hashes[visitor] = HashCount.Of(_forms, _swapped, keys: _dateKeys[visitor].Length + _addressKeys[visitor].Length);
        }

        _faster = new RawFaster(RawFaster.KeysPerEntry * Entries, _dateKeys.Zip(_addressKeys, (dates, addresses) => dates.Concat(addresses)).SelectMany(keys => keys));
    }

    [Benchmark(Baseline = true)]
    public int Find()
    {
        Span<FoundEntry> found = stackalloc FoundEntry[4];
        return _measured.Index.Persons.Find(_visitors[Next()], FilledIndex.Today, found);
    }

    [Benchmark]
    public int Folding()
    {
        var visitor = _visitors[Next()];
        IndexParts.Fold(_forms, visitor);
        IndexParts.FoldSwapped(_swapped, visitor);
        return 1;
    }

    [Benchmark]
    public int HashesAlone()
    {
        Span<byte> message = stackalloc byte[MessageBytes];
        Span<byte> hash = stackalloc byte[Sodium.ShortHashBytes];
        message.Fill((byte)(_turn & 0xFF));
        var hashes = _hashes[Next()];
        for (var key = 0; key < hashes; key++)
        {
            message[0] = (byte)key;
            Sodium.ShortHash(hash, message, _hashKey);
        }

        return hashes;
    }

    [Benchmark]
    public int FoldingAndHashing()
    {
        IndexParts.DeriveQuery(_keys, _visitors[Next()], _query);
        return 1;
    }

    [Benchmark]
    public int RawFasterReads()
    {
        var turn = Next();
        return _faster.Read(_dateKeys[turn]) + _faster.Read(_addressKeys[turn]);
    }

    /// <summary>A visitor who has no tag in common with anybody: all anchors of the birth date are passed and no entry is compared.</summary>
    [Benchmark]
    public int ReadingAndScanning()
    {
        Span<FoundEntry> found = stackalloc FoundEntry[4];
        IndexParts.Begin(_query);
        foreach (var key in _dateKeys[Next()])
        {
            IndexParts.AddDateKey(_query, key, Agreement.None);
        }

        foreach (var key in _addressKeys[_turn])
        {
            IndexParts.AddAddressKey(_query, key);
        }

        return IndexParts.Find(_hot, _query, _measured.Index.Persons.Rule, FilledIndex.Today, found);
    }

    [GlobalCleanup]
    public void CleanUp() => _faster.Dispose();

    private int Next()
    {
        _turn = (_turn + 1) & (_visitors.Length - 1);
        return _turn;
    }
}
