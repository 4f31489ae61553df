using System.Net;

namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary>The demo, as a newcomer starts it.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task A_newcomer_gets_a_match_and_no_match_and_sees_both_in_the_log()
    {
        using var folder = new TemporaryFolder();
        using var demo = await Demo.StartAsync(folder.Path);

        var match = await Demo.JsonAsync(await demo.AskAsync(Demo.Known));
        var noMatch = await Demo.JsonAsync(await demo.AskAsync(Demo.Unknown));
        var log = await Demo.JsonAsync(await demo.SendAsync(HttpMethod.Get, "/v1/bevragingen", "toezicht"));

        Assert.Equal(("match", "geenMatch"), (match["uitkomst"]!.GetValue<string>(), noMatch["uitkomst"]!.GetValue<string>()));
        Assert.Equal(
            [noMatch["id"]!.GetValue<string>(), match["id"]!.GetValue<string>()],
            log["bevragingen"]!.AsArray().Take(2).Select(row => row!["id"]!.GetValue<string>()));
        Assert.Equal(["poort", "veiligheid", "toezicht", "beheer"], demo.Secrets["tokens"]!.AsObject().Select(token => token.Key));
    }

    [Fact]
    public async Task Forty_registrations_of_three_participants_stand_in_the_register()
    {
        using var folder = new TemporaryFolder();
        using var demo = await Demo.StartAsync(folder.Path);

        var participants = await Demo.JsonAsync(await demo.SendAsync(HttpMethod.Get, "/v1/deelnemers", "beheer"));
        var own = await Demo.JsonAsync(await demo.SendAsync(HttpMethod.Get, "/v1/registraties?aantal=200", "veiligheid"));

        Assert.Equal(3, participants["deelnemers"]!.AsArray().Count);
        Assert.InRange(own["registraties"]!.AsArray().Count, 5, 35);
    }

    [Fact]
    public async Task A_second_demo_on_a_running_folder_is_refused_and_harms_nothing()
    {
        using var folder = new TemporaryFolder();
        using var demo = await Demo.StartAsync(folder.Path);

        var (exitCode, _, error) = MeldpuntProcess.Run(["demo", "--data", folder.Path, "--port", "0", "--no-browser"]);

        Assert.Equal(1, exitCode);
        Assert.Contains("draait al", error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder.Path, "demo.json")));
    }

    [Fact]
    public async Task Whoever_waits_for_demo_json_finds_a_demo_that_answers()
    {
        using var folder = new TemporaryFolder();
        using (await Demo.StartAsync(folder.Path))
        {
        }

        var process = MeldpuntProcess.Start("demo", "--data", folder.Path, "--port", "0", "--no-browser");
        await process.WaitForFileChangeAsync(Path.Combine(folder.Path, "demo.json"));
        using var demo = await Demo.JoinAsync(folder.Path, process);
        var ready = await demo.SendAsync(HttpMethod.Get, "/readyz", role: null);

        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    [Fact]
    public async Task A_demo_goes_on_with_the_same_tokens_after_a_kill()
    {
        using var folder = new TemporaryFolder();
        string token;
        using (var first = await Demo.StartAsync(folder.Path))
        {
            token = first.Token("poort");
            first.Process.Kill();
        }

        using var second = await Demo.StartAsync(folder.Path);
        var answer = await second.AskAsync(Demo.Known);

        Assert.Equal(token, second.Token("poort"));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Theory]
    [InlineData(150)]
    [InlineData(350)]
    [InlineData(500)]
    [InlineData(700)]
    public async Task A_demo_that_was_killed_while_it_was_being_made_is_made_whole_by_the_next_start(int milliseconds)
    {
        using var folder = new TemporaryFolder();
        using (var killed = MeldpuntProcess.Start("demo", "--data", folder.Path, "--port", "0", "--no-browser"))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, TestContext.Current.CancellationToken);
            killed.Kill();
        }

        using var demo = await Demo.StartAsync(folder.Path);
        var answer = await Demo.JsonAsync(await demo.AskAsync(Demo.Known));
        var participants = await Demo.JsonAsync(await demo.SendAsync(HttpMethod.Get, "/v1/deelnemers", "beheer"));

        Assert.Equal("match", answer["uitkomst"]!.GetValue<string>());
        Assert.Equal(3, participants["deelnemers"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("2024-02-29")]
    [InlineData("2027-12-31")]
    public async Task A_demo_can_run_as_if_it_were_another_day(string day)
    {
        using var folder = new TemporaryFolder();
        using var demo = await Demo.StartAsync(folder.Path, "--op", day);

        var answer = await Demo.JsonAsync(await demo.AskAsync(Demo.Known));

        Assert.StartsWith(day, answer["tijdstip"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("match", answer["uitkomst"]!.GetValue<string>());
    }

    [Fact]
    public async Task Thirteen_months_later_nobody_of_the_demo_matches_any_more()
    {
        using var folder = new TemporaryFolder();
        using (var now = await Demo.StartAsync(folder.Path, "--op", "2026-11-21"))
        {
            Assert.Equal("match", (await Demo.JsonAsync(await now.AskAsync(Demo.Known)))["uitkomst"]!.GetValue<string>());
        }

        using var later = await Demo.StartAsync(folder.Path, "--op", "2027-12-21");
        var answer = await Demo.JsonAsync(await later.AskAsync(Demo.Known));
        var own = await Demo.JsonAsync(await later.SendAsync(HttpMethod.Get, "/v1/registraties?aantal=200", "veiligheid"));

        Assert.Equal("geenMatch", answer["uitkomst"]!.GetValue<string>());
        Assert.Empty(own["registraties"]!.AsArray());
    }

    [Fact]
    public async Task Without_the_key_of_a_month_it_does_not_start_and_says_which()
    {
        using var folder = new TemporaryFolder();
        using (await Demo.StartAsync(folder.Path, "--op", "2026-11-21"))
        {
        }

        var key = Directory.EnumerateFiles(Path.Combine(folder.Path, "keys", "epochs")).Order(StringComparer.Ordinal).Last();
        File.Delete(key);
        var (exitCode, _, error) = MeldpuntProcess.Run(["demo", "--data", folder.Path, "--op", "2026-11-21", "--port", "0", "--no-browser"]);

        Assert.Equal(1, exitCode);
        Assert.Contains(Path.GetFileNameWithoutExtension(key), error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_that_does_not_exist_is_refused_in_words()
    {
        using var folder = new TemporaryFolder();

        var (exitCode, _, error) = MeldpuntProcess.Run(["demo", "--data", folder.Path, "--op", "2026-02-31"]);

        Assert.Equal(1, exitCode);
        Assert.Contains("2026-02-31 is geen dag", error, StringComparison.Ordinal);
    }
}
