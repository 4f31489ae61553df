using Meldpunt.Admin.Access;
using Meldpunt.Admin.Messages;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.Messages;

/// <summary>The outbox: order per channel, what is given up, and what is kept.</summary>
public sealed class OutboxStoreTests
{
    private static readonly DeliveryResult Refused = new(DeliveryOutcomes.Refused, 500);

    [Fact]
    public async Task One_waits_for_the_one_before_it_and_other_channels_do_not()
    {
        await using var register = TestRegister.Create();
        var garage = await register.JoinAsync();
        var (one, two) = (await AddAsync(register, garage.Desk, "Een"), await AddAsync(register, garage.Desk, "Twee"));
        await TellAsync(register, garage, MessageKind.Match, MessageKind.Call);
        var outbox = register.Installation.Outbox;

        var head = outbox.First(one.Id)!.Value.Delivery;
        await outbox.RecordAsync(one, head, register.Time.GetUtcNow(), TimeSpan.Zero, Refused);
        var other = outbox.First(two.Id)!.Value.Delivery;
        await outbox.RecordAsync(two, other, register.Time.GetUtcNow(), TimeSpan.Zero, DeliveryResult.Delivered(200));

        Assert.Equal((MessageKind.Match, 1), (outbox.First(one.Id)!.Value.Delivery.Kind, outbox.First(one.Id)!.Value.Delivery.Attempts));
        Assert.Equal(MessageKind.Call, outbox.First(two.Id)!.Value.Delivery.Kind);
        Assert.Equal([two.Id, one.Id], outbox.Waiting().Select(waiting => waiting.Channel.Id));
    }

    [Fact]
    public async Task What_is_refused_for_good_is_given_up_at_once_and_the_next_goes_on()
    {
        await using var register = TestRegister.Create();
        var garage = await register.JoinAsync();
        var channel = await AddAsync(register, garage.Desk);
        await TellAsync(register, garage, MessageKind.Match, MessageKind.Call);
        var outbox = register.Installation.Outbox;

        await outbox.RecordAsync(channel, outbox.First(channel.Id)!.Value.Delivery, register.Time.GetUtcNow(), TimeSpan.Zero, new DeliveryResult(DeliveryOutcomes.AddressRefused, 550));

        Assert.Equal(MessageKind.Call, outbox.First(channel.Id)!.Value.Delivery.Kind);
        Assert.Equal((1, 1), outbox.CountOf(channel.Id));
    }

    [Fact]
    public async Task A_channel_that_is_off_or_ended_gets_no_message_and_what_waited_is_not_wanted_when_it_ends()
    {
        await using var register = TestRegister.Create();
        var garage = await register.JoinAsync();
        var channel = await AddAsync(register, garage.Desk);
        await TellAsync(register, garage, MessageKind.Match);
        var (store, outbox) = (register.Installation.Channels, register.Installation.Outbox);

        await store.SwitchOffAsync(garage.Desk, channel.Id);
        await TellAsync(register, garage, MessageKind.Call);
        var whileOff = outbox.Waiting();
        await store.SwitchOnAsync(garage.Desk, channel.Id);
        var whenOn = outbox.First(channel.Id)!.Value.Delivery;
        await store.EndAsync(garage.Desk, channel.Id);

        Assert.Empty(whileOff);
        Assert.Equal(MessageKind.Match, whenOn.Kind);
        Assert.Equal([DeliveryState.NotWanted], outbox.List(channel.Id, beforeId: null, 9).Select(delivery => delivery.State));
    }

    [Fact]
    public async Task A_try_that_ends_after_its_channel_ended_changes_nothing()
    {
        await using var register = TestRegister.Create();
        var garage = await register.JoinAsync();
        var channel = await AddAsync(register, garage.Desk);
        await TellAsync(register, garage, MessageKind.Match);
        var outbox = register.Installation.Outbox;
        var head = outbox.First(channel.Id)!.Value.Delivery;

        await register.Installation.Channels.EndAsync(garage.Desk, channel.Id);
        await outbox.RecordAsync(channel, head, register.Time.GetUtcNow(), TimeSpan.Zero, new DeliveryResult(DeliveryOutcomes.Gone, 410));

        Assert.Equal(DeliveryState.NotWanted, outbox.List(channel.Id, beforeId: null, 1)[0].State);
        Assert.Null(register.Installation.Channels.Find(channel.ParticipantId, channel.Id)!.OffBecause);
    }

