using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Messages;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Tests.FollowUps;

/// <summary>However following is broken off, and whoever else follows at the same time: each case is there once, with its messages.</summary>
public sealed class FollowerCrashTests : IAsyncLifetime
{
    private const int Matches = 10;

    private CaseBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CaseBench.CreateAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    public static TheoryData<string, int, bool> Places
    {
        get
        {
            var places = new TheoryData<string, int, bool>();
            foreach (var step in new[] { nameof(FollowUpStep.BeforeCases), "before the commit", "after the commit", nameof(FollowUpStep.CasesDurable) })
            {
                foreach (var write in Enumerable.Range(1, 4))
                {
                    places.Add(step, write, true);
                    places.Add(step, write, false);
                }
            }

            return places;
        }
    }

    // Three writes of at most four rows, the last of them with the entry that went.
    [Theory]
    [MemberData(nameof(Places))]
    public async Task Broken_off_anywhere_it_goes_on_and_every_case_and_message_is_there_once(string step, int write, bool isStartedAnew)
    {
        await AskAsync();
        await _bench.WithdrawAsync();
        var house = _bench.Register.Installation;
        BreakOff(house, step, write);

        var brokenOff = await Record.ExceptionAsync(() => _bench.FollowAsync());
        (house.Writer.BeforeCommit, house.Writer.AfterCommit, house.MatchFollower.Reached) = (null, null, null);
        await _bench.FollowAsync(isStartedAnew ? _bench.Register.OpenAnother() : house);

        Assert.Equal(write <= 3, brokenOff is not null);
        AssertOnce();
        Assert.Single(_bench.Register.Acts("keten.gemeld"));
        Assert.Equal(Matches, _bench.Register.Acts("opvolging.vervallen").Count() + _bench.Register.Read<int>("SELECT count(*) FROM follow_up WHERE state = 5 AND version = 1").Single());
    }

    [Fact]
    public async Task Whoever_waits_for_the_bell_hears_it_although_the_commit_that_stood_was_said_to_have_failed()
    {
        await AskAsync();
        var bell = _bench.Register.Installation.Bell.Next(_bench.Noord.Participant.Id);
        BreakOff(_bench.Register.Installation, "after the commit", write: 3);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _bench.FollowAsync());
        _bench.Register.Installation.Writer.AfterCommit = null;
        bell = bell.IsCompleted ? _bench.Register.Installation.Bell.Next(_bench.Noord.Participant.Id) : bell;

        await _bench.AskAsync(_bench.Zuid, OpaqueId.Create());
        await _bench.FollowAsync();

        Assert.True(bell.IsCompleted);
    }

    [Fact]
    public async Task Two_processes_that_follow_at_once_make_each_case_once()
    {
        var other = _bench.Register.OpenAnother();
        for (var round = 0; round < 5; round++)
        {
            await AskAsync();
            await Task.WhenAll(
                OwnThread.Run(() => _bench.FollowAsync()).Unwrap(),
                OwnThread.Run(() => _bench.FollowAsync(other)).Unwrap());
        }

        Assert.Equal(5 * Matches, _bench.Register.Read<int>("SELECT count(*) FROM follow_up").Single());
        AssertOnce();
    }

    [Fact]
    public async Task A_process_that_was_behind_tells_nobody_a_second_time_of_an_entry_that_changed()
    {
        var other = _bench.Register.OpenAnother();
        await _bench.FollowAsync(other);
        await _bench.OpenAsync();
        await _bench.WithdrawAsync();

        await _bench.FollowAsync();
        await _bench.FollowAsync(other);

        Assert.Single(_bench.Told(_bench.Zuid), kind => kind == MessageKind.EntryChanged);
        Assert.Single(_bench.Register.Acts("keten.gemeld"));
    }

    private Task<LoggedQuery[]> AskAsync() => Task.WhenAll(Enumerable.Range(0, Matches).Select(_ => _bench.AskAsync(_bench.Zuid, _bench.Entry.Id)));

    private static void BreakOff(Installation house, string step, int write)
    {
        var reached = 0;
        void Count(bool counts)
        {
            if (counts && ++reached == write)
            {
                throw new Microsoft.Data.Sqlite.SqliteException("broken off by the test", SqliteCodes.Full);
            }
        }

        switch (step)
        {
            case "before the commit":
                house.Writer.BeforeCommit = _ => Count(counts: true);
                break;
            case "after the commit":
                house.Writer.AfterCommit = () => Count(counts: true);
                break;
            default:
                house.MatchFollower.Reached = now => Count(string.Equals(now.ToString(), step, StringComparison.Ordinal));
                break;
        }
    }

    private void AssertOnce()
    {
        Assert.Equal(
            _bench.Register.Read<long>("SELECT seq FROM query_log WHERE substr(row, 2, 2) = x'0101' ORDER BY seq"), _bench.Register.Read<long>("SELECT seq FROM follow_up ORDER BY seq"));
        Assert.All(
            _bench.Register.Read<(int, int)>(
                """
                SELECT count(*), count(DISTINCT participant_id) FROM follow_up JOIN message ON message.follow_up_id = follow_up.id
                WHERE message.kind = 1 GROUP BY follow_up.id
                """),
            messages => Assert.Equal((2, 2), messages));
    }
}
