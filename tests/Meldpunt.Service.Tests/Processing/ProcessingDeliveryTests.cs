using System.Net;
using Dapper;
using Meldpunt.Service.Processing;
using Meldpunt.Service.Tests.Curious;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Processing;

/// <summary>Nothing is lost on the way to the second log, and nobody waits for it.</summary>
public sealed class ProcessingDeliveryTests
{
    [Fact]
    public async Task What_was_asked_while_the_collector_was_away_comes_when_it_is_back()
    {
        await using var bench = await ProcessingBench.StartAsync();
        await bench.Collector.GoAwayAsync();

        await bench.AskAsync(times: 9);
        await bench.WaitForLogAsync("did not confirm: Unreachable. 9 rows wait");
        var lag = bench.Exporter.Lag;
        await bench.Collector.ComeBackAsync();
        await bench.Collector.WaitForAsync(9);
        await bench.WaitForLogAsync("confirms again; 0 rows wait");

        Assert.Equal(9, lag);
        Assert.Equal(bench.Rows().Select(row => row.TraceId), bench.Collector.Taken.Select(span => span.TraceId));
        Assert.Equal(0, bench.Exporter.Lag);
    }

    [Fact]
    public async Task An_act_of_the_register_is_no_processing_and_a_run_of_acts_holds_nothing_up()
    {
        await using var bench = await ProcessingBench.StartAsync();
        await bench.AskAsync();
        await Task.WhenAll(Enumerable.Range(0, 3 * ProcessingLogOptions.MaxBatch / 2).Select(_ => bench.House.Installation.Participants.ChangeDeskAsync(
            Admin.Access.Caller.CommandLine, bench.House.Lion.Id, new Admin.Participants.ParticipantDesk { Hours = "dag en nacht" })));
        await bench.AskAsync();
        await bench.Collector.WaitForAsync(2);
        await Talk.UntilAsync(() => bench.Exporter.Lag == 0, "the second log came to the end");

        var rows = bench.Rows();
        Assert.Equal([rows[0].TraceId, rows[^1].TraceId], bench.Collector.Taken.Select(span => span.TraceId));
        Assert.Equal(2, bench.Collector.Requests);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, "{}")]
    [InlineData(HttpStatusCode.TooManyRequests, "{}")]
    [InlineData(HttpStatusCode.BadRequest, "{}")]
    [InlineData(HttpStatusCode.Found, "{}")]
    [InlineData(HttpStatusCode.NoContent, "")]
    [InlineData(HttpStatusCode.OK, "")]
    [InlineData(HttpStatusCode.OK, "[]")]
    [InlineData(HttpStatusCode.OK, "<h1>Welkom op ons netwerk</h1>")]
    [InlineData(HttpStatusCode.OK, """{"partialSuccess":{"rejectedSpans":"1","errorMessage":"vol"}}""")]
    [InlineData(HttpStatusCode.OK, """{"partialSuccess":{"rejectedSpans":1}}""")]
    public async Task An_answer_that_does_not_confirm_everything_moves_nothing(HttpStatusCode status, string body)
    {
        await using var bench = await ProcessingBench.StartAsync();
        bench.Collector.Answer = _ => (status, body);

        await bench.AskAsync(times: 3);
        await bench.Collector.WaitAsync(collector => collector.Requests >= 3, "it was tried again");
        Assert.Empty(bench.Collector.Taken);
        bench.Collector.Answer = _ => (HttpStatusCode.OK, TestCollector.Thanks);
        await bench.Collector.WaitForAsync(3);

        Assert.Equal(bench.Rows().Select(row => row.TraceId), bench.Collector.Taken.Select(span => span.TraceId));
    }

    [Fact]
    public async Task A_warning_that_refuses_nothing_confirms()
    {
        await using var bench = await ProcessingBench.StartAsync();
        bench.Collector.TakesWhatItRefuses = true;
        bench.Collector.Answer = _ => (HttpStatusCode.OK, """{"partialSuccess":{"rejectedSpans":"0","errorMessage":"schema ouder dan dat van ons"}}""");

        await bench.AskAsync(times: 2);
        await bench.Collector.WaitForAsync(2);
        await bench.AskAsync();
        await bench.Collector.WaitForAsync(3);

        Assert.Equal(3, bench.Collector.Taken.Select(span => span.Key).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(3, bench.Collector.Taken.Count);
    }

    [Fact]
    public async Task A_record_that_is_refused_holds_up_the_later_ones_and_not_the_earlier_ones()
    {
        await using var bench = await ProcessingBench.StartAsync();
        await bench.Collector.GoAwayAsync();
        await bench.AskAsync(times: 5);
        var rows = bench.Rows();
        var refused = rows[2].TraceId;
        bench.Collector.Answer = spans => spans.Any(span => string.Equals(span.TraceId, refused, StringComparison.Ordinal))
            ? (HttpStatusCode.OK, """{"partialSuccess":{"rejectedSpans":"1"}}""")
            : (HttpStatusCode.OK, TestCollector.Thanks);

        await bench.Collector.ComeBackAsync();
        await bench.Collector.WaitForAsync(2);
        await bench.WaitForLogAsync("did not confirm: PartlyRefused. 3 rows wait");
        var taken = bench.Collector.Taken.Select(span => span.TraceId).ToList();
        bench.Collector.Answer = _ => (HttpStatusCode.OK, TestCollector.Thanks);
        await bench.Collector.WaitForAsync(5);

        Assert.Equal(rows.Take(2).Select(row => row.TraceId), taken);
        Assert.Equal(rows.Select(row => row.TraceId), bench.Collector.Taken.Select(span => span.TraceId));
    }

    [Fact]
    public async Task A_record_whose_confirmation_was_lost_comes_again_under_the_same_ids()
    {
        await using var bench = await ProcessingBench.StartAsync();
        bench.Collector.TakesWhatItRefuses = true;
        bench.Collector.Answer = _ => (HttpStatusCode.InternalServerError, "{}");

        await bench.AskAsync(times: 2);
        await bench.Collector.WaitForAsync(4);
        bench.Collector.Answer = _ => (HttpStatusCode.OK, TestCollector.Thanks);
        await bench.WaitForLogAsync("confirms again");

        Assert.True(bench.Collector.Taken.Count >= 6);
        Assert.Equal(bench.Rows().Select(row => row.TraceId + "/" + row.SpanId), bench.Collector.Taken.Select(span => span.Key).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_restart_goes_on_where_it_was_also_after_a_while_without_the_second_log()
    {
        await using var bench = await ProcessingBench.StartAsync();
        await bench.AskAsync(times: 2);
        await bench.Collector.WaitForAsync(2);
        bench.House.ProcessingLog = null;
        await bench.House.RestartAsync();
        await bench.AskAsync(times: 3);
        bench.SwitchOn();
        await bench.House.RestartAsync();
        await bench.AskAsync();
        await bench.Collector.WaitForAsync(6);

        Assert.Equal(bench.Rows().Select(row => row.TraceId), bench.Collector.Taken.Select(span => span.TraceId));
    }

    [Fact]
    public async Task The_second_log_begins_with_the_first_row_after_it_was_switched_on()
    {
        await using var bench = await ProcessingBench.StartAsync();
        var options = bench.House.ProcessingLog;
        await using var other = new TestHouse();
        await other.InitializeAsync();
        using (var gate = other.Client("poort"))
        {
            await gate.PostAsync(Talk.Queries, Talk.Person());
        }

        other.ProcessingLog = options;
        await other.RestartAsync();
        await bench.Collector.WaitAsync(_ => other.Log.ToString().Contains("goes on from row 2", StringComparison.Ordinal), "it was switched on");
        using (var gate = other.Client("poort"))
        {
            await gate.PostAsync(Talk.Queries, Talk.Person());
        }

        await bench.Collector.WaitForAsync(1);
        Assert.Equal(other.Installation.QueryLogReader.All().Last().TraceId, Assert.Single(bench.Collector.Taken).TraceId);
    }

    [Fact]
    public async Task Rows_that_were_erased_meanwhile_are_passed_over_with_a_warning()
    {
        await using var bench = await ProcessingBench.StartAsync();
        await bench.Collector.GoAwayAsync();
        await bench.AskAsync(times: 5);
        using (var connection = bench.House.Installation.Database.Open())
        {
            await connection.ExecuteAsync("INSERT INTO log_erasure (last_seq, note) VALUES (3, 'a test'); DELETE FROM query_log WHERE seq <= 3");
        }

        await bench.Collector.ComeBackAsync();
        await bench.Collector.WaitForAsync(2);

        Assert.Equal(bench.Rows().Select(row => row.TraceId), bench.Collector.Taken.Select(span => span.TraceId));
        await bench.WaitForLogAsync("3 rows were erased before");
    }

    [Fact]
    public async Task Nobody_waits_for_a_collector_that_does_not_answer()
    {
        await using var bench = await ProcessingBench.StartAsync();
        bench.Collector.Pause = TimeSpan.FromSeconds(30);
        await bench.AskAsync();
        await bench.Collector.WaitAsync(collector => collector.Requests == 1, "a request hangs");
        using var watcher = bench.House.Client(account: null);

        await bench.AskAsync(times: 50);
        var ready = await watcher.ReadAsync("/readyz");

        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Empty(bench.Collector.Taken);
    }

    [Fact]
    public async Task Many_queries_go_in_batches_and_none_is_left_out()
    {
        const int Many = 1_300;
        await using var bench = await ProcessingBench.StartAsync();
        await bench.House.LiftAsync();
        await bench.Collector.GoAwayAsync();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => bench.AskAsync(Many / 10)));

        await bench.Collector.ComeBackAsync();
        await bench.Collector.WaitForAsync(Many);

        Assert.Equal(bench.Rows().Where(row => row.IsProcessing).Select(row => row.TraceId), bench.Collector.Taken.Select(span => span.TraceId));
        Assert.InRange(bench.Collector.Requests, 3, 10);
    }
}
