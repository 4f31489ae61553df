using System.Security.Cryptography;
using Meldpunt.Admin.Installations;

namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary>The process that serves is killed while it replaces a key: it starts again, reads everything and answers.</summary>
public sealed class KilledWhileRotatingTests
{
    private const int Rounds = 5;
    private const int LongestMilliseconds = 1_500;

    [Theory]
    [InlineData("hoofd")]
    [InlineData("index")]
    public async Task The_serving_process_killed_at_any_moment_starts_again_and_answers_with_the_key_replaced_or_not_begun(string key)
    {
        using var folder = await ServedFolder.CreateAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var after = RandomNumberGenerator.GetInt32(LongestMilliseconds);
            using var serving = await folder.ServeAsync();
            await AnswersAsync(serving, $"round {round}");
            using var verb = MeldpuntProcess.Start("sleutel", "wissel", "--data", folder.Path, "--wat", key);

            await Task.Delay(TimeSpan.FromMilliseconds(after), TimeProvider.System, TestContext.Current.CancellationToken);
            serving.Process.Kill();
            verb.Kill();
        }

        using var last = await folder.ServeAsync();
        await AnswersAsync(last, "after all rounds");
        Assert.True(await last.IsWellAsync());
        Assert.False(File.Exists(Path.Combine(InstallationFolder.Keys(folder.Path), "master.next.key")), "a key was left half replaced");
        var (exitCode, _, error) = await Task.Run(() => MeldpuntProcess.Run(["sleutel", "wissel", "--data", folder.Path, "--wat", key]));
        Assert.True(exitCode == 0, error);
        await AnswersAsync(last, "after a replacement that nobody broke off");
    }

    private static async Task AnswersAsync(ServingProcess serving, string when)
    {
        using var known = await serving.AskAsync(ServedFolder.Known);
        using var unknown = await serving.AskAsync(ServedFolder.Unknown);
        var outcomes = ((await ServingProcess.JsonAsync(known))["uitkomst"]?.GetValue<string>(), (await ServingProcess.JsonAsync(unknown))["uitkomst"]?.GetValue<string>());
        Assert.True(outcomes is ("match", "geenMatch"), $"{when}: {outcomes}");
    }
}
