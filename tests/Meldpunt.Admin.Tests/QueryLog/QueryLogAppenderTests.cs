using Meldpunt.Admin.Acts;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Tests.QueryLog;

public sealed class QueryLogAppenderTests : IAsyncDisposable
{
    private readonly TestRegister _register = TestRegister.Create();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task A_row_says_who_asked_from_where_when_and_whether_it_matched()
    {
        var noord = await _register.JoinAsync();

        var row = await _register.AppendAsync(noord);

        Assert.Equal(1, row.Seq);
        Assert.False(row.QueryId.IsEmpty);
        Assert.Equal(TestDays.Now, row.RecordedAt);
        Assert.Equal(noord.Participant.Id, row.ParticipantId);
        Assert.Equal(noord.Location.Id, row.LocationId);
        Assert.Equal(noord.Gate.AccountId, row.AccountId);
        Assert.Equal(noord.Gate.TerminalId, row.TerminalId);
        Assert.Equal(QueryOutcome.NoMatch, row.Outcome);
        Assert.Null(row.Reference);
        Assert.Equivalent(row, All().Single(), strict: true);
    }

    [Fact]
    public async Task An_act_is_the_newest_row_once_it_is_durable_and_not_when_it_was_undone()
    {
        var noord = await _register.JoinAsync();
        var seen = new List<long>();
        _register.Installation.Writer.BeforeCommit = _ => seen.Add(_register.Installation.QueryLog.LastSeq);
        await _register.Installation.Participants.AddLocationAsync(noord.Desk, noord.Participant.Id, "Uitrit");
        _register.Installation.Writer.BeforeCommit = null;
        var afterAct = _register.Installation.QueryLog.LastSeq;
        await Assert.ThrowsAsync<InvalidOperationException>(() => _register.Installation.Writer.WriteAsync<int>(connection =>
        {
            _register.Installation.Acts.Append(connection, transaction: null, noord.Desk, new Act(ActKinds.LocationAdded, noord.Participant.Id, noord.Participant.Id, []));
            throw new InvalidOperationException("Undone.");
        }));
        var afterUndone = _register.Installation.QueryLog.LastSeq;
        var query = await _register.AppendAsync(noord);

        Assert.Equal([0], seen);
        Assert.Equal((1, 1, 2), (afterAct, afterUndone, query.Seq));
        Assert.Equal(2, _register.Installation.QueryLog.LastSeq);
        Assert.Equal(_register.Installation.QueryLogReader.NewestTime(), _register.Installation.QueryLog.LastTime);
    }

    [Fact]
    public async Task The_time_of_the_log_never_runs_backwards_also_not_over_a_restart()
    {
        var noord = await _register.JoinAsync();
        var times = new List<DateTimeOffset> { (await _register.AppendAsync(noord)).RecordedAt };
        _register.Time.Set(TestDays.Now.AddHours(-3));
        times.Add((await _register.AppendAsync(noord)).RecordedAt);
        await _register.RestartAsync();
        times.Add((await _register.AppendAsync(noord)).RecordedAt);
        _register.Time.Set(TestDays.Now.AddSeconds(1));
        times.Add((await _register.AppendAsync(noord)).RecordedAt);

        Assert.Equal([TestDays.Now, TestDays.Now, TestDays.Now, TestDays.Now.AddSeconds(1)], times);
    }

