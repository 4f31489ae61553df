using System.Collections.Concurrent;
using System.Threading.Channels;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Messages;
using Meldpunt.Admin.Storage;
using Meldpunt.Index.Identity;
using Channel = Meldpunt.Admin.Messages.Channel;

namespace Meldpunt.Service.Deliveries;

/// <summary>
/// Delivers what waits in the outbox (ADR 0031), behind everything else: one message after the other over a channel, channels beside each other. Woken by the bell, by what becomes due, and once a
/// second, because the command line writes there too. What was sent and not written down when the process ended is sent again, with the same id.
/// </summary>
internal sealed partial class DeliveryEngine(
    OutboxStore outbox, ChannelStore channels, MessageBell bell, WebhookSender webhooks, MailSender mail, TimeProvider time, ILogger<DeliveryEngine> logger) : BackgroundService
{
    /// <summary>Channels that are busy at once, in all and of one participant: who has slow ones waits for its own.</summary>
    public const int MaxAtOnce = 64;
    public const int MaxOfOne = 4;

    // After so many in a row a channel lets others of its participant go first.
    private const int MaxInARow = 50;

    // A channel that cannot be worked on, because its box does not open for instance, is looked at about every minute.
    private const int MostDoublings = 6;

    private static readonly TimeSpan LookWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeastWait = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan HouseWait = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<OpaqueId, int> _failures = new();

    // Only touched by the loop.
    private readonly Dictionary<OpaqueId, (OpaqueId ParticipantId, Task Task)> _busy = [];
    private DateTimeOffset _keptHouseAt = DateTimeOffset.MinValue;
    private bool _failing;

    private readonly Channel<bool> _done = System.Threading.Channels.Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Called before a try, after it, and when what became of it is durable. For tests that end the process there.</summary>
    internal Action<FollowUpStep>? Reached { get; set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host waits for everything before the first await; starting must not wait for the store.
        await Task.Yield();
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var rung = bell.NextOfAny();
                await WaitAsync(rung, await TurnAsync(stoppingToken), stoppingToken);
            }
        }
        finally
        {
            await Task.WhenAll(_busy.Values.Select(busy => busy.Task));
        }
    }

    // Starts what can be started; the result is how long until something becomes due.
    private async Task<TimeSpan> TurnAsync(CancellationToken stopping)
    {
        try
        {
            await KeepHouseAsync();
            foreach (var id in _busy.Where(pair => pair.Value.Task.IsCompleted).Select(pair => pair.Key).ToList())
            {
                _busy.Remove(id);
            }

            var (now, next) = (time.GetUtcNow(), LookWait);
            foreach (var (channel, due) in outbox.Waiting().Where(one => !_busy.ContainsKey(one.Channel.Id)))
            {
                var opens = ChannelHours.Of(channel.Hours).NextOpen(due > now ? due : now);
                if (opens > now)
                {
                    next = opens - now < next ? opens - now : next;
                }
                else if (_busy.Count < MaxAtOnce && _busy.Values.Count(busy => busy.ParticipantId == channel.ParticipantId) < MaxOfOne)
                {
                    _busy[channel.Id] = (channel.ParticipantId, Task.Run(() => DeliverAsync(channel.Id, stopping), CancellationToken.None));
                }
            }

            _failing = false;
            return next;
        }
#pragma warning disable CA1031 // The next turn goes on where this one stopped; readiness shows what ails the store.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            if (!_failing)
            {
                Log.CouldNotTurn(logger, exception);
            }

            _failing = true;
            return LookWait;
        }
    }

    private async Task WaitAsync(Task rung, TimeSpan next, CancellationToken stopping)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var delay = Task.Delay(next < LeastWait ? LeastWait : next, time, over.Token);
        var done = _done.Reader.WaitToReadAsync(over.Token).AsTask();
        await Task.WhenAny(rung, delay, done);
        await over.CancelAsync();
        _done.Reader.TryRead(out _);
    }

    private async Task KeepHouseAsync()
    {
        if (time.GetUtcNow() - _keptHouseAt >= HouseWait)
        {
            await channels.EndOfThoseWhoLeftAsync();
            await outbox.EraseOldAttemptsAsync();
            _keptHouseAt = time.GetUtcNow();
        }
    }

    // All that can go over one channel now. Never throws.
    private async Task DeliverAsync(OpaqueId channelId, CancellationToken stopping)
    {
        try
        {
            for (var count = 0; count < MaxInARow && !stopping.IsCancellationRequested; count++)
            {
                if (outbox.First(channelId) is not var (channel, delivery)
                    || delivery.DueAt > time.GetUtcNow() || !ChannelHours.Of(channel.Hours).IsOpenAt(time.GetUtcNow()))
                {
                    return;
                }

                await DeliverAsync(channel, delivery, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // It waits, and goes out after the next start.
        }
#pragma warning disable CA1031 // One channel must not end the others.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.CouldNotDeliver(logger, channelId, exception);
            var failures = _failures.AddOrUpdate(channelId, 0, (_, count) => Math.Min(count + 1, MostDoublings));
            await Task.Delay(LookWait * Math.Pow(2, failures), time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            _done.Writer.TryWrite(true);
        }
    }

    private async Task DeliverAsync(Channel channel, Delivery delivery, CancellationToken stopping)
    {
        var open = channels.Open(channel);
        Reached?.Invoke(FollowUpStep.BeforeSending);
        var (triedAt, began) = (time.GetUtcNow(), time.GetTimestamp());
        var result = channel.Kind == ChannelKind.Mail ? await mail.SendAsync(open, delivery, stopping) : await webhooks.SendAsync(open, delivery, stopping);
        var took = time.GetElapsedTime(began);
        Reached?.Invoke(FollowUpStep.Sent);
        await RecordAsync(channel, delivery, triedAt, took, result, stopping);
        Reached?.Invoke(FollowUpStep.SentDurable);
        _failures.TryRemove(channel.Id, out _);
        Say(channel, delivery, result);
    }

    // While the store takes no writes nothing more goes over this channel, or who is there would get the same message every second.
    private async Task RecordAsync(Channel channel, Delivery delivery, DateTimeOffset triedAt, TimeSpan took, DeliveryResult result, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                await outbox.RecordAsync(channel, delivery, triedAt, took, result);
                return;
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(LookWait, time, stopping);
            }
        }
    }

    private void Say(Channel channel, Delivery delivery, DeliveryResult result)
    {
        if (!result.IsDelivered)
        {
            Log.NotDelivered(logger, channel.Id, delivery.Id, delivery.Attempts + 1, result.Outcome, result.Status);
        }
        else if (delivery.Attempts > 0)
        {
            Log.DeliveredAfterAll(logger, channel.Id, delivery.Id, delivery.Attempts + 1);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(150, LogLevel.Error, "The outbox could not be looked at; it is tried again.")]
        public static partial void CouldNotTurn(ILogger logger, Exception exception);

        [LoggerMessage(151, LogLevel.Error, "Channel {Channel} could not be worked on; it is tried again.")]
        public static partial void CouldNotDeliver(ILogger logger, OpaqueId channel, Exception exception);

        [LoggerMessage(152, LogLevel.Warning, "Over channel {Channel} delivery {Delivery} failed, try {Attempt}: {Outcome} {Status}.")]
        public static partial void NotDelivered(ILogger logger, OpaqueId channel, long delivery, int attempt, string outcome, int? status);

        [LoggerMessage(153, LogLevel.Information, "Over channel {Channel} delivery {Delivery} succeeded after all, try {Attempt}.")]
        public static partial void DeliveredAfterAll(ILogger logger, OpaqueId channel, long delivery, int attempt);
    }
}
