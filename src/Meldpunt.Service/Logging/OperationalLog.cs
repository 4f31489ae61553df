using Meldpunt.Admin.Keys;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Meldpunt.Service.Logging;

/// <summary>
/// The operational log: what the program does, for the one who runs it. It holds no personal data: our own lines name ids only, the framework is
/// heard from Warning up (below that it writes addresses and headers), and exceptions are written without their messages.
/// </summary>
internal static class OperationalLog
{
    private const long MaxFileBytes = 16 * 1024 * 1024;
    private const int KeptFiles = 14;

    public static Logger Create(HostOptions options)
    {
        var formatter = new PrivateLogFormatter();
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            // It warns that it sets no-store where no-store is set already.
            .MinimumLevel.Override("Microsoft.AspNetCore.Antiforgery", LogEventLevel.Error);
        if (options.LogConsole is { } console)
        {
            configuration.WriteTo.Sink(new TextWriterSink(console, formatter));
        }

        if (options.LogFolder is { } folder)
        {
            DurableFile.CreateFolder(folder);
            configuration.WriteTo.File(
                formatter,
                Path.Combine(folder, "meldpunt-.log"),
                rollingInterval: RollingInterval.Day,
                fileSizeLimitBytes: MaxFileBytes,
                rollOnFileSizeLimit: true,
                retainedFileCountLimit: KeptFiles);
        }

        return configuration.CreateLogger();
    }
}
