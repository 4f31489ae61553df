namespace Meldpunt.Population.Randomness;

/// <summary>Draws items as often as their whole-number weights say. Whole numbers, because sums of fractions need not be equal everywhere.</summary>
internal sealed class WeightedList<T>
{
    private const long RankScale = 1_000_000_000;

    private readonly T[] _items;
    private readonly long[] _upTo;

    public WeightedList(IEnumerable<(T Item, long Weight)> weighted)
    {
        var all = weighted.ToArray();
        _items = [.. all.Select(pair => pair.Item)];
        _upTo = new long[all.Length];
        var sum = 0L;
        for (var index = 0; index < all.Length; index++)
        {
            sum += all[index].Weight;
            _upTo[index] = sum;
        }
    }

    public IReadOnlyList<T> Items => _items;

    public long Total => _upTo[^1];

    /// <summary>Zipf's law: the item of rank r, counted from 1, weighs 1 / (r + flat).</summary>
    public static WeightedList<T> ByRank(IEnumerable<T> items, int flat) =>
        new(items.Select((item, index) => (item, RankScale / (index + 1 + flat))));

    public T Draw(SeededRandom random)
    {
        var found = Array.BinarySearch(_upTo, random.Below(_upTo[^1]) + 1);
        return _items[found >= 0 ? found : ~found];
    }
}
