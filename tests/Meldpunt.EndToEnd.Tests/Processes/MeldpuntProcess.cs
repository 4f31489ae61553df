using System.Diagnostics;
using System.Text;

namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary>The program as a process of its own, the way a user runs it.</summary>
public sealed class MeldpuntProcess : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan VerbLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private bool _isDisposed;

    private MeldpuntProcess(Process process)
    {
        _process = process;
    }

    /// <summary>Standard output and standard error so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>The process's number.</summary>
    public int Id => _process.Id;

    /// <summary>Starts the program and lets it run.</summary>
    public static MeldpuntProcess Start(params string[] arguments) => Start(string.Empty, arguments);

    /// <summary>The same, with something on its standard input.</summary>
    public static MeldpuntProcess Start(string input, string[] arguments) => Start(StartInfo(arguments), input);

    /// <summary>Starts another program that becomes this one: by <c>exec</c>, so that it is the same process.</summary>
    public static MeldpuntProcess StartProgram(string name, string[] arguments) => Start(StartInfo(name, arguments), string.Empty);

    /// <summary>The program as it is, with something in its environment: <see cref="StartupHook"/> is loaded into it by the runtime.</summary>
    public static MeldpuntProcess StartHooked(string killAt, params string[] arguments)
    {
        var info = StartInfo(arguments);
        info.Environment["DOTNET_STARTUP_HOOKS"] = typeof(MeldpuntProcess).Assembly.Location;
        info.Environment[StartupHook.Variable] = killAt;
        return Start(info, string.Empty);
    }

    private static MeldpuntProcess Start(ProcessStartInfo info, string input)
    {
        var process = new Process { StartInfo = info };
        var started = new MeldpuntProcess(process);
        process.OutputDataReceived += (_, line) => started.Keep(line.Data);
        process.ErrorDataReceived += (_, line) => started.Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        return started;
    }

    /// <summary>Runs a verb to its end.</summary>
    public static (int ExitCode, string Output, string Error) Run(string[] arguments, string input = "")
    {
        using var process = new Process { StartInfo = StartInfo(arguments) };
        process.Start();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(VerbLimit))
        {
            process.Kill();
            throw new TimeoutException($"The verb {arguments[0]} did not end.");
        }

        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    /// <summary>Waits until a line with this text has been printed.</summary>
    public Task WaitForAsync(string text) => WaitUntilAsync(() => Output.Contains(text, StringComparison.Ordinal), $"print '{text}'");

    private async Task WaitUntilAsync(Func<bool> happened, string what)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!happened())
        {
            if (_process.HasExited || TimeProvider.System.GetElapsedTime(start) > StartLimit)
            {
                throw new TimeoutException($"The program did not {what}. It printed: {Output}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until a file that may have been there before is gone, and then there again.</summary>
    public async Task WaitForFileChangeAsync(string path)
    {
        await WaitUntilAsync(() => !File.Exists(path), $"drop {path}");
        await WaitUntilAsync(() => File.Exists(path), $"write {path}");
    }

    /// <summary>Waits until the process ends by itself; its exit code.</summary>
    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(StartLimit, TimeProvider.System);
        return _process.ExitCode;
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(string[] arguments) => StartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "meldpunt.dll"), .. arguments]);

    private static ProcessStartInfo StartInfo(string name, string[] arguments) => new(name, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    };

    private void Keep(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
