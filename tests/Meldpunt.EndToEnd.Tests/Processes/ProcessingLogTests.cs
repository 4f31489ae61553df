using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Installations;
using Meldpunt.Service.Tests.Processing;
using Meldpunt.Tests;

namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary>The second log over kill -9: whatever was logged reaches the collector, at least once and as one record.</summary>
public sealed class ProcessingLogTests
{
#pragma warning disable CA2025, CA5394 // Whoever asks is awaited before the process goes; the random moment of a kill is no secret.
    private const int Rounds = 4;
    private const int QueriesInRound = 40;
    private const string Activity = "https://register.example.nl/verwerkingen/1";

    [Fact]
    public async Task A_kill_at_any_moment_loses_no_record_of_the_second_log()
    {
        using var folder = new TemporaryFolder();
        var house = folder.Sub("huis");
        var token = await SetUpAsync(house);
        var random = new Random(20261122);
        await using var collector = await TestCollector.StartAsync();
        collector.TakesWhatItRefuses = true;
        collector.Pause = TimeSpan.FromMilliseconds(100);

        for (var round = 0; round < Rounds; round++)
        {
            // In half of the rounds the collector writes everything down and says that it failed.
            var refuses = round % 2 == 1;
            collector.Answer = _ => refuses ? (HttpStatusCode.ServiceUnavailable, "{}") : (HttpStatusCode.OK, TestCollector.Thanks);
            using var serving = Serve(house, collector);
            await serving.WaitForAsync("goes on from row");
            await serving.WaitForAsync("luistert op ");
            var enough = new TaskCompletionSource();
            var asking = AskUntilItDiesAsync(serving, token, enough);
            await Task.WhenAny(enough.Task, asking);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 500)), TimeProvider.System, TestContext.Current.CancellationToken);
            serving.Kill();
            await asking;
        }

        var traces = await ReadTracesAsync(house);
        collector.Answer = _ => (HttpStatusCode.OK, TestCollector.Thanks);
        using var last = Serve(house, collector);
        await collector.WaitAsync(all => all.Taken.Any(span => string.Equals(span.TraceId, traces[^1], StringComparison.Ordinal)), "the last row came");

        Assert.True(traces.Count >= Rounds * QueriesInRound, $"only {traces.Count} queries were logged");
        Assert.Equal(traces.Order(StringComparer.Ordinal), collector.Taken.Select(span => span.TraceId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Equal(traces.Count, collector.Taken.Select(span => span.Key).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_second_log_elsewhere_without_TLS_is_refused_in_words()
    {
        using var folder = new TemporaryFolder();
        await SetUpAsync(folder.Sub("huis"));

        var (exitCode, _, error) = MeldpuntProcess.Run(
            ["serve", "--data", folder.Sub("huis"), "--port", "0", "--dataverwerkingen", "http://logboek.example.nl", "--verwerkingsactiviteit", Activity]);

        Assert.Equal(1, exitCode);
        Assert.Contains("zonder TLS", error, StringComparison.Ordinal);
    }

    private static MeldpuntProcess Serve(string house, TestCollector collector) => MeldpuntProcess.Start(
        "serve", "--data", house, "--port", "0", "--dataverwerkingen", collector.Endpoint.AbsoluteUri, "--verwerkingsactiviteit", Activity);

    private static async Task<string> SetUpAsync(string house)
    {
        Installation.Create(house, keyFile: null, TimeProvider.System);
        await using var installation = Installation.Open(house, keyFile: null, TimeProvider.System);
        var participant = await installation.SettleAsync("De Leeuw", "+31 20 555 0101", ["Rokin"]);
        installation.Directory.Refresh();
        var account = await installation.Accounts.CreateAsync("slagboom", password: null, Role.Gate, participant.Id, installation.Directory.Locations.Single().Id);
        return await installation.Accounts.IssueTokenAsync(account.Id, "slagboom 1");
    }

    private static async Task AskUntilItDiesAsync(MeldpuntProcess serving, string token, TaskCompletionSource enough)
    {
        using var client = new HttpClient { BaseAddress = new Uri(serving.Output.Split("luistert op ")[1].Split('\n')[0].Trim()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            for (var answered = 1; ; answered++)
            {
                using var person = new StringContent(
                    """{"achternaam":"Jansen","voornamen":"Anna","geboortedatum":"1984-03-12"}""", Encoding.UTF8, "application/json");
                using var response = await client.PostAsync(new Uri("/v1/bevragingen", UriKind.Relative), person, TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.Created, response.StatusCode);
                if (answered == QueriesInRound)
                {
                    enough.SetResult();
                }

                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
            }
        }
        catch (HttpRequestException)
        {
            // It is dead.
        }
    }

    private static async Task<List<string>> ReadTracesAsync(string house)
    {
        await using var installation = Installation.Open(house, keyFile: null, TimeProvider.System);
        return [.. installation.QueryLogReader.All().Select(row => row.TraceId)];
    }
}
