using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Meldpunt.Service.Tests.Deliveries;

/// <summary>A mail server that is not ours (<c>python3-aiosmtpd</c>), in a process of its own.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    // Debian's own, which has Debian's packages; another one of a developer's may lie before it on the path.
    private const string Python = "/usr/bin/python3";

    private readonly Process _process;

    private MailServer(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>What it took, in order.</summary>
    public ConcurrentQueue<JsonObject> Mails { get; } = new();

    /// <summary>Starts one; skips the test where there is none, but not where somebody demands it.</summary>
    public static async Task<MailServer> StartAsync(JsonObject? options = null)
    {
        var isThere = File.Exists(Python) && await HasPackageAsync();
        Assert.True(isThere || !string.Equals(Environment.GetEnvironmentVariable("MELDPUNT_REQUIRE_SMTP"), "1", StringComparison.Ordinal), "python3-aiosmtpd is demanded and not there.");
        Assert.SkipUnless(isThere, "No mail server to test with: install python3-aiosmtpd.");
        var process = Process.Start(new ProcessStartInfo(Python, [Path.Combine(AppContext.BaseDirectory, "Deliveries", "smtp-server.py"), (options ?? []).ToJsonString()])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var port = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        var server = new MailServer(process, int.Parse(port!, CultureInfo.InvariantCulture));
        _ = server.ReadAsync();
        return server;
    }

    public async Task<JsonObject> FirstAsync()
    {
        await Until.TrueAsync(() => !Mails.IsEmpty);
        return Mails.First();
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<bool> HasPackageAsync()
    {
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", "import aiosmtpd"]) { UseShellExecute = false, RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            Mails.Enqueue(JsonSerializer.Deserialize<JsonObject>(line)!);
        }
    }
}
