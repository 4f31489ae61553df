using System.Net;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Messages;
using Meldpunt.Admin.Participants;
using Meldpunt.Service.Deliveries;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Deliveries;

/// <summary>A house whose operator allows webhooks on this machine, with two desks.</summary>
internal sealed class DeliveryHouse : IAsyncDisposable
{
    private DeliveryHouse(DeliveryOptions? options)
    {
        House = new TestHouse { Deliveries = options ?? new DeliveryOptions { Networks = [IPNetwork.Parse("127.0.0.0/8")] } };
    }

    public TestHouse House { get; }

    public DeliveryEngine Engine => House.Part<DeliveryEngine>();

    public OutboxStore Outbox => House.Installation.Outbox;

    public Caller Desk => CallerOf("veiligheid");

    public Caller OtherDesk => CallerOf("veiligheid-haven");

    public static async Task<DeliveryHouse> OpenAsync(DeliveryOptions? options = null)
    {
        var house = new DeliveryHouse(options);
        await house.House.InitializeAsync();
        return house;
    }

    public Caller CallerOf(string userName) => House.Installation.Directory.FindByToken(House.Tokens[userName])!;

    /// <summary>A channel of a desk; fails the test when it is refused.</summary>
    public async Task<NewChannel> AddAsync(string kind, string address, Caller? desk = null, string? hours = null, string? label = null)
    {
        var result = await House.Installation.Channels.AddAsync(
            desk ?? Desk, new ChannelInput { Kind = kind, Label = label ?? address[^Math.Min(address.Length, 40)..], Address = address, Hours = hours }, [], _ => null);
        Assert.Empty(result.Faults);
        return result.Made!;
    }

    /// <summary>Messages to a desk, as a case would write them.</summary>
    public async Task<IReadOnlyList<Message>> TellAsync(Participant participant, params MessageKind[] kinds)
    {
        var messages = await House.Installation.Writer.WriteAsync(connection => kinds
            .Select(kind => MessageStore.Write(connection, new MessageDraft(participant.Id, kind), House.Time.GetUtcNow())).ToList());
        House.Installation.Bell.Ring(participant.Id);
        return messages;
    }

    public Delivery Newest(Channel channel) => Outbox.List(channel.Id, beforeId: null, 1)[0];

    public async Task<Delivery> WaitForAsync(Channel channel, Func<Delivery, bool> condition)
    {
        await Until.TrueAsync(() => Outbox.List(channel.Id, beforeId: null, 1) is [var newest] && condition(newest));
        return Newest(channel);
    }

    /// <summary>What became of the last try over a channel.</summary>
    public async Task<DeliveryAttempt> AttemptAsync(Channel channel, int number = 1)
    {
        DeliveryAttempt[] attempts = [];
        await Until.TrueAsync(() =>
        {
            attempts = [.. Outbox.AttemptsOf(Outbox.List(channel.Id, beforeId: null, 1)).SelectMany(group => group)];
            return attempts.Length >= number;
        });
        return attempts[number - 1];
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();
}
