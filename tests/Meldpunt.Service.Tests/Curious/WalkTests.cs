using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Budgets;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Curious;

/// <summary>Somebody with a valid token and a list.</summary>
public sealed class WalkTests : IAsyncLifetime
{
    private const int Candidates = 10_000;

    // More than may wait at once, so that the walk does not take ten thousand seconds.
    private const int AtOnce = QueryBudgets.MaxWaiting + 32;

    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_script_that_walks_ten_thousand_candidates_gets_ninety_answers_a_row_for_each_and_a_signal()
    {
        var statuses = await WalkAsync();

        var answered = statuses.GetValueOrDefault(HttpStatusCode.Created);
        var refused = statuses.GetValueOrDefault(HttpStatusCode.TooManyRequests);
        var rows = _house.Installation.QueryLogReader.All().ToList();
        Assert.Equal(Candidates, answered + refused);
        // And what came back into the bucket in the seconds that the walk took.
        var atOnce = BudgetSheet.Standard[BudgetScope.Person, BudgetSpan.Rush].AtOnce;
        Assert.InRange(answered, atOnce, atOnce + 5);
        Assert.Equal(answered, rows.Count(row => row.Purpose == QueryPurpose.Gate));
        Assert.Equal(refused, rows.Count(row => row.Purpose == QueryPurpose.Refused));
        var signal = await SignalAsync("grensBereikt");
        Assert.Equal(("poort", "De Leeuw", refused), (signal.Text("medewerker"), signal.Text("deelnemer"), signal["aantal"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Whom_a_refused_question_was_about_can_be_found_like_any_other()
    {
        await _house.LimitAsync(new Budget(BudgetScope.Person, BudgetSpan.Rush, AtOnce: 1, PerHour: 1));
        using var gate = _house.Client("poort");
        await gate.PostAsync(Talk.Queries, Candidate(0));
        await gate.PostAsync(Talk.Queries, Candidate(1));
        await _house.LiftAsync();
        await gate.PostAsync(Talk.Queries, Candidate(1));

        var rows = _house.Installation.QueryLogReader.AllBytes().ToList();
        byte[] Subject(int place) => rows[place].AsSpan(LogFormat.SubjectAt, LogFormat.HashBytes).ToArray();

        // An act of the changed budgets stands between.
        var questions = Enumerable.Range(0, rows.Count).Where(place => rows[place][LogFormat.PurposeAt] is (byte)QueryPurpose.Gate or (byte)QueryPurpose.Refused).ToList();
        Assert.Equal(3, questions.Count);
        Assert.Equal((byte)QueryPurpose.Refused, rows[questions[1]][LogFormat.PurposeAt]);
        Assert.Equal(Subject(questions[2]), Subject(questions[1]));
        Assert.NotEqual(Subject(questions[0]), Subject(questions[1]));
    }

    private async Task<ConcurrentDictionary<HttpStatusCode, int>> WalkAsync()
    {
        var statuses = new ConcurrentDictionary<HttpStatusCode, int>();
        var next = -1;
        using var script = _house.Client("poort");
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            for (var number = Interlocked.Increment(ref next); number < Candidates; number = Interlocked.Increment(ref next))
            {
                using var response = await script.PostAsync(Talk.Queries, Candidate(number));
                statuses.AddOrUpdate(response.StatusCode, 1, (_, count) => count + 1);
            }
        }));
        return statuses;
    }

    private async Task<JsonObject> SignalAsync(string kind)
    {
        using var auditor = _house.Client("toezicht");
        for (var turn = 0; ; turn++)
        {
            var signals = (await (await auditor.ReadAsync(Talk.Queries + "/signalen")).JsonAsync())["signalen"]!.AsArray();
            var refused = _house.Installation.QueryLogReader.All().Count(row => row.Purpose == QueryPurpose.Refused);
            if (signals.FirstOrDefault(signal => string.Equals(signal!.Text("soort"), kind, StringComparison.Ordinal)) is { } found
                && found["aantal"]!.GetValue<int>() == refused)
            {
                return found.AsObject();
            }

            Assert.True(turn < 600, "waited in vain");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private static JsonObject Candidate(int number)
    {
        var letters = string.Concat(number.ToString("00000", CultureInfo.InvariantCulture).Select(digit => (char)('a' + (digit - '0'))));
        return Talk.Person("Kandidaat" + letters, "Zwaluwina", "1971-07-17");
    }
}