    [Fact]
    public async Task A_trial_goes_over_its_own_channel_alone_and_one_at_a_time()
    {
        await using var register = TestRegister.Create();
        var garage = await register.JoinAsync();
        var (one, two) = (await AddAsync(register, garage.Desk, "Een"), await AddAsync(register, garage.Desk, "Twee"));

        var first = await register.Installation.Channels.TryAsync(garage.Desk, one.Id);
        var second = await register.Installation.Channels.TryAsync(garage.Desk, one.Id);

        Assert.True(first.Succeeded);
        Assert.Equal(ChannelRefusals.TrialWaits, second.Faults.Single());
        Assert.Equal(MessageKind.Trial, register.Installation.Outbox.First(one.Id)!.Value.Delivery.Kind);
        Assert.Null(register.Installation.Outbox.First(two.Id));
    }

    [Fact]
    public async Task Tries_and_trials_are_erased_after_ninety_days_and_what_became_of_the_message_stays()
    {
        await using var register = TestRegister.Create();
        var garage = await register.JoinAsync();
        var channel = await AddAsync(register, garage.Desk);
        await TellAsync(register, garage, MessageKind.Match, MessageKind.Call);
        var outbox = register.Installation.Outbox;
        await outbox.RecordAsync(channel, outbox.First(channel.Id)!.Value.Delivery, register.Time.GetUtcNow(), TimeSpan.Zero, DeliveryResult.Delivered(200));
        var trial = await AddAsync(register, garage.Desk, "Proef");
        Assert.True((await register.Installation.Channels.TryAsync(garage.Desk, trial.Id)).Succeeded);
        await outbox.RecordAsync(trial, outbox.First(trial.Id)!.Value.Delivery, register.Time.GetUtcNow(), TimeSpan.Zero, DeliveryResult.Delivered(200));
        register.Time.Advance(TimeSpan.FromDays(90).Add(TimeSpan.FromMinutes(1)));
        await outbox.RecordAsync(channel, outbox.First(channel.Id)!.Value.Delivery, register.Time.GetUtcNow(), TimeSpan.Zero, DeliveryResult.Delivered(200));

        await outbox.EraseOldAttemptsAsync();

        var kept = outbox.List(channel.Id, beforeId: null, 9);
        Assert.Empty(outbox.List(trial.Id, beforeId: null, 9));
        Assert.Equal(2, register.Read<int>("SELECT count(*) FROM message").Single());
        Assert.Single(outbox.AttemptsOf(kept).SelectMany(group => group));
        Assert.All(kept, delivery => Assert.Equal(DeliveryState.Delivered, delivery.State));
    }

    [Fact]
    public async Task What_the_receiver_refuses_for_what_it_is_is_given_up_after_an_hour_and_the_next_goes_on()
    {
        await using var register = TestRegister.Create();
        var garage = await register.JoinAsync();
        var channel = await AddAsync(register, garage.Desk);
        await TellAsync(register, garage, MessageKind.Match, MessageKind.Call);
        var outbox = register.Installation.Outbox;

        await TryAsync(register, channel, new DeliveryResult(DeliveryOutcomes.Refused, 422), RetrySchedule.LeastRefusals);
        var withinTheHour = outbox.First(channel.Id)!.Value.Delivery.Kind;
        register.Time.Advance(TimeSpan.FromHours(1));
        await TryAsync(register, channel, new DeliveryResult(DeliveryOutcomes.Refused, 422));

        Assert.Equal((MessageKind.Match, MessageKind.Call), (withinTheHour, outbox.First(channel.Id)!.Value.Delivery.Kind));
        var given = outbox.List(channel.Id, beforeId: null, 9, DeliveryState.GivenUp).Single();
        Assert.Equal((MessageKind.Match, DeliveryOutcomes.Refused), (given.Kind, given.Trouble));
        Assert.True((await outbox.SendAgainAsync(garage.Desk, given.Id)).Succeeded);
    }

