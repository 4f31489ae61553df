using Meldpunt.Admin.Participants;

namespace Meldpunt.Service.Background;

/// <summary>Erases, every hour, what participants left behind whose day has come: after thirty days, or where an earlier turn was broken off.</summary>
internal sealed partial class ParticipantErasing(ParticipantErasure erasure, TimeProvider time, ILogger<ParticipantErasing> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await TurnAsync();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TurnAsync()
    {
        try
        {
            var done = await erasure.RunAsync();
            if (done > 0)
            {
                Log.Erased(logger, done);
            }
        }
#pragma warning disable CA1031 // The next turn tries again; what was to go is unreadable for everybody meanwhile.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.CouldNotErase(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(70, LogLevel.Information, "The data of {Count} participants that left were erased.")]
        public static partial void Erased(ILogger logger, int count);

        [LoggerMessage(71, LogLevel.Error, "The data of a participant that left could not be erased; it is tried again within the hour.")]
        public static partial void CouldNotErase(ILogger logger, Exception exception);
    }
}
