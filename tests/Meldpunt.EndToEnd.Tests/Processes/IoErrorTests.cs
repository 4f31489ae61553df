using System.Net;

namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary>A disk that fails under the log: strace lets the syncs of the running program fail.</summary>
public sealed class IoErrorTests
{
    private const int StoreBroken = 74;

#pragma warning disable CA2025 // Every asker is awaited before the process goes.
    [Fact]
    public async Task A_disk_that_reports_an_error_ends_the_process_with_74_and_loses_nothing_that_was_answered()
    {
        using var folder = await ServedFolder.CreateAsync();
        var oracle = new LogOracle(folder.Path);
        using (var serving = await folder.ServeAsync())
        {
            using var asking = new CancellationTokenSource();
            var askers = Enumerable.Range(0, 4).Select(_ => serving.AskUntilAsync(oracle, asking.Token)).ToList();
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, TestContext.Current.CancellationToken);
            using var strace = await Strace.AttachAsync(serving.Process.Id, "-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:error=EIO", "-o", "/dev/null");
            Assert.SkipWhen(strace is null, "this machine has no strace, or does not let it look");

            var exitCode = await serving.Process.WaitForExitAsync();
            await asking.CancelAsync();
            await Task.WhenAll(askers);

            Assert.Equal(StoreBroken, exitCode);
            Assert.Contains("The disk reported an error while the query log was written", serving.Process.Output, StringComparison.Ordinal);
        }

        using var again = await folder.ServeAsync();
        using var answer = await again.AskAsync(ServedFolder.Known);
        oracle.Remember(await ServingProcess.JsonAsync(answer));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        oracle.Check();
        oracle.VerifyAll();
    }
}
