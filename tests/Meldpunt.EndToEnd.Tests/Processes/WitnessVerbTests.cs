using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Meldpunt.Service.Tests.Witnesses;

namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary><c>logboek getuige</c> as a participant runs it: a process of its own, its words, its exit codes, and what a kill leaves.</summary>
public sealed class WitnessVerbTests
{
    [Fact]
    public async Task A_participant_watches_a_real_Meldpunt_and_is_taken_in_by_it()
    {
        using var house = new TemporaryFolder();
        using var own = new TemporaryFolder();
        using var demo = await Demo.StartAsync(house.Path);
        var url = demo.Secrets["basis"]!.GetValue<string>();
        await demo.AskAsync(Demo.Known);

        var first = Watch(url, own, "--naam", "leeuw.example/getuige");
        var added = MeldpuntProcess.Run(
            ["logboek", "getuigen", "toevoegen", "--data", house.Path, "--naam", "Kantoor", "--deelnemer", Participant(house.Path), "--sleutel", first["getuige"]!.GetValue<string>()]);
        await demo.AskAsync(Demo.Unknown);
        var second = Watch(url, own);
        var list = JsonNode.Parse(MeldpuntProcess.Run(["logboek", "getuigen", "--data", house.Path, "--json"]).Output)!;

        Assert.True(added.ExitCode == 0, added.Error);
        Assert.Equal(("eerste", 403), (first["uitkomst"]!.GetValue<string>(), first["afgeleverd"]!.GetValue<int>()));
        Assert.Contains(second["uitkomst"]!.GetValue<string>(), (string[])["gegroeid", "ongewijzigd"]);
        Assert.Equal(204, second["afgeleverd"]!.GetValue<int>());
        Assert.Equal(second["omvang"]!.GetValue<long>(), list["omvang"]!.GetValue<long>());
        Assert.StartsWith("leeuw.example/getuige+", list["sleutel"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_was_rewritten_ends_with_3_says_what_to_do_and_tells_the_webhook()
    {
        using var own = new TemporaryFolder();
        await using var log = await FakeLog.StartAsync();
        await using var listener = await FakeLog.StartAsync(key: 2);
        var told = new ConcurrentQueue<string>();
        listener.Instead = async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            told.Enqueue(await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        };
        log.Publish(50);
        Watch(log.Address, own);
        log.Publish(60, history: 'b', differsFrom: 10);

        var (exitCode, output, error) = Run(log.Address, own, "--webhook", listener.Address + "/geheim-van-de-webhook");

        Assert.Equal(3, exitCode);
        Assert.StartsWith("ALARM. Het logboek log.example/test is herschreven.", output, StringComparison.Ordinal);
        Assert.Contains("Bel vandaag", output, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim-van-de-webhook", output + error, StringComparison.Ordinal);
        var body = JsonNode.Parse(Assert.Single(told))!;
        Assert.Equal(("gespleten", true, 50, 60), (body["uitkomst"]!.GetValue<string>(), body["alarm"]!.GetValue<bool>(), body["vorigeOmvang"]!.GetValue<int>(), body["omvang"]!.GetValue<int>()));
        Assert.DoesNotContain(own.Path, body.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(3, Run(log.Address, own).ExitCode);
        log.Publish(40);
        Assert.Equal(3, Run(log.Address, own).ExitCode);
    }

    [Fact]
    public async Task Trouble_on_the_line_ends_with_1_and_wrong_options_with_2()
    {
        using var own = new TemporaryFolder();
        await using var log = await FakeLog.StartAsync();
        log.Publish(5);
        var good = Run(log.Address, own);
        log.Checkpoint = "<html>storing</html>"u8.ToArray();

        var rubbish = Run(log.Address, own);
        var nobody = Run("http://127.0.0.1:1", own);

        Assert.True(good.ExitCode == 0, good.Error);
        Assert.Equal((1, 1), (rubbish.ExitCode, nobody.ExitCode));
        Assert.StartsWith("meldpunt: ", nobody.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", rubbish.Error + nobody.Error, StringComparison.Ordinal);
        foreach (var options in (string[][])[[], ["--url", log.Address, "--luister", "0"], ["--url", "http://meldpunt.example.nl"], ["--url", "x"], ["--luister", "99999"], ["--luister", "0"],
            ["--url", log.Address, "--sleutel", "x"], ["--url", log.Address, "--naam", "met spatie"], ["--url", log.Address, "--naam", "ander"]])
        {
            // The last of them in the folder that has a name already; that of --luister in one that knows no log.
            var folder = options.Contains("ander", StringComparer.Ordinal) ? own.Path : own.Sub("leeg");
            var refused = MeldpuntProcess.Run(["logboek", "getuige", "--map", folder, .. options]);
            Assert.True(refused.ExitCode == 2, $"{string.Join(' ', options)}: {refused.ExitCode} {refused.Error}");
        }
    }

    [Fact]
    public async Task A_kill_between_fetching_and_keeping_leaves_what_was_kept()
    {
        using var own = new TemporaryFolder();
        await using var log = await FakeLog.StartAsync();
        log.Publish(50);
        Watch(log.Address, own);
        log.Publish(400);
        log.Instead = http => http.Request.Path.Value!.StartsWith("/logboek/tile/", StringComparison.Ordinal)
            ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted)
            : log.UsualAsync(http, http.Request.Path.Value!);
        using (var killed = MeldpuntProcess.Start("logboek", "getuige", "--url", log.Address, "--map", own.Path))
        {
            await UntilAsync(() => Asked(log).Any(path => path.StartsWith("/logboek/tile/", StringComparison.Ordinal)));
            killed.Kill();
        }

        log.Instead = null;
        var report = Watch(log.Address, own);

        Assert.Equal(("gegroeid", 50, 400), (report["uitkomst"]!.GetValue<string>(), report["vorigeOmvang"]!.GetValue<int>(), report["omvang"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Two_processes_in_one_folder_wait_for_each_other_and_raise_no_alarm()
    {
        using var own = new TemporaryFolder();
        await using var log = await FakeLog.StartAsync();
        var size = 10;
        log.Instead = http =>
        {
            if (http.Request.Path.Value is "/logboek/checkpoint")
            {
                log.Publish(Interlocked.Increment(ref size));
            }

            return log.UsualAsync(http, http.Request.Path.Value!);
        };

        var ended = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Run(log.Address, own))));

        Assert.All(ended, run => Assert.True(run.ExitCode == 0, run.Output + run.Error));
        Assert.False(Directory.Exists(own.Sub("bewijs")));
    }

    [Fact]
    public async Task A_witness_that_listens_knows_after_a_kill_what_it_signed()
    {
        using var own = new TemporaryFolder();
        await using var log = await FakeLog.StartAsync();
        log.Publish(50);
        string[] arguments = ["logboek", "getuige", "--luister", "0", "--map", own.Path, "--sleutel", log.Signer.VerifierKey];
        using (var listening = MeldpuntProcess.Start(arguments))
        {
            Assert.Equal(HttpStatusCode.OK, (await BringAsync(await AddressOfAsync(listening), 0, log)).Status);
            listening.Kill();
        }

        using var again = MeldpuntProcess.Start(arguments);
        var address = await AddressOfAsync(again);

        Assert.Equal((HttpStatusCode.Conflict, "50\n"), await BringAsync(address, 0, log));
        log.Publish(50, history: 'b');
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await BringAsync(address, 50, log)).Status);
        await again.WaitForAsync("ALARM.");
        log.Publish(60);
        Assert.Equal(HttpStatusCode.OK, (await BringAsync(address, 50, log)).Status);
    }

    private static JsonNode Watch(string url, TemporaryFolder own, params string[] more)
    {
        var (exitCode, output, error) = Run(url, own, [.. more, "--json"]);
        Assert.True(exitCode == 0, output + error);
        return JsonNode.Parse(output)!;
    }

    private static (int ExitCode, string Output, string Error) Run(string url, TemporaryFolder own, params string[] more) =>
        MeldpuntProcess.Run(["logboek", "getuige", "--url", url, "--map", own.Path, .. more]);

    private static string Participant(string data) =>
        JsonNode.Parse(MeldpuntProcess.Run(["deelnemer", "lijst", "--data", data, "--json"]).Output.Split('\n')[0])!["naam"]!.GetValue<string>();

    private static async Task<string> AddressOfAsync(MeldpuntProcess process)
    {
        await process.WaitForAsync("luistert op ");
        return process.Output.Split("luistert op ")[1].Split('\n')[0].Trim();
    }

    private static async Task<(HttpStatusCode Status, string Text)> BringAsync(string address, long old, FakeLog log)
    {
        var size = long.Parse(Encoding.UTF8.GetString(log.Checkpoint).Split('\n')[1], CultureInfo.InvariantCulture);
        var proof = log.Reader().ConsistencyProof(old, size).Select(hash => hash.ToBase64() + "\n");
        using var client = new HttpClient();
        using var content = new StringContent(
            string.Create(CultureInfo.InvariantCulture, $"old {old}\n{string.Concat(proof)}\n{Encoding.UTF8.GetString(log.Checkpoint)}"), Encoding.UTF8, "text/plain");
        var response = await client.PostAsync(new Uri(address + "/add-checkpoint"), content, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static List<string> Asked(FakeLog log)
    {
        lock (log.Asked)
        {
            return [.. log.Asked];
        }
    }

    private static async Task UntilAsync(Func<bool> happened)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!happened())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(60), "it did not happen");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
