using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Tests.FollowUps;

/// <summary>Matches, what desks record, time, ends of entries and crashes in any order: what is promised of cases holds at the end.</summary>
public sealed class RandomFollowUpTests : IAsyncLifetime
{
    private const int Turns = 250;

    private readonly List<Entry> _entries = [];
    private readonly List<Garage> _garages = [];
    private CaseBench _bench = null!;

    public async ValueTask InitializeAsync()
    {
        _bench = await CaseBench.CreateAsync();
        _garages.AddRange([_bench.Noord, _bench.Zuid, await _bench.Register.JoinAsync("West")]);
        for (var number = 0; number < 6; number++)
        {
            var name = "Blijveling" + (char)('a' + number);
            _entries.Add(await _bench.Register.RegisterAsync(_garages[number % 3], new Draft { Surname = name }));
        }
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task In_any_order_every_match_has_its_cases_once_and_none_closes_without_call_advice_and_confirmation(ulong seed)
    {
        var dice = new Dice(seed * 7_919);
        for (var turn = 0; turn < Turns; turn++)
        {
            await TurnAsync(dice);
        }

        Calm();
        await _bench.FollowAsync();
        await _bench.WaitAsync(TimeSpan.Zero);

        AssertCasesOfRows();
        AssertEnds();
        AssertMessages();
        Assert.True(_bench.Register.Read<int>("SELECT count(*) FROM follow_up WHERE state = 4").Single() > 0, "no case was closed: this proves too little");
    }

    private async Task TurnAsync(Dice dice)
    {
        try
        {
            await (dice.Next(0, 12) switch
            {
                0 or 1 => AskAsync(dice),
                2 or 3 or 4 or 5 or 6 or 7 => RecordAsync(dice),
                8 => _bench.FollowAsync(),
                9 => _bench.WaitAsync(TimeSpan.FromMinutes(dice.Next(1, 90))),
                10 => CrashAsync(dice),
                _ => EndSomethingAsync(dice),
            });
        }
        catch (Exception exception) when (exception is StoreUnavailableException or SqliteException)
        {
            // It was broken off; whoever asked or recorded heard that nothing is sure.
        }
    }

    private Task<LoggedQuery> AskAsync(Dice dice) => _bench.AskAsync(
        _garages[dice.Next(0, 3)], [.. Enumerable.Range(0, dice.Next(0, 4)).Select(_ => _entries[dice.Next(0, _entries.Count)].Id).Distinct()]);

    private async Task RecordAsync(Dice dice)
    {
        var ids = _bench.Register.Read<OpaqueId>("SELECT id FROM follow_up WHERE state < 4 ORDER BY seq, place LIMIT 5");
        if (ids.Count == 0)
        {
            return;
        }

        var one = _bench.Register.Installation.FollowUps.FindAnyones(ids[dice.Next(0, ids.Count)])!;
        var side = dice.Next(0, 5) < 3 ? one.AskerId : one.SourceId;
        var garage = _garages.Single(garage => garage.Participant.Id == side);
        int? version = dice.Next(0, 5) == 0 ? one.Version - dice.Next(0, 2) : null;
        await (dice.Next(0, 6) switch
        {
            0 => _bench.CallAsync(garage, one, CaseBench.NoAnswer, version),
            1 => _bench.CallAsync(garage, one, CaseBench.Disputed, version),
            2 or 3 => _bench.AdviseAsync(garage, one, CaseBench.Refuse, version),
            _ => _bench.CallAsync(garage, one, CaseBench.Spoken, version),
        });
    }

    // The next writes, or the next steps of following, fail: before their commit, or after it although they stand.
    private async Task CrashAsync(Dice dice)
    {
        Calm();
        var house = _bench.Register.Installation;
        var left = dice.Next(0, 3);
        void Fail()
        {
            if (left-- == 0)
            {
                throw new SqliteException("broken off by the test", SqliteCodes.Full);
            }
        }

        switch (dice.Next(0, 4))
        {
            case 0:
                house.Writer.BeforeCommit = _ => Fail();
                break;
            case 1:
                house.Writer.AfterCommit = Fail;
                break;
            case 2:
                house.MatchFollower.Reached = _ => Fail();
                break;
            default:
                await _bench.Register.RestartAsync();
                break;
        }
    }

    private void Calm()
    {
        var house = _bench.Register.Installation;
        (house.Writer.BeforeCommit, house.Writer.AfterCommit, house.MatchFollower.Reached) = (null, null, null);
    }

    private async Task EndSomethingAsync(Dice dice)
    {
        var number = dice.Next(0, _entries.Count * 4);
        if (number < _entries.Count - 2)
        {
            await _bench.Register.Installation.Desk.WithdrawAsync(_garages[number % 3].Desk, _entries[number].Id, "onterecht", version: null);
        }
    }

    private void AssertCasesOfRows()
    {
        var rows = _bench.Register.Read<byte[]>("SELECT row FROM query_log ORDER BY seq");
        var expected = rows
            .Where(row => row[LogFormat.PurposeAt] == 1 && row[LogFormat.OutcomeAt] == 1)
            .SelectMany(row => Enumerable.Range(0, row[LogFormat.MatchedCountAt + 3]).Select(place =>
                (QueryRow.SeqOf(row), place, QueryRow.IdAt(row, LogFormat.MatchedAt + (place * LogFormat.IdBytes)))))
            .ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(expected, _bench.Register.Read<(long, int, OpaqueId)>("SELECT seq, place, entry_id FROM follow_up ORDER BY seq, place"));
    }

    private void AssertEnds()
    {
        Assert.Empty(_bench.Register.Read<long>(
            """
            SELECT seq FROM follow_up
            WHERE state = 4 AND (called_at IS NULL OR outcome IS NULL OR advice IS NULL OR (asker_id <> source_id AND source_says IS NOT 1) OR ended_at IS NULL)
            """));
        Assert.Empty(_bench.Register.Read<long>("SELECT seq FROM follow_up WHERE state < 4 AND (called_at IS NOT NULL AND advice IS NOT NULL AND (asker_id = source_id OR source_says = 1) OR ended_at IS NOT NULL)"));
        Assert.Empty(_bench.Register.Read<long>("SELECT follow_up.seq FROM follow_up JOIN entry ON entry.id = entry_id WHERE (entry.state = 4) <> (follow_up.state = 5) AND follow_up.state <> 4"));
        var acts = _bench.Register.Acts("opvolging.gebeld").Concat(_bench.Register.Acts("opvolging.geadviseerd"));
        Assert.All(
            _bench.Register.Read<OpaqueId>("SELECT id FROM follow_up WHERE state = 4"),
            id => Assert.Equal(2, acts.Where(act => act.SubjectId == id).Select(act => act.Kind).Distinct(StringComparer.Ordinal).Count()));
    }

    private void AssertMessages()
    {
        Assert.Empty(_bench.Register.Read<long>(
            """
            SELECT seq FROM follow_up
            WHERE (SELECT count(*) FROM message WHERE follow_up_id = follow_up.id AND kind = 1 AND participant_id = asker_id) <> 1
               OR (SELECT count(*) FROM message WHERE follow_up_id = follow_up.id AND kind = 1 AND participant_id = source_id) <> 1
               OR (SELECT count(*) FROM message WHERE follow_up_id = follow_up.id AND kind = 8) <> CASE WHEN state = 5 THEN 2 ELSE 0 END
            """));
    }
}
