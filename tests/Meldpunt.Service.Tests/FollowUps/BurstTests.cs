using System.Net;
using Dapper;
using Meldpunt.Service.Tests.Curious;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.FollowUps;

/// <summary>A crowd of matches at once, over HTTP: each is answered, each has its case and its messages, none twice.</summary>
public sealed class BurstTests : IAsyncLifetime
{
    private const int Matches = 1_000;
    private const int Gates = 16;

    private readonly TestHouse _house = new();

    public async ValueTask InitializeAsync()
    {
        await _house.InitializeAsync();
        await _house.LiftAsync();
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_thousand_matches_in_a_burst_all_have_their_case_and_both_desks_hear_of_each_once()
    {
        using var desk = _house.Client("veiligheid");
        await desk.PostAsync(Talk.Registrations, Talk.Warning());

        var answered = await BurstAsync();
        await Talk.UntilAsync(() => Count("SELECT count(*) FROM follow_up") == Matches, "every match had its case");

        Assert.Equal(Matches, answered.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(
            answered.Order(StringComparer.Ordinal),
            Read<string>("SELECT 'M-' || match_year || '-' || printf('%06d', match_number) FROM follow_up").Order(StringComparer.Ordinal));
        Assert.Equal([Matches, Matches], Read<int>("SELECT count(*) FROM message WHERE kind = 1 GROUP BY participant_id"));
        Assert.Equal(Matches, Count("SELECT count(*) FROM (SELECT 1 FROM message GROUP BY follow_up_id HAVING count(*) = 2 AND count(DISTINCT participant_id) = 2)"));
    }

    [Fact]
    public async Task While_nothing_can_be_followed_gates_are_answered_as_before_and_afterwards_no_case_is_missing()
    {
        using var desk = _house.Client("veiligheid");
        await desk.PostAsync(Talk.Registrations, Talk.Warning());
        var isBroken = true;
        var tries = 0;
        _house.Installation.MatchFollower.Reached = _ =>
        {
            if (Volatile.Read(ref isBroken))
            {
                Interlocked.Increment(ref tries);
                throw new InvalidOperationException("broken by the test");
            }
        };

        using var gate = _house.Client("poort-haven");
        for (var number = 0; number < 20; number++)
        {
            Assert.Equal(HttpStatusCode.Created, (await gate.PostAsync(Talk.Queries, Talk.Person())).StatusCode);
        }

        await Talk.UntilAsync(() => Volatile.Read(ref tries) > 1, "following was tried again");
        Assert.Equal(0, Count("SELECT count(*) FROM follow_up"));
        Volatile.Write(ref isBroken, value: false);

        await Talk.UntilAsync(() => Count("SELECT count(*) FROM follow_up") == 20, "every match had its case");
        Assert.DoesNotContain("broken by the test", _house.Log.ToString(), StringComparison.Ordinal);
        Assert.Contains("Matches could not be followed up", _house.Log.ToString(), StringComparison.Ordinal);
    }

    // From the gate of Haven about somebody whom De Leeuw registered.
    private async Task<List<string>> BurstAsync()
    {
        using var gate = _house.Client("poort-haven");
        var answers = await Task.WhenAll(Enumerable.Range(0, Gates).Select(async _ =>
        {
            var references = new List<string>();
            for (var number = 0; number < Matches / Gates; number++)
            {
                references.Add(await AskAsync(gate));
            }

            return references;
        }));
        var all = answers.SelectMany(references => references).ToList();
        while (all.Count < Matches)
        {
            all.Add(await AskAsync(gate));
        }

        return all;
    }

    private static async Task<string> AskAsync(HttpClient gate)
    {
        using var answer = await gate.PostAsync(Talk.Queries, Talk.Person());
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.JsonAsync()).Text("referentie");
    }

    private int Count(string sql) => Read<int>(sql).Single();

    private List<T> Read<T>(string sql)
    {
        using var connection = _house.Installation.Database.Open();
        return connection.Query<T>(sql).AsList();
    }
}
