using System.Net;
using Meldpunt.Admin.Installations;

namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary>Keys, as an operator replaces them: beside a service that answers, and without one.</summary>
public sealed class KeyVerbTests
{
    private const string Sentence = "vijf woorden zonder enig verband\n";
    private const string Another = "kanarie slagboom dinsdag mosterd fiets\n";

    [Theory]
    [InlineData("hoofd")]
    [InlineData("index")]
    public async Task A_key_is_replaced_while_the_gates_go_on_asking(string key)
    {
        using var folder = await ServedFolder.CreateAsync();
        using (var serving = await folder.ServeAsync())
        {
            using var stop = new CancellationTokenSource();
#pragma warning disable CA2025 // It is awaited before the process goes.
            var asking = AskUntilAsync(serving, stop.Token);
#pragma warning restore CA2025

            var (exitCode, output, error) = await Task.Run(() => MeldpuntProcess.Run(["sleutel", "wissel", "--data", folder.Path, "--wat", key]));
            await stop.CancelAsync();

            Assert.True(exitCode == 0, error);
            Assert.Contains(key, output, StringComparison.Ordinal);
            var (answers, others) = await asking;
            Assert.True(answers > 0, "nobody was answered");
            Assert.Equal(0, others);
            Assert.True(await serving.IsWellAsync());
        }

        using var again = await folder.ServeAsync();
        using var known = await again.AskAsync(ServedFolder.Known);
        Assert.Equal("match", (await ServingProcess.JsonAsync(known))["uitkomst"]!.GetValue<string>());
        Assert.False(File.Exists(Path.Combine(folder.Path, "keys", "master.next.key")));
    }

    [Fact]
    public async Task Killed_at_any_moment_of_a_new_master_the_register_opens_and_answers()
    {
        using var folder = await ServedFolder.CreateAsync();
        for (var round = 0; round < 8; round++)
        {
            using var rotating = MeldpuntProcess.Start("sleutel", "wissel", "--data", folder.Path);
            await Task.Delay(TimeSpan.FromMilliseconds(250 + (round * 60)), TimeProvider.System, TestContext.Current.CancellationToken);
            rotating.Kill();
        }

        using var serving = await folder.ServeAsync();
        using var known = await serving.AskAsync(ServedFolder.Known);

        Assert.Equal("match", (await ServingProcess.JsonAsync(known))["uitkomst"]!.GetValue<string>());
        Assert.True(await serving.IsWellAsync());
        Assert.False(File.Exists(Path.Combine(folder.Path, "keys", "master.next.key")));
    }

    [Fact]
    public void A_passphrase_opens_what_it_made_and_comes_by_standard_input_only()
    {
        using var folder = new TemporaryFolder();
        var house = folder.Sub("huis");

        var weak = MeldpuntProcess.Run(["init", "--data", house, "--wachtzin"], "te kort\n");
        var made = MeldpuntProcess.Run(["init", "--data", house, "--wachtzin"], Sentence);
        var without = MeldpuntProcess.Run(["deelnemer", "lijst", "--data", house]);
        var wrong = MeldpuntProcess.Run(["deelnemer", "lijst", "--data", house, "--wachtzin"], Another);
        var right = MeldpuntProcess.Run(["deelnemer", "lijst", "--data", house, "--wachtzin"], Sentence);
        var asArgument = MeldpuntProcess.Run(["deelnemer", "lijst", "--data", house, "--wachtzin", Sentence.Trim()], string.Empty);
        var both = MeldpuntProcess.Run(["deelnemer", "lijst", "--data", house, "--wachtzin", "--sleutelbestand", folder.Sub("x")], Sentence);

        Assert.Equal((1, 0), (weak.ExitCode, made.ExitCode));
        Assert.Contains("5 woorden", weak.Error, StringComparison.Ordinal);
        Assert.Equal((1, 1, 0), (without.ExitCode, wrong.ExitCode, right.ExitCode));
        Assert.Contains("--wachtzin", without.Error, StringComparison.Ordinal);
        Assert.NotEqual(0, asArgument.ExitCode);
        Assert.NotEqual(0, both.ExitCode);
        Assert.All((string[])[weak.Error, made.Output, made.Error, wrong.Error, right.Output], said => Assert.DoesNotContain("verband", said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_root_secret_is_replaced_by_a_passphrase_and_by_a_key_file_also_while_serving()
    {
        using var folder = await ServedFolder.CreateAsync();
        using (await folder.ServeAsync())
        {
            var first = MeldpuntProcess.Run(["sleutel", "wissel", "--data", folder.Path, "--wat", "wortel", "--nieuwe-wachtzin"], Sentence);
            Assert.True(first.ExitCode == 0, first.Error);
        }

        Assert.False(File.Exists(InstallationFolder.RootKey(folder.Path)));
        Assert.Equal(1, MeldpuntProcess.Run(["deelnemer", "lijst", "--data", folder.Path]).ExitCode);
        var elsewhere = folder.Path + ".wortel";
        var second = MeldpuntProcess.Run(["sleutel", "wissel", "--data", folder.Path, "--wachtzin", "--wat", "wortel", "--nieuw-sleutelbestand", elsewhere], Sentence);

        Assert.True(second.ExitCode == 0, second.Error);
        Assert.Equal(1, MeldpuntProcess.Run(["deelnemer", "lijst", "--data", folder.Path, "--wachtzin"], Sentence).ExitCode);
        Assert.Equal(0, MeldpuntProcess.Run(["deelnemer", "lijst", "--data", folder.Path, "--sleutelbestand", elsewhere]).ExitCode);
        File.Delete(elsewhere);
    }

    [Fact]
    public void The_key_of_the_seal_is_not_replaced_and_it_says_why()
    {
        using var folder = new TemporaryFolder();
        MeldpuntProcess.Run(["init", "--data", folder.Sub("huis")]);

        var (exitCode, _, error) = MeldpuntProcess.Run(["sleutel", "wissel", "--data", folder.Sub("huis"), "--wat", "zegel"]);
        var list = MeldpuntProcess.Run(["sleutel", "lijst", "--data", folder.Sub("huis")]);

        Assert.Equal(1, exitCode);
        Assert.Contains("ander logboek", error, StringComparison.Ordinal);
        Assert.Equal(0, list.ExitCode);
        Assert.Contains("keys/named/index.key", list.Output, StringComparison.Ordinal);
    }

    private static async Task<(int Answers, int Others)> AskUntilAsync(ServingProcess serving, CancellationToken stop)
    {
        var (answers, others) = (0, 0);
        while (!stop.IsCancellationRequested)
        {
            using var answer = await serving.AskAsync(ServedFolder.Known);
            var isMatch = answer.StatusCode == HttpStatusCode.Created && string.Equals((await ServingProcess.JsonAsync(answer))["uitkomst"]!.GetValue<string>(), "match", StringComparison.Ordinal);
            (answers, others) = isMatch ? (answers + 1, others) : (answers, others + 1);
        }

        return (answers, others);
    }
}
