using System.Text.Json.Nodes;
using Meldpunt.Admin.Processing;
using Meldpunt.Service.Processing;
using Meldpunt.Service.Tests.Houses;
using Microsoft.Extensions.DependencyInjection;

namespace Meldpunt.Service.Tests.Processing;

/// <summary>A house that writes the second log to a collector, in a hurry.</summary>
internal sealed class ProcessingBench : IAsyncDisposable
{
    public const string Activity = "https://register.example.nl/verwerkingen/toegangsverbod";

    private ProcessingBench(TestCollector collector)
    {
        Collector = collector;
    }

    public TestHouse House { get; } = new();

    public TestCollector Collector { get; }

    public ProcessingLogExporter Exporter => House.Services.GetRequiredService<ProcessingLogExporter>();

    public static async Task<ProcessingBench> StartAsync()
    {
        var bench = new ProcessingBench(await TestCollector.StartAsync());
        bench.SwitchOn();
        await bench.House.InitializeAsync();
        await bench.WaitForLogAsync("The processing log goes on from row");
        return bench;
    }

    public void SwitchOn() => House.ProcessingLog = new ProcessingLogOptions
    {
        Endpoint = Collector.Endpoint,
        Activity = new Uri(Activity),
        RequestLimit = TimeSpan.FromSeconds(2),
        IdleWait = TimeSpan.FromMilliseconds(20),
        FirstRetryWait = TimeSpan.FromMilliseconds(20),
        MaxRetryWait = TimeSpan.FromMilliseconds(100),
    };

    /// <summary>Asks about a visitor at the gate; fails the test when there is no answer.</summary>
    public async Task AskAsync(int times = 1, JsonNode? person = null)
    {
        using var gate = House.Client("poort");
        for (var turn = 0; turn < times; turn++)
        {
            var response = await gate.PostAsync(Talk.Queries, person ?? Talk.Person("Jansen", $"Anna {turn}"));
            Assert.Equal(System.Net.HttpStatusCode.Created, response.StatusCode);
        }
    }

    /// <summary>What the rows of the log say themselves.</summary>
    public IReadOnlyList<ProcessingRecord> Rows() => [.. House.Installation.QueryLogReader.AllBytes().Select(row => ProcessingRecord.Of(row))];

    public Task WaitForLogAsync(string text) => Collector.WaitAsync(_ => House.Log.ToString().Contains(text, StringComparison.Ordinal), $"the log said '{text}'");

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        await Collector.DisposeAsync();
    }
}
