using System.Collections.Concurrent;
using System.Net;

namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary>kill -9 under load: whatever was answered stands in the log, once, and the numbers have no holes.</summary>
public sealed class KillTests
{
#pragma warning disable CA2025, CA5394 // Every asker is awaited before its demo goes; the random moment of a kill is no secret.
    private const int Rounds = 4;
    private const int Askers = 8;

    [Fact]
    public async Task A_kill_during_load_loses_no_acknowledged_query()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(20261121);
        var answered = new ConcurrentBag<string>();

        for (var round = 0; round < Rounds; round++)
        {
            using var demo = await Demo.StartAsync(folder.Path);
            var askers = Enumerable.Range(0, Askers).Select(_ => AskUntilItDiesAsync(demo, answered)).ToList();
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(300, 900)), TimeProvider.System, TestContext.Current.CancellationToken);
            demo.Process.Kill();
            await Task.WhenAll(askers);
        }

        var rows = Demo.ExportLog(folder.Path);
        var logged = rows.Select(row => row["id"]!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        Assert.True(answered.Count > 100, $"only {answered.Count} queries were answered: too few to prove anything");
        Assert.All(answered, id => Assert.Contains(id, logged));
        Assert.Equal(rows.Count, logged.Count);
        Assert.Equal(Enumerable.Range(1, rows.Count), rows.Select(row => row["volgnummer"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_registration_that_was_acknowledged_matches_after_a_kill()
    {
        using var folder = new TemporaryFolder();
        const string Person = """{"achternaam":"Overleefster","voornamen":"Klazien","geboortedatum":"1977-07-07"}""";
        using (var demo = await Demo.StartAsync(folder.Path, "--op", "2026-11-21"))
        {
            var registered = await demo.SendAsync(HttpMethod.Post, "/v1/registraties", "veiligheid", """
                {"soort":"waarschuwing","persoon":PERSON,"ingangsdatum":"2026-11-20","einddatum":"2027-11-20","criteria":{"dossierkenmerk":"D-1",
                "incidentdatum":"2026-11-20","strafbaarFeit":false,"aangifteGedaan":false,"bewijsInDossier":true,"afweging":"Overlast.",
                "mededeling":{"wijze":"post","datum":"2026-11-20"}}}
                """.Replace("PERSON", Person, StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.Created, registered.StatusCode);
            demo.Process.Kill();
        }

        using var again = await Demo.StartAsync(folder.Path, "--op", "2026-11-21");
        var answer = await Demo.JsonAsync(await again.AskAsync(Person));

        Assert.Equal("match", answer["uitkomst"]!.GetValue<string>());
    }

    private static async Task AskUntilItDiesAsync(Demo demo, ConcurrentBag<string> answered)
    {
        try
        {
            while (true)
            {
                var response = await demo.AskAsync(answered.Count % 2 == 0 ? Demo.Known : Demo.Unknown);
                var answer = await Demo.JsonAsync(response);
                if (response.StatusCode == HttpStatusCode.Created)
                {
                    answered.Add(answer["id"]!.GetValue<string>());
                }
            }
        }
        catch (HttpRequestException)
        {
            // It is dead; this query got no answer, and nobody may count on it.
        }
    }
}
