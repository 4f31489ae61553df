using Meldpunt.Index.Hot;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Tests.Support;
using static Meldpunt.Index.Tests.Support.HotKeys;

namespace Meldpunt.Index.Tests.Hot;

public sealed class HotIndexConcurrencyTests : IDisposable
{
    private const int Readers = 4;
    private const int Changes = 60_000;

    private readonly HotIndex _index = new(maxEntries: 1_000_000);

    public void Dispose() => _index.Dispose();

    [Fact]
    public async Task An_entry_that_stays_is_never_missed_while_its_neighbours_come_and_go()
    {
        _index.PutToday(id: 0, 10);
        _index.PutToday(id: 1, 10);

        var missed = await CountMissesWhile(
            asks: () => Visitor(10),
            misses: visitor => !FoundIn(visitor, Id(1)),
            change: round =>
            {
                _index.PutToday(id: 2 + (round % 3), 10);
                _index.Remove(Id(2 + ((round + 1) % 3)));
            });

        Assert.Equal(0, missed);
    }

    [Fact]
    public async Task An_entry_that_is_replaced_under_the_same_key_is_never_missing()
    {
        _index.PutToday(id: 1, 10);

        var missed = await CountMissesWhile(
            asks: () => Visitor(10),
            misses: visitor => !FoundIn(visitor, Id(1)),
            change: _ => _index.PutToday(id: 1, 10));

        Assert.Equal(0, missed);
    }

    [Fact]
    public async Task An_entry_that_is_replaced_under_other_keys_is_never_missing_for_who_asks_for_all_of_them()
    {
        _index.PutToday(id: 1, 10);

        var missed = await CountMissesWhile(
            asks: () => Visitor(10, 11),
            misses: visitor => !FoundIn(visitor, Id(1)),
            change: round => _index.PutToday(id: 1, 10 + (round % 2)));

        Assert.Equal(0, missed);
    }

    [Fact]
    public async Task An_entry_that_moves_to_another_birth_date_is_never_missing_for_who_asks_for_both()
    {
        _index.Put(Id(1), EntryOfDate(0, 10), Today, Today);

        var missed = await CountMissesWhile(
            asks: () =>
            {
                var visitor = VisitorOfDate(0, 10);
                VisitorOfDate(1).DateKeys.ToArray().ToList().ForEach(key => visitor.AddDateKey(key, Agreement.None));
                return visitor;
            },
            misses: visitor => !FoundIn(visitor, Id(1)),
            change: round => _index.Put(Id(1), EntryOfDate(round % 2, 10), Today, Today));

        Assert.Equal(0, missed);
    }

    [Fact]
    public async Task An_entry_that_moves_to_another_address_is_never_missing_for_who_asks_for_both()
    {
        _index.Put(Id(1), EntryAtAddresses(10), Today, Today);

        var missed = await CountMissesWhile(
            asks: () => VisitorAtAddresses(10, 11),
            misses: visitor => !FoundIn(visitor, Id(1)),
            change: round => _index.Put(Id(1), EntryAtAddresses(10 + (round % 2)), Today, Today));

        Assert.Equal(0, missed);
    }

    [Fact]
    public async Task An_entry_that_was_removed_is_not_found_again()
    {
        var removed = new bool[Changes];
        var visitor = Visitor(10);

        var wronglyFound = await CountMissesWhile(
            asks: () => Visitor(10),
            misses: _ => false,
            change: round =>
            {
                _index.PutToday(id: round, 10);
                _index.Remove(Id(round));
                removed[round] = FoundIn(visitor, Id(round));
            });

        Assert.Equal(0, wronglyFound);
        Assert.DoesNotContain(true, removed);
    }

    [Fact]
    public async Task Many_threads_may_put_and_find_at_once()
    {
        var writers = Enumerable.Range(0, Readers).Select(writer => Task.Run(
            () =>
            {
                for (var number = writer * 10_000; number < (writer * 10_000) + 5_000; number++)
                {
                    _index.PutToday(id: number, number, 1_000_000);
                    Assert.True(FoundIn(Visitor(number), Id(number)));
                }
            },
            TestContext.Current.CancellationToken));

        await Task.WhenAll(writers);

        Assert.Equal(Readers * 5_000, _index.Count);
        Assert.Equal(Readers * 5_000, _index.Find(Visitor(1_000_000), OneKeyIsEnough, Today, new FoundEntry[1]));
    }

    private bool FoundIn(QueryProfile visitor, OpaqueId id)
    {
        Span<FoundEntry> found = stackalloc FoundEntry[8];
        var count = Math.Min(_index.Find(visitor, OneKeyIsEnough, Today, found), found.Length);
        foreach (var entry in found[..count])
        {
            if (entry.Id == id)
            {
                return true;
            }
        }

        return false;
    }

    // Each reader with a visitor of its own, because one profile is not for two threads.
    private static async Task<int> CountMissesWhile(Func<QueryProfile> asks, Predicate<QueryProfile> misses, Action<int> change)
    {
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, Readers).Select(_ => Task.Run(() =>
        {
            var visitor = asks();
            var missed = 0;
            while (!done.IsCancellationRequested)
            {
                missed += misses(visitor) ? 1 : 0;
            }

            return missed;
        })).ToArray();

        for (var round = 0; round < Changes; round++)
        {
            change(round);
        }

        await done.CancelAsync();
        return (await Task.WhenAll(readers)).Sum();
    }
}