    [Fact]
    public async Task Matches_are_numbered_by_the_year_on_the_Dutch_calendar()
    {
        var noord = await _register.JoinAsync();
        var newYear = TestDays.At(new DateOnly(2027, 1, 1), hour: 0);
        var references = new List<string?>();

        references.Add((await MatchAsync(noord)).Reference);
        references.Add((await _register.AppendAsync(noord)).Reference);
        references.Add((await MatchAsync(noord)).Reference);
        _register.Time.Set(newYear.AddMilliseconds(-1));
        references.Add((await MatchAsync(noord)).Reference);
        _register.Time.Set(newYear);
        references.Add((await MatchAsync(noord)).Reference);
        await _register.RestartAsync();
        references.Add((await MatchAsync(noord)).Reference);

        Assert.Equal(
            ["M-2026-000001", null, "M-2026-000002", "M-2026-000003", "M-2027-000001", "M-2027-000002"], references, StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_over_new_year_does_not_reopen_the_old_year()
    {
        var noord = await _register.JoinAsync();
        await MatchAsync(noord);
        _register.Time.Set(TestDays.At(new DateOnly(2027, 1, 1)));
        await MatchAsync(noord);
        _register.Time.Set(TestDays.Now);

        var row = await MatchAsync(noord);

        Assert.Equal("M-2027-000002", row.Reference);
    }

    [Fact]
    public async Task A_query_is_not_answered_while_its_row_is_not_durable()
    {
        var noord = await _register.JoinAsync();
        using var held = new HeldCommit(_register.Installation.Writer);

        var append = _register.AppendAsync(noord);
        await held.Reached;
        await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        var completedBeforeCommit = append.IsCompleted;
        held.Release();

        Assert.False(completedBeforeCommit);
        Assert.Equal(1, (await append).Seq);
    }

    [Fact]
    public async Task A_row_that_is_not_durable_in_time_is_too_late()
    {
        var noord = await _register.JoinAsync();
        using var held = new HeldCommit(_register.Installation.Writer);
        var append = _register.AppendAsync(noord);
        await held.Reached;

        _register.Time.Advance(QueryLogAppender.Deadline - TimeSpan.FromMilliseconds(1));
        var lateBeforeDeadline = append.IsCompleted;
        _register.Time.Advance(TimeSpan.FromMilliseconds(1));
        var late = await Assert.ThrowsAsync<StoreUnavailableException>(() => append);
        held.Release();
        var next = await _register.AppendAsync(noord);

        Assert.False(lateBeforeDeadline);
        Assert.Equal(StoreTrouble.Late, late.Trouble);

        // The late row stands after all: it says that somebody asked, which is true.
        Assert.Equal(2, next.Seq);
        Assert.Equal([1L, 2L], All().Select(row => row.Seq));
    }

    [Fact]
    public async Task A_refused_batch_acknowledges_nothing_and_leaves_no_hole_in_the_numbering()
    {
        var noord = await _register.JoinAsync();
        var first = await MatchAsync(noord);
        using var held = new HeldCommit(_register.Installation.Writer);
        var append = MatchAsync(noord);
        await held.Reached;
        held.Fail(SqliteCodes.Full);

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => append);
        var next = await MatchAsync(noord);

        Assert.Equal(StoreTrouble.Refused, refused.Trouble);
        Assert.Equal(first.Seq + 1, next.Seq);
        Assert.Equal("M-2026-000002", next.Reference);
        Assert.Equal([first.QueryId, next.QueryId], All().Select(row => row.QueryId));
    }

    [Fact]
    public async Task Every_waiting_query_of_a_refused_batch_hears_that_it_is_not_logged()
    {
        var noord = await _register.JoinAsync();
        using var held = new HeldCommit(_register.Installation.Writer);
        var logged = _register.AppendAsync(noord);
        await held.Reached;
        var crowd = Enumerable.Range(0, 50).Select(_ => _register.AppendAsync(noord)).ToList();
        held.Release(_ => throw new SqliteException("full", SqliteCodes.Full));

        var troubles = new List<StoreTrouble>();
        foreach (var append in crowd)
        {
            troubles.Add((await Assert.ThrowsAsync<StoreUnavailableException>(() => append)).Trouble);
        }

        _register.Installation.Writer.BeforeCommit = null;
        var next = await _register.AppendAsync(noord);

        Assert.All(troubles, trouble => Assert.Equal(StoreTrouble.Refused, trouble));
        Assert.Equal([(await logged).QueryId, next.QueryId], All().Select(row => row.QueryId));
        Assert.Equal(2, next.Seq);
    }

    [Fact]
    public async Task Many_gates_at_once_get_numbers_without_holes_or_repeats_and_each_its_own_row()
    {
        const int Gates = 16;
        const int QueriesEach = 50;
        var noord = await _register.JoinAsync();

        var rows = await Task.WhenAll(Enumerable.Range(0, Gates).Select(gate => Task.Run(
            async () =>
            {
                var mine = new List<LoggedQuery>();
                for (var query = 0; query < QueriesEach; query++)
                {
                    mine.Add(await (((gate + query) % 3) == 0 ? MatchAsync(noord) : _register.AppendAsync(noord)));
                }

                return mine;
            },
            TestContext.Current.CancellationToken)));
        var answered = rows.SelectMany(row => row).OrderBy(row => row.Seq).ToList();

        Assert.Equal(Enumerable.Range(1, Gates * QueriesEach).Select(number => (long)number), answered.Select(row => row.Seq));
        Assert.Equivalent(answered, All(), strict: true);
        var matches = answered.Where(row => row.Outcome == QueryOutcome.Match).Select(row => row.MatchNumber).ToList();
        Assert.Equal(Enumerable.Range(1, matches.Count), matches);
        Assert.All(rows, mine => Assert.Equal(mine.Select(row => row.Seq).Order(), mine.Select(row => row.Seq)));
    }

    [Theory]
    [InlineData(1, "M-2026-000001")]
    [InlineData(999_999, "M-2026-999999")]
    [InlineData(1_000_000, "M-2026-1000000")]
    public void A_reference_has_six_digits_and_grows_when_it_must(int number, string reference)
    {
        var row = new LoggedQuery { Outcome = QueryOutcome.Match, MatchYear = 2026, MatchNumber = number };

        Assert.Equal(reference, row.Reference);
    }

    private Task<LoggedQuery> MatchAsync(Garage garage) => _register.AppendAsync(garage, person: null, OpaqueId.Create());

    private List<LoggedQuery> All() => _register.Installation.QueryLogReader.All().ToList();
}
