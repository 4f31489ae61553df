using System.Globalization;
using System.Security.Cryptography;

namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary>kill -9 at random moments, again and again on one folder, under load and while it starts, with somebody outside who remembers what was promised.</summary>
public sealed class KillLoopTests
{
    /// <summary>How many times it is killed; a few by default, CI asks for more.</summary>
    private const string RoundsVariable = "MELDPUNT_KILL_ROUNDS";

    /// <summary>The number that all chance is made from; to do a run again.</summary>
    private const string SeedVariable = "MELDPUNT_KILL_SEED";

    private const int DefaultRounds = 5;
    private const int Askers = 8;
    private const double PartKilledWhileStarting = 0.2;

#pragma warning disable CA2025, CA5394 // Every asker is awaited before the process goes; the random moment of a kill is no secret.
    [Fact]
    public async Task However_often_it_is_killed_no_answer_is_lost_and_no_checkpoint_taken_back()
    {
        var rounds = Number(RoundsVariable) ?? DefaultRounds;
        var seed = Number(SeedVariable) ?? RandomNumberGenerator.GetInt32(int.MaxValue);
        TestContext.Current.TestOutputHelper!.WriteLine($"{RoundsVariable}={rounds} {SeedVariable}={seed}");
        var random = new Random(seed);
        using var folder = await ServedFolder.CreateAsync();
        var oracle = new LogOracle(folder.Path);
        var served = 0;
        for (var round = 1; round <= rounds; round++)
        {
            if (random.NextDouble() < PartKilledWhileStarting)
            {
                await KillWhileStartingAsync(folder, TimeSpan.FromMilliseconds(random.Next(20, 1_200)));
                continue;
            }

            served++;
            await InRoundAsync(round, seed, () => KillUnderLoadAsync(folder, oracle, TimeSpan.FromMilliseconds(random.Next(50, 900))));
        }

        await EndAsync(folder, oracle);
        TestContext.Current.TestOutputHelper!.WriteLine($"{rounds} kills, {oracle.Answered} answers, {oracle.Refused} refusals, {oracle.SealedSize} rows sealed");
        Assert.True(oracle.Answered > served, $"only {oracle.Answered} queries were answered: too few to prove anything");
    }

    private static async Task KillUnderLoadAsync(ServedFolder folder, LogOracle oracle, TimeSpan after)
    {
        using var serving = await folder.ServeAsync();
        oracle.See(await File.ReadAllTextAsync(folder.SecondPlace, TestContext.Current.CancellationToken));
        oracle.Check();
        var askers = Enumerable.Range(0, Askers).Select(_ => serving.AskUntilAsync(oracle, CancellationToken.None)).ToList();
        var watcher = WatchAsync(serving, oracle);
        await Task.Delay(after, TimeProvider.System, TestContext.Current.CancellationToken);
        serving.Process.Kill();
        await Task.WhenAll(askers);
        await watcher;
        oracle.See(await File.ReadAllTextAsync(folder.SecondPlace, TestContext.Current.CancellationToken));
    }

    // What the service shows to everybody is remembered too; a version that shows nothing yet says 404.
    private static async Task WatchAsync(ServingProcess serving, LogOracle oracle)
    {
        try
        {
            while (true)
            {
                using var answer = await serving.ReadAsync("/logboek/checkpoint");
                if (answer.IsSuccessStatusCode)
                {
                    oracle.See(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
                }

                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // It is gone.
        }
    }

    private static async Task KillWhileStartingAsync(ServedFolder folder, TimeSpan after)
    {
        using var process = folder.Begin();
        await Task.Delay(after, TimeProvider.System, TestContext.Current.CancellationToken);
        process.Kill();
    }

    private static async Task EndAsync(ServedFolder folder, LogOracle oracle)
    {
        using var serving = await folder.ServeAsync();
        var rows = oracle.Check();
        for (var attempt = 0; oracle.SealedSize < rows; attempt++)
        {
            Assert.True(attempt < 1_000, $"of {rows} rows {oracle.SealedSize} are sealed, and no more come");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
            oracle.See(await File.ReadAllTextAsync(folder.SecondPlace, TestContext.Current.CancellationToken));
        }

        Assert.True(await serving.IsWellAsync());
        oracle.Check();
        oracle.VerifyAll();
    }

    private static async Task InRoundAsync(int round, int seed, Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"In round {round} with {SeedVariable}={seed}: {exception.Message}", exception);
        }
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
