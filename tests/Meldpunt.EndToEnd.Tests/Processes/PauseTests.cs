using System.Globalization;

namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary>A process that stands still for a while, as when its machine is moved; and one that has much to do.</summary>
public sealed class PauseTests
{
    /// <summary>How long it stands still; short by default, CI asks for more.</summary>
    private const string SecondsVariable = "MELDPUNT_PAUSE_SECONDS";

    private const int DefaultSeconds = 3;
    private const int Askers = 8;

#pragma warning disable CA2025 // Every asker is awaited before the process goes.
    [Fact]
    public async Task A_process_that_stood_still_loses_nothing_and_is_well_again_by_itself()
    {
        var seconds = int.TryParse(Environment.GetEnvironmentVariable(SecondsVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : DefaultSeconds;
        using var folder = await ServedFolder.CreateAsync();
        using var serving = await folder.ServeAsync();
        var oracle = new LogOracle(folder.Path);
        using var asking = new CancellationTokenSource();
        var askers = Enumerable.Range(0, Askers).Select(_ => serving.AskUntilAsync(oracle, asking.Token)).ToList();
        await PassAsync(TimeSpan.FromMilliseconds(500));

        Signal(serving, "-STOP");
        await PassAsync(TimeSpan.FromSeconds(seconds));
        oracle.Check();
        Signal(serving, "-CONT");
        var atContinue = oracle.Answered;
        await PassAsync(TimeSpan.FromSeconds(1));
        await asking.CancelAsync();
        await Task.WhenAll(askers);
        await WellAndSealedAsync(folder, serving, oracle);

        Assert.True(oracle.Answered > atContinue, "nothing was answered after the pause");
        oracle.VerifyAll();
    }

    [Fact]
    public async Task Under_load_every_look_at_its_health_is_green_and_in_the_end_every_row_has_its_seal()
    {
        using var folder = await ServedFolder.CreateAsync();
        using var serving = await folder.ServeAsync();
        var oracle = new LogOracle(folder.Path);
        using var asking = new CancellationTokenSource();
        var askers = Enumerable.Range(0, Askers).Select(_ => serving.AskUntilAsync(oracle, asking.Token)).ToList();
        var looks = new List<bool>();
        for (var look = 0; look < 60; look++)
        {
            looks.Add(await serving.IsWellAsync());
            oracle.See(await File.ReadAllTextAsync(folder.SecondPlace, TestContext.Current.CancellationToken));
            await PassAsync(TimeSpan.FromMilliseconds(50));
        }

        var sealedUnderLoad = oracle.SealedSize;
        await asking.CancelAsync();
        await Task.WhenAll(askers);
        await WellAndSealedAsync(folder, serving, oracle);

        Assert.All(looks, Assert.True);
        Assert.True(sealedUnderLoad > 0, "nothing was sealed under load");
        Assert.Equal(0, oracle.Refused);
        oracle.VerifyAll();
    }

    private static async Task WellAndSealedAsync(ServedFolder folder, ServingProcess serving, LogOracle oracle)
    {
        var rows = oracle.Check();
        for (var attempt = 0; attempt < 500 && !(oracle.SealedSize == rows && await serving.IsWellAsync()); attempt++)
        {
            await PassAsync(TimeSpan.FromMilliseconds(20));
            oracle.See(await File.ReadAllTextAsync(folder.SecondPlace, TestContext.Current.CancellationToken));
        }

        Assert.True(await serving.IsWellAsync());
        Assert.Equal(rows, oracle.SealedSize);
        oracle.Check();
    }

    private static void Signal(ServingProcess serving, string signal) =>
        Assert.True(Tool.Run("kill", signal, serving.Process.Id.ToString(CultureInfo.InvariantCulture)));

    private static Task PassAsync(TimeSpan time) => Task.Delay(time, TimeProvider.System, TestContext.Current.CancellationToken);
}
