using System.Security.Cryptography;

namespace Meldpunt.Service.Background;

/// <summary>Looks every few seconds whether the certificate for TLS was replaced.</summary>
internal sealed partial class CertificateWatch(HostOptions options, TimeProvider time, ILogger<CertificateWatch> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Certificate is not { } certificate)
        {
            return;
        }

        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (certificate.Look())
                {
                    Log.TakenIn(logger);
                }
            }
            catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
            {
                Log.CannotBeRead(logger, exception);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(70, LogLevel.Information, "A new certificate for TLS was taken in.")]
        public static partial void TakenIn(ILogger logger);

        [LoggerMessage(71, LogLevel.Error, "The new certificate for TLS or its key cannot be read; the one of before stays in force.")]
        public static partial void CannotBeRead(ILogger logger, Exception exception);
    }
}
