using System.IO.Compression;
using System.Text.Json.Nodes;
using Meldpunt.Admin.QueryLog.Budgets;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.QueryLog.Verification;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Curious;

/// <summary>A refused question in what is carried away of the log.</summary>
public sealed class RefusedExportTests : IAsyncLifetime
{
    private readonly TestHouse _house = new();

    public async ValueTask InitializeAsync()
    {
        await _house.InitializeAsync();
        await _house.LimitAsync(new Budget(BudgetScope.Person, BudgetSpan.Rush, AtOnce: 1, PerHour: 1));
        using var gate = _house.Client("poort");
        await gate.PostAsync(Talk.Queries, Talk.Person("Zoekera"));
        await gate.PostAsync(Talk.Queries, Talk.Person("Zoekerb"));
        await Talk.UntilAsync(() => _house.Part<LogSealer>().Published.Size >= 3, "the rows were sealed");
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task It_is_carried_away_as_refused_without_an_outcome_and_with_its_proof()
    {
        using var auditor = await Browser.SignInAsync(_house, "toezicht");
        using var zip = new ZipArchive(new MemoryStream(await (await auditor.OpenAsync("/logboek/uitvoer")).Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));
        string[] Lines(string name)
        {
            using var reader = new StreamReader(zip.GetEntry(name)!.Open());
            return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }

        var rows = Lines("bevragingen.jsonl").Select(line => JsonNode.Parse(line)!.AsObject()).Where(row => row.Text("doel") is "geweigerd" or "poort").ToList();
        var csv = Lines("bevragingen.csv").Single(line => line.Contains(";\"geweigerd\";", StringComparison.Ordinal));

        Assert.Equal(["geweigerd", "poort"], rows.Select(row => row.Text("doel")));
        Assert.Equal((null, "geenMatch"), (rows[0]["uitkomst"]?.GetValue<string>(), rows[1]["uitkomst"]!.GetValue<string>()));
        Assert.Contains(";\"geweigerd\";\"\";\"De Leeuw\";", csv, StringComparison.Ordinal);
        Assert.Contains(Lines("bewijzen.jsonl"), line => JsonNode.Parse(line)!["volgnummer"]!.GetValue<long>() == rows[0]["volgnummer"]!.GetValue<long>());
    }

    [Fact]
    public void The_log_that_it_stands_in_is_in_order()
    {
        var report = new LogVerifier(_house.Time).Verify(_house.Installation.Folder, new VerificationRequest(), TestContext.Current.CancellationToken);

        Assert.Empty(report.Findings);
        Assert.True(report.RowsChecked >= 3);
    }
}
