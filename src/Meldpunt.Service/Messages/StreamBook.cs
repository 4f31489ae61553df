using Meldpunt.Admin.Access;
using Meldpunt.Service.Access;

namespace Meldpunt.Service.Messages;

/// <summary>
/// The streams that are open: keeps their number within limits, and looks four times a second whether each may go on. One that may not ends there and then: its account, role, token,
/// session, terminal or participant ended, or nobody used its session for too long. Listening is no use of a session. Safe to use from many threads.
/// </summary>
internal sealed partial class StreamBook(
    AccessDirectory directory, SessionBook sessions, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<StreamBook> logger) : BackgroundService
{
    /// <summary>A person has a few pages open, on a few machines.</summary>
    public const int MaxOfAccount = 8;

    /// <summary>One participant keeps no other from listening.</summary>
    public const int MaxOfParticipant = 200;

    /// <summary>Half of the connections that the service takes; the other half is for questions.</summary>
    public const int MaxInAll = 1_000;

    private static readonly TimeSpan LookWait = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();

    // Guarded by _lock.
    private readonly HashSet<OpenStream> _open = [];

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>Opens one for whoever asks; null when there are too many.</summary>
    public OpenStream? Open(HttpContext http)
    {
        var caller = http.Caller();
        lock (_lock)
        {
            if (_open.Count >= MaxInAll
                || _open.Count(one => one.Caller.Participant?.Id == caller.Participant?.Id) >= MaxOfParticipant
                || _open.Count(one => one.Caller.AccountId == caller.AccountId) >= MaxOfAccount)
            {
                return null;
            }

            var stream = new OpenStream(this, caller, http.FindSession(), http.RequestAborted, lifetime.ApplicationStopping);
            _open.Add(stream);
            return stream;
        }
    }

    /// <summary>True when whoever listens may still hear what there is.</summary>
    public bool Allows(OpenStream stream) => directory.StillAllows(stream.Caller) && (stream.Session is not { } session || sessions.IsOn(session));

    public void Close(OpenStream stream)
    {
        lock (_lock)
        {
            _open.Remove(stream);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookWait, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await LookAsync();
        }
    }

    private async Task LookAsync()
    {
        List<OpenStream> open;
        lock (_lock)
        {
            open = [.. _open];
        }

        foreach (var stream in open)
        {
            try
            {
                if (!Allows(stream))
                {
                    await stream.EndAsync();
                }
            }
#pragma warning disable CA1031 // Nobody can say that it may go on, so it does not; whoever listens comes back and is looked at anew.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Log.CouldNotLook(logger, exception);
                await stream.EndAsync();
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(140, LogLevel.Error, "It could not be seen whether a stream may go on; it was ended.")]
        public static partial void CouldNotLook(ILogger logger, Exception exception);
    }
}
