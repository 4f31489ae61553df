using System.Diagnostics;

namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary>strace on all threads of a program that runs: sees its system calls in their order, or lets some of them fail.</summary>
internal sealed class Strace : IDisposable
{
    private readonly Process _process;

    private Strace(Process process) => _process = process;

    /// <summary>Attaches, and returns when it sees every thread; null where there is no strace or it may not look.</summary>
    public static async Task<Strace?> AttachAsync(int processId, params string[] arguments)
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo("strace", ["-f", "-p", processId.ToString(System.Globalization.CultureInfo.InvariantCulture), .. arguments])
            {
                UseShellExecute = false,
                RedirectStandardError = true,
            })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        // It tells of each thread that it holds, and then runs on; when it may not look, it ends.
        var threads = Directory.GetDirectories($"/proc/{processId}/task").Length;
        var seen = 0;
        var holdsAll = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.ErrorDataReceived += (_, line) =>
        {
            seen += line.Data is null ? 0 : line.Data.Contains(" threads", StringComparison.Ordinal) ? threads : line.Data.Contains(" attached", StringComparison.Ordinal) ? 1 : 0;
            if (line.Data is null || seen >= threads)
            {
                holdsAll.TrySetResult(line.Data is not null);
            }
        };
        process.BeginErrorReadLine();
        if (await holdsAll.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System))
        {
            return new Strace(process);
        }

        process.Dispose();
        return null;
    }

    /// <summary>Lets go of the program, which runs on, and returns when everything it saw has been written.</summary>
    public async Task DetachAsync()
    {
        Tool.Run("kill", "-INT", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
