using System.Globalization;
using System.Text.Json.Nodes;

namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary>What only somebody elsewhere can see: a whole installation that is put back to what it was.</summary>
public sealed class WitnessRollbackTests
{
    [Fact]
    public async Task Whoever_puts_back_everything_keys_included_is_seen_by_the_witness_and_by_nobody_else()
    {
        using var house = new TemporaryFolder();
        using var copy = new TemporaryFolder();
        using var own = new TemporaryFolder();
        // A demo's log begins with its acts.
        int acts;
        using (var before = await Demo.StartAsync(house.Sub("huis")))
        {
            acts = Demo.ExportLog(house.Sub("huis")).Count;
            await before.AskAsync(Demo.Known);
            await SealedAsync(before, acts + 1);
            before.Process.Kill();
        }

        CopyFolder(house.Sub("huis"), copy.Sub("oud"));
        using (var later = await Demo.StartAsync(house.Sub("huis")))
        {
            await later.AskAsync(Demo.Unknown);
            await later.AskAsync(Demo.Unknown);
            await SealedAsync(later, acts + 3);
            Assert.Equal(0, Look(later.Secrets["basis"]!.GetValue<string>(), own).ExitCode);
            later.Process.Kill();
        }

        Directory.Delete(house.Sub("huis"), recursive: true);
        CopyFolder(copy.Sub("oud"), house.Sub("huis"));
        using var restored = await Demo.StartAsync(house.Sub("huis"));
        var url = restored.Secrets["basis"]!.GetValue<string>();
        await restored.AskAsync(Demo.Known);
        await SealedAsync(restored, acts + 2);
        var shorter = Look(url, own);
        await restored.AskAsync(Demo.Known);
        await restored.AskAsync(Demo.Known);
        await SealedAsync(restored, acts + 4);
        var rewritten = Look(url, own);

        Assert.Equal((3, 3), (shorter.ExitCode, rewritten.ExitCode));
        Assert.Equal("gekrompen", JsonNode.Parse(shorter.Output)!["uitkomst"]!.GetValue<string>());
        Assert.Equal("gespleten", JsonNode.Parse(rewritten.Output)!["uitkomst"]!.GetValue<string>());
    }

    private static (int ExitCode, string Output, string Error) Look(string url, TemporaryFolder own) =>
        MeldpuntProcess.Run(["logboek", "getuige", "--url", url, "--map", own.Path, "--json"]);

    private static async Task SealedAsync(Demo demo, long size)
    {
        long reached = 0;
        while (reached < size)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
            var note = await (await demo.SendAsync(HttpMethod.Get, "/logboek/checkpoint", role: null)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            reached = long.Parse(note.Split('\n')[1], CultureInfo.InvariantCulture);
        }
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var folder in Directory.GetDirectories(from, "*", SearchOption.AllDirectories).Prepend(from))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        }

        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        }
    }
}
