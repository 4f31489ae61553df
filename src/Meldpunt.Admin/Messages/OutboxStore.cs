using System.Security.Cryptography;
using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Messages;

/// <summary>
/// What is on its way over channels (ADR 0031): written with the messages themselves, taken one by one per channel in their order, and kept when it was delivered or given up. Whoever takes one and
/// ends before writing down what became of it leaves it waiting. Safe to use from many threads.
/// </summary>
public sealed class OutboxStore(SqliteDatabase database, StoreWriter writer, ChannelStore channels, MessageBell bell, TimeProvider time)
{
    /// <summary>How long tries are kept.</summary>
    public static readonly TimeSpan KeepAttempts = TimeSpan.FromDays(90);

    // Visitors share the writer.
    private const int ErasedAtOnce = 500;
    private const int ChanceSteps = 1_000;

    private const string Deliveries =
        """
        SELECT delivery.id, delivery.message_seq, delivery.channel_id, delivery.state, delivery.attempts, delivery.due_at, delivery.since_at, delivery.ended_at, delivery.trouble,
            message.id AS message_id, message.kind, message.follow_up_id, message.change, message.made_at, follow_up.match_year, follow_up.match_number
        FROM delivery JOIN message ON message.seq = delivery.message_seq LEFT JOIN follow_up ON follow_up.id = message.follow_up_id
        """;

    /// <summary>Of every channel that works and over which something waits: the channel, and from when the first that waits may be tried.</summary>
    public IReadOnlyList<(Channel Channel, DateTimeOffset DueAt)> Waiting()
    {
        using var connection = database.Open();
        var due = connection.Query<(OpaqueId ChannelId, DateTimeOffset DueAt)>(
            $"""
            SELECT channel.id, delivery.due_at FROM channel
            JOIN delivery ON delivery.id = (SELECT min(id) FROM delivery WHERE channel_id = channel.id AND state = 1)
            WHERE channel.ended_at IS NULL AND channel.off_because IS NULL
                AND (channel.participant_id = @Consortium OR channel.participant_id IN (SELECT id FROM participant WHERE {TakingPart.Condition}))
            ORDER BY delivery.due_at
            """,
            new { MessageStore.Consortium, today = DutchCalendar.Today(time) }).AsList();
        var now = time.GetUtcNow();
        return [.. due.Select(one => (Working(connection, one.ChannelId)!, RetrySchedule.DueAt(one.DueAt, now))).Where(one => one.Item1 is not null)];
    }

    /// <summary>The first that waits over a channel, with that channel; null when nothing does, or the channel does not work any more.</summary>
    public (Channel Channel, Delivery Delivery)? First(OpaqueId channelId)
    {
        using var connection = database.Open();
        return Working(connection, channelId) is { } channel
            && connection.QuerySingleOrDefault<Delivery>(
                $"{Deliveries} WHERE delivery.id = (SELECT min(id) FROM delivery WHERE channel_id = @channelId AND state = 1)", new { channelId }) is { } delivery
                ? (channel, delivery)
                : null;
    }

