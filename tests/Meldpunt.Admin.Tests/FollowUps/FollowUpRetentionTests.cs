using Dapper;
using Meldpunt.Admin.Messages;
using Meldpunt.Admin.QueryLog.Retention;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Tests.FollowUps;

/// <summary>A case goes with its row of the log, and with the case what was said of it; marks go with the entry.</summary>
public sealed class FollowUpRetentionTests : IAsyncLifetime
{
    private CaseBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CaseBench.CreateAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Cases_messages_and_deliveries_go_when_their_rows_go_and_younger_ones_stay()
    {
        await AddChannelAsync();
        await _bench.OpenAsync();
        await _bench.Register.Installation.Desk.RestrictAsync(_bench.Noord.Desk, _bench.Entry.Id, "Bezwaar.", version: null);
        await _bench.FollowAsync();
        await _bench.Register.Installation.Writer.WriteAsync(connection => connection.Execute(
            "INSERT INTO delivery_attempt (delivery_id, tried_at, outcome, milliseconds) SELECT id, 0, 'bezorgd', 1 FROM delivery"));
        Assert.Equal([(1, 3, 2, 2)], Counts());
        _bench.Register.Time.Set(TestDays.Now.AddMonths(2));
        var young = await _bench.OpenAsync();
        var after = Counts().Single();

        await EraseLogAsync();

        Assert.Equal((2, 5, 3, 2), after);
        Assert.Equal([young.Id], _bench.Register.Read<OpaqueId>("SELECT id FROM follow_up"));
        Assert.Equal([(1, 2, 1, 0)], Counts());
    }

    [Fact]
    public async Task Who_had_a_match_is_kept_as_long_as_the_entry_is_there_to_be_changed()
    {
        var other = await _bench.Register.RegisterAsync(_bench.Noord, new Draft { Surname = "Blijveling", FirstNames = "Eva", BirthDate = "1960-01-30" });
        await _bench.AskAsync(_bench.Zuid, _bench.Entry.Id, other.Id);
        await _bench.WithdrawAsync();
        await _bench.FollowAsync();
        Assert.Equal([2], _bench.Register.Read<int>("SELECT count(*) FROM entry_recipient"));
        _bench.Register.Time.Set(TestDays.Now.AddMonths(2));

        await EraseLogAsync();

        Assert.Equal([other.Id], _bench.Register.Read<OpaqueId>("SELECT entry_id FROM entry_recipient"));
    }

    [Fact]
    public async Task Marks_go_with_the_entry_that_they_are_of()
    {
        var one = await _bench.OpenAsync();
        await _bench.Register.Installation.Writer.WriteAsync(connection => connection.Execute(
            "INSERT INTO not_me (id, entry_id, follow_up_id, mark, with_place, made_at, made_by) VALUES (@Mark, @EntryId, @Id, zeroblob(32), 0, 0, @Mark)",
            new { Mark = OpaqueId.Create(), one.EntryId, one.Id }));

        await _bench.WithdrawAsync();

        Assert.Equal([0], _bench.Register.Read<int>("SELECT count(*) FROM not_me"));
    }

    [Fact]
    public async Task What_the_clock_looks_for_every_second_is_found_by_an_index_and_not_among_all_cases()
    {
        await _bench.OpenAsync();
        using var connection = _bench.Register.Installation.Database.Open();
        string Plan(string sql) => string.Join('\n', connection.Query<(int, int, int, string)>("EXPLAIN QUERY PLAN " + sql).Select(step => step.Item4));

        Assert.Contains("follow_up_due", Plan("SELECT * FROM follow_up WHERE due_at <= 1 AND state IN (1, 2, 3) ORDER BY due_at LIMIT 1"), StringComparison.Ordinal);
        Assert.Contains(
            "follow_up_open",
            Plan("SELECT follow_up.* FROM follow_up JOIN entry ON entry.id = follow_up.entry_id WHERE follow_up.state IN (1, 2, 3) AND entry.last_day < '2026-11-21' LIMIT 1"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_brought_to_a_garage_that_left_and_nothing_over_a_channel_that_ended()
    {
        await AddChannelAsync();
        await _bench.OpenAsync();
        var before = _bench.Register.Read<int>("SELECT count(*) FROM delivery").Single();
        await _bench.LeaveAsync(_bench.Zuid);

        await _bench.FollowAsync();

        Assert.Equal(1, before);
        Assert.Contains(MessageKind.Lapse, _bench.Told(_bench.Zuid));
        Assert.Equal([1], _bench.Register.Read<int>("SELECT count(*) FROM delivery"));
    }

    private Task<int> AddChannelAsync() => _bench.Register.Installation.Writer.WriteAsync(connection => connection.Execute(
        """
        INSERT INTO channel (id, participant_id, kind, label, address, created_at, created_by, ended_at)
        VALUES (@Id, @Zuid, 1, 'post', x'00', 0, @Id, NULL), (@Ended, @Zuid, 1, 'oud', x'00', 0, @Id, 1)
        """,
        new { Id = OpaqueId.Create(), Ended = OpaqueId.Create(), Zuid = _bench.Zuid.Participant.Id }));

    private IReadOnlyList<(int Cases, int Messages, int Deliveries, int Attempts)> Counts() => _bench.Register.Read<(int, int, int, int)>(
        "SELECT (SELECT count(*) FROM follow_up), (SELECT count(*) FROM message), (SELECT count(*) FROM delivery), (SELECT count(*) FROM delivery_attempt)");

    private async Task EraseLogAsync()
    {
        var house = _bench.Register.Installation;
        await house.Retention.ChooseAsync(1);
        using var sealer = LogSealer.Open(house);
        while (await sealer.SealAsync())
        {
        }

        Assert.True((await new LogRetention(house, sealer).RunAsync()).DidSomething);
    }
}
