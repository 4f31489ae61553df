using Dapper;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Admin.Unidentified;

namespace Meldpunt.Admin.Tests.Unidentified;

/// <summary>What one desk may put into the store that all share, and what two officers who act at once may not undo.</summary>
public sealed class UnidentifiedBoundsTests : IAsyncDisposable
{
    private readonly UnidentifiedBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_garage_has_two_hundred_at_most_and_one_more_when_one_was_withdrawn()
    {
        var noord = await _bench.Register.JoinAsync("Noord");
        var zuid = await _bench.Register.JoinAsync("Zuid");
        var first = await _bench.MakeAsync(noord.Desk);
        await _bench.Register.Installation.Writer.WriteAsync(connection => connection.Execute(
            """
            WITH RECURSIVE number(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM number WHERE n < @Max)
            INSERT INTO unidentified
            SELECT randomblob(16), participant_id, registered_by, registered_at, state, version, happened_on, last_day, epoch, wrapped_key,
                description, place, time_of_day, file_reference, weighing
            FROM unidentified, number
            """,
            new { Max = UnidentifiedRules.MaxOfOneParticipant }));

        Assert.Equal(["te-veel-onbekenden"], await _bench.TryAsync(noord.Desk, UnidentifiedBench.Input()));
        await _bench.MakeAsync(zuid.Desk);
        await _bench.Desk.WithdrawAsync(noord.Desk, first.Id, EntryTerms.Grounds[0], []);
        await _bench.MakeAsync(noord.Desk);

        Assert.Equal(["te-veel-onbekenden"], await _bench.TryAsync(noord.Desk, UnidentifiedBench.Input()));
        Assert.Equal(200, UnidentifiedRules.MaxOfOneParticipant);
    }

    [Fact]
    public async Task Of_many_who_send_images_at_once_one_commit_holds_the_images_of_one_person()
    {
        var noord = await _bench.Register.JoinAsync();
        var seen = 0L;
        var most = 0L;
        _bench.Register.Installation.Writer.BeforeCommit = connection =>
        {
            var now = connection.ExecuteScalar<long>("SELECT count(*) FROM unidentified_image");
            (most, seen) = (Math.Max(most, now - seen), now);
            Thread.Sleep(TimeSpan.FromMilliseconds(20));
        };

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _bench.MakeAsync(noord.Desk, input: null, UnidentifiedBench.Picture()))));

        Assert.Equal((8, 1), (seen, most));
    }

    [Fact]
    public async Task A_person_withdrawn_while_recognised_becomes_no_entry_and_no_act_says_so()
    {
        var noord = await _bench.Register.JoinAsync();
        var person = await _bench.MakeAsync(noord.Desk);
        var withdrawn = 0;

        // The look that comes before the entry is durable: now a colleague withdraws the person.
        _bench.Register.Installation.Writer.AfterCommit = () =>
        {
            if (_bench.Register.Installation.QueryLogReader.NewestSeq() > 0 && Interlocked.Exchange(ref withdrawn, 1) == 0)
            {
                using var connection = _bench.Register.Installation.Database.Open();
                connection.Execute("UPDATE unidentified SET state = 4");
            }
        };
        var result = await _bench.Desk.IdentifyAsync(noord.Desk, person.Id, new Draft().Input(), []);

        Assert.Equal((1, true), (withdrawn, result.IsMissing));
        Assert.Empty(_bench.Register.Read<long>("SELECT rowid FROM entry"));
        Assert.Empty(_bench.Register.Acts("onbekende.herkend"));
    }
}