    /// <summary>Writes down what became of a try: delivered, tried again later, or given up. Completes when that is durable.</summary>
    /// <param name="channel">Over which channel.</param>
    /// <param name="delivery">What.</param>
    /// <param name="triedAt">When.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="result">What became of it.</param>
    /// <param name="mayBeOver">False while the clock cannot be believed: by such a clock nothing is given up for its age.</param>
    public Task RecordAsync(Channel channel, Delivery delivery, DateTimeOffset triedAt, TimeSpan took, DeliveryResult result, bool mayBeOver = true)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(result);
        var chance = (double)RandomNumberGenerator.GetInt32(ChanceSteps) / ChanceSteps;
        return writer.WriteAsync(connection =>
        {
            connection.Execute(
                "INSERT INTO delivery_attempt (delivery_id, tried_at, outcome, status, milliseconds) SELECT id, @triedAt, @Outcome, @Status, @Milliseconds FROM delivery WHERE id = @Id",
                new { delivery.Id, triedAt, result.Outcome, result.Status, Milliseconds = (int)Math.Min(took.TotalMilliseconds, int.MaxValue) });
            Settle(connection, channel, delivery, result, chance, mayBeOver);
            return true;
        });
    }

    /// <summary>What went over a channel, the newest first, before an id.</summary>
    public IReadOnlyList<Delivery> List(OpaqueId channelId, long? beforeId, int count, DeliveryState? state = null)
    {
        using var connection = database.Open();
        return connection.Query<Delivery>(
            $"{Deliveries} WHERE delivery.channel_id = @channelId AND delivery.id < @before AND (@state IS NULL OR delivery.state = @state) ORDER BY delivery.id DESC LIMIT @count",
            new { channelId, before = beforeId ?? long.MaxValue, count, state }).AsList();
    }

    /// <summary>Every kept try of these, in order.</summary>
    public ILookup<long, DeliveryAttempt> AttemptsOf(IEnumerable<Delivery> deliveries)
    {
        using var connection = database.Open();
        return connection.Query<DeliveryAttempt>(
            "SELECT * FROM delivery_attempt WHERE delivery_id IN @ids ORDER BY tried_at, rowid", new { ids = deliveries.Select(delivery => delivery.Id).ToList() })
            .ToLookup(attempt => attempt.DeliveryId);
    }

    /// <summary>How many wait over a channel, and how many were given up.</summary>
    public (int Waiting, int GivenUp) CountOf(OpaqueId channelId)
    {
        using var connection = database.Open();
        return connection.QuerySingle<(int, int)>(
            "SELECT (SELECT count(*) FROM delivery WHERE channel_id = @channelId AND state = 1), (SELECT count(*) FROM delivery WHERE channel_id = @channelId AND state = 3)",
            new { channelId });
    }

    /// <summary>One that was given up is tried again, as if it were new.</summary>
    public async Task<DeliveryRetry> SendAgainAsync(Caller caller, long id)
    {
        var owner = ChannelStore.OwnerOf(caller);
        var result = await writer.WriteAsync(connection =>
        {
            if (connection.QuerySingleOrDefault<Delivery>($"{Deliveries} WHERE delivery.id = @id", new { id }) is not { } delivery
                || ChannelStore.Find(connection, owner, delivery.ChannelId) is not { } channel)
            {
                return DeliveryRetry.Missing;
            }

            if (channel is not { EndedAt: null, OffBecause: null } || delivery.State != DeliveryState.GivenUp)
            {
                return DeliveryRetry.Refused(
                    channel.EndedAt is not null ? ChannelRefusals.Ended : channel.OffBecause is not null ? ChannelRefusals.IsOff : ChannelRefusals.NotGivenUp);
            }

            connection.Execute(
                "UPDATE delivery SET state = 1, attempts = 0, due_at = @Now, since_at = @Now, ended_at = NULL WHERE id = @id", new { Now = time.GetUtcNow(), id });
            return DeliveryRetry.Of(connection.QuerySingle<Delivery>($"{Deliveries} WHERE delivery.id = @id", new { id }));
        }).ConfigureAwait(false);
        bell.Ring(owner);
        return result;
    }

    /// <summary>Erases tries whose time is over, and trials with theirs, some at a time. Completes when that is durable.</summary>
    public async Task EraseOldAttemptsAsync()
    {
        var before = time.GetUtcNow() - KeepAttempts;
        while (HasOld(before))
        {
            await writer.WriteAsync(connection => connection.Execute(
                """
                DELETE FROM delivery_attempt WHERE rowid IN (SELECT rowid FROM delivery_attempt WHERE tried_at < @before LIMIT @ErasedAtOnce);
                CREATE TEMP TABLE old_trial AS
                    SELECT seq FROM message WHERE kind = @Trial AND made_at < @before AND NOT EXISTS (SELECT 1 FROM delivery WHERE message_seq = seq AND state = 1) LIMIT @ErasedAtOnce;
                DELETE FROM delivery_attempt WHERE delivery_id IN (SELECT id FROM delivery WHERE message_seq IN (SELECT seq FROM old_trial));
                DELETE FROM delivery WHERE message_seq IN (SELECT seq FROM old_trial);
                DELETE FROM message WHERE seq IN (SELECT seq FROM old_trial);
                DROP TABLE old_trial;
                """,
                new { before, ErasedAtOnce, MessageKind.Trial })).ConfigureAwait(false);
        }
    }

    private bool HasOld(DateTimeOffset before)
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM delivery_attempt WHERE tried_at < @before)
                OR EXISTS (SELECT 1 FROM message WHERE kind = @Trial AND made_at < @before AND NOT EXISTS (SELECT 1 FROM delivery WHERE message_seq = seq AND state = 1))
            """,
            new { before, MessageKind.Trial });
    }

    private static Channel? Working(SqliteConnection connection, OpaqueId id) => connection.QuerySingleOrDefault<Channel>(
        $"SELECT {ChannelStore.Columns} FROM channel WHERE id = @id AND ended_at IS NULL AND off_because IS NULL", new { id });

    // Its channel may have ended meanwhile: then it is not wanted any more, whatever became of the try.
    private void Settle(SqliteConnection connection, Channel channel, Delivery delivery, DeliveryResult result, double chance, bool mayBeOver)
    {
        var now = time.GetUtcNow();
        var attempts = delivery.Attempts + 1;
        var hours = ChannelHours.Of(channel.Hours);
        var isOver = result.IsForGood || (mayBeOver
            && (RetrySchedule.IsOver(delivery.SinceAt, hours, now) || (result.IsAboutTheMessage && RetrySchedule.IsRefusedForGood(attempts, delivery.SinceAt, hours, now))));
        var state = result.IsDelivered ? DeliveryState.Delivered : isOver && !result.IsGone ? DeliveryState.GivenUp : DeliveryState.Waits;
        connection.Execute(
            "UPDATE delivery SET state = @state, attempts = @attempts, due_at = @DueAt, ended_at = @EndedAt, trouble = @Trouble WHERE id = @Id AND state = 1",
            new
            {
                delivery.Id,
                state,
                attempts,
                DueAt = now + RetrySchedule.WaitAfter(attempts, result.RetryAfter, chance),
                EndedAt = state == DeliveryState.Waits ? (DateTimeOffset?)null : now,
                Trouble = result.IsDelivered ? null : result.Outcome,
            });
        if (result.IsGone && Working(connection, channel.Id) is { } working)
        {
            channels.SwitchOff(connection, Caller.Program, working, ChannelTerms.OffBecauseGone);
        }
    }
}
