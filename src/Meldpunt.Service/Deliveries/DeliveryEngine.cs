using System.Collections.Concurrent;
using System.Threading.Channels;
using Meldpunt.Admin.Calendar;
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
    OutboxStore outbox, ChannelStore channels, MessageBell bell, WebhookSender webhooks, MailSender mail, ClockWatch clock, TimeProvider time, ILogger<DeliveryEngine> logger) : BackgroundService
{
    /// <summary>Channels that are busy at once: a mail server counts connections, and one that hangs takes no place of a webhook.</summary>
    public const int MaxWebhooks = 64;
    public const int MaxMails = 8;

    /// <summary>Of these, those of one participant: who has slow ones waits for its own.</summary>
    public const int MaxOfOne = 4;

    /// <summary>How long a channel keeps its place: after the try in which that is over, all others go first.</summary>
    public static readonly TimeSpan MaxTurn = TimeSpan.FromSeconds(15);

    // A channel that cannot be worked on is looked at about every minute.
    private const int MostDoublings = 6;

    private static readonly TimeSpan LookWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeastWait = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan HouseWait = TimeSpan.FromHours(1);

    // How often in a row a channel could not be worked on, and when that last was, on the timer that nobody can set.
    private readonly ConcurrentDictionary<OpaqueId, (int Count, long At)> _failures = new();

    // Only touched by the loop. Of what waits: when a channel last gave up its place.
    private readonly Dictionary<OpaqueId, (Channel Channel, Task Task)> _busy = [];
    private readonly Dictionary<OpaqueId, long> _left = [];
    private long? _keptHouseAt;
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
                _left[id] = time.GetTimestamp();
            }

            var (now, next) = (time.GetUtcNow(), LookWait);
            foreach (var (channel, due) in Waiting())
            {
                var opens = ChannelHours.Of(channel.Hours).NextOpen(due > now ? due : now);
                if (opens > now)
                {
                    next = opens - now < next ? opens - now : next;
                }
                else if (HasPlace(channel))
                {
                    _busy[channel.Id] = (channel, Task.Run(() => DeliverAsync(channel.Id, stopping), CancellationToken.None));
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

    // Whoever had no place yet goes first, then who gave up theirs longest ago.
    private List<(Channel Channel, DateTimeOffset DueAt)> Waiting()
    {
        var waiting = outbox.Waiting();
        foreach (var id in _left.Keys.Except(waiting.Select(one => one.Channel.Id)).ToList())
        {
            _left.Remove(id);
            _failures.TryRemove(id, out _);
        }

        return [.. waiting.Where(one => !_busy.ContainsKey(one.Channel.Id) && !Rests(one.Channel.Id)).OrderBy(one => _left.GetValueOrDefault(one.Channel.Id, long.MinValue))];
    }

    private bool HasPlace(Channel channel)
    {
        var alike = _busy.Values.Where(busy => busy.Channel.Kind == channel.Kind).ToList();
        return alike.Count < (channel.Kind == ChannelKind.Mail ? MaxMails : MaxWebhooks)
            && alike.Count(busy => busy.Channel.ParticipantId == channel.ParticipantId) < MaxOfOne;
    }

    // It keeps no place meanwhile.
    private bool Rests(OpaqueId id) => _failures.TryGetValue(id, out var failed) && time.GetElapsedTime(failed.At) < LookWait * Math.Pow(2, failed.Count);

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
        // What is erased is gone, and by the clock it is decided.
        if ((_keptHouseAt is not { } last || time.GetElapsedTime(last) >= HouseWait) && clock.Look() == ClockTrouble.None)
        {
            await channels.EndOfThoseWhoLeftAsync();
            await channels.EraseOldSecretsAsync();
            await outbox.EraseOldAttemptsAsync();
            _keptHouseAt = time.GetTimestamp();
        }
    }

    // What can go over one channel now, until its turn is over. Never throws.
    private async Task DeliverAsync(OpaqueId channelId, CancellationToken stopping)
    {
        try
        {
            var began = time.GetTimestamp();
            while (!stopping.IsCancellationRequested && time.GetElapsedTime(began) < MaxTurn)
            {
                if (outbox.First(channelId) is not var (channel, delivery)
                    || RetrySchedule.DueAt(delivery.DueAt, time.GetUtcNow()) > time.GetUtcNow() || !ChannelHours.Of(channel.Hours).IsOpenAt(time.GetUtcNow()))
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
            _failures.AddOrUpdate(channelId, _ => (0, time.GetTimestamp()), (_, before) => (Math.Min(before.Count + 1, MostDoublings), time.GetTimestamp()));
        }
        finally
        {
            _done.Writer.TryWrite(true);
        }
    }

    private async Task DeliverAsync(Channel channel, Delivery delivery, CancellationToken stopping)
    {
        Reached?.Invoke(FollowUpStep.BeforeSending);
        var (triedAt, began) = (time.GetUtcNow(), time.GetTimestamp());
        var result = channels.TryOpen(channel) is not { } open ? new DeliveryResult(DeliveryOutcomes.ChannelUnreadable)
            : channel.Kind == ChannelKind.Mail ? await mail.SendAsync(open, delivery, stopping)
            : await webhooks.SendAsync(open, delivery, stopping);
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
                await outbox.RecordAsync(channel, delivery, triedAt, took, result, mayBeOver: clock.Look() == ClockTrouble.None);
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