    [Theory]
    [InlineData(DeliveryOutcomes.Refused, 401)]
    [InlineData(DeliveryOutcomes.Refused, 403)]
    [InlineData(DeliveryOutcomes.Refused, 404)]
    [InlineData(DeliveryOutcomes.Refused, 408)]
    [InlineData(DeliveryOutcomes.Refused, 425)]
    [InlineData(DeliveryOutcomes.Refused, 500)]
    [InlineData(DeliveryOutcomes.Busy, 429)]
    [InlineData(DeliveryOutcomes.MailRefused, 451)]
    public async Task What_may_go_better_later_is_tried_for_three_days(string outcome, int status)
    {
        await using var register = TestRegister.Create();
        var garage = await register.JoinAsync();
        var channel = await AddAsync(register, garage.Desk);
        await TellAsync(register, garage, MessageKind.Match);
        var outbox = register.Installation.Outbox;

        register.Time.Advance(TimeSpan.FromDays(2));
        await TryAsync(register, channel, new DeliveryResult(outcome, status), RetrySchedule.LeastRefusals);
        var afterTwoDays = outbox.CountOf(channel.Id);
        register.Time.Advance(TimeSpan.FromDays(1));
        await TryAsync(register, channel, new DeliveryResult(outcome, status));

        Assert.Equal(((1, 0), (0, 1)), (afterTwoDays, outbox.CountOf(channel.Id)));
    }

    [Fact]
    public async Task The_first_refusal_after_a_long_silence_may_be_a_mistake()
    {
        await using var register = TestRegister.Create();
        var garage = await register.JoinAsync();
        var channel = await AddAsync(register, garage.Desk);
        await TellAsync(register, garage, MessageKind.Match);

        register.Time.Advance(TimeSpan.FromHours(5));
        await TryAsync(register, channel, new DeliveryResult(DeliveryOutcomes.Refused, 400));

        Assert.Equal((1, 0), register.Installation.Outbox.CountOf(channel.Id));
    }

    [Fact]
    public async Task What_a_clock_that_was_ahead_put_off_is_due_when_it_is_set_right()
    {
        await using var register = TestRegister.Create();
        var garage = await register.JoinAsync();
        var channel = await AddAsync(register, garage.Desk);
        register.Time.Advance(TimeSpan.FromDays(30));
        await TellAsync(register, garage, MessageKind.Match);
        await TryAsync(register, channel, Refused);

        register.Time.Advance(TimeSpan.FromDays(-30));

        Assert.True(register.Installation.Outbox.Waiting().Single().DueAt <= register.Time.GetUtcNow());
    }

    [Fact]
    public async Task By_a_clock_that_cannot_be_believed_nothing_is_given_up_for_its_age()
    {
        await using var register = TestRegister.Create();
        var garage = await register.JoinAsync();
        var channel = await AddAsync(register, garage.Desk);
        await TellAsync(register, garage, MessageKind.Match);
        var outbox = register.Installation.Outbox;

        register.Time.Advance(TimeSpan.FromDays(30));
        await outbox.RecordAsync(channel, outbox.First(channel.Id)!.Value.Delivery, register.Time.GetUtcNow(), TimeSpan.Zero, Refused, mayBeOver: false);

        Assert.Equal((1, 0), outbox.CountOf(channel.Id));
    }

    private static async Task TryAsync(TestRegister register, Channel channel, DeliveryResult result, int times = 1)
    {
        var outbox = register.Installation.Outbox;
        for (var time = 0; time < times; time++)
        {
            await outbox.RecordAsync(channel, outbox.First(channel.Id)!.Value.Delivery, register.Time.GetUtcNow(), TimeSpan.Zero, result);
        }
    }

    private static async Task<Channel> AddAsync(TestRegister register, Caller desk, string label = "Meldkamer") =>
        (await register.Installation.Channels.AddAsync(desk, new ChannelInput { Kind = "webhook", Label = label, Address = "https://meldkamer.voorbeeld.nl/" }, [], _ => null)).Made!.Channel;

    private static Task<bool> TellAsync(TestRegister register, Garage garage, params MessageKind[] kinds) => register.Installation.Writer.WriteAsync(connection =>
    {
        foreach (var kind in kinds)
        {
            MessageStore.Write(connection, new MessageDraft(garage.Participant.Id, kind), register.Time.GetUtcNow());
        }

        return true;
    });
}
