using System.Text;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Messages;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.Messages;

/// <summary>Channels: sealed, of their own desk only, and every change an act.</summary>
public sealed class ChannelStoreTests
{
    private const string Address = "https://meldkamer.voorbeeld.nl/kanarie";

    [Fact]
    public async Task Address_and_secret_stand_sealed_and_in_no_act_and_are_erased_when_the_channel_ends()
    {
        await using var register = TestRegister.Create();
        var garage = await register.JoinAsync();
        var made = await AddAsync(register, garage.Desk);
        var store = register.Installation.Channels;

        Assert.Equal(Address, store.Open(made.Channel).Address);
        Assert.Equal(made.Secret, WebhookSecret.ToText(store.Open(made.Channel).Secrets.Single()));
        Assert.DoesNotContain(Columns(register), column => Contains(column, "kanarie") || Contains(column, WebhookSecret.Parse(made.Secret!)));
        Assert.DoesNotContain(register.Read<string>("SELECT text FROM administrative_act"), text => text.Contains("kanarie", StringComparison.Ordinal) || text.Contains(made.Secret!, StringComparison.Ordinal));

        Assert.True((await store.EndAsync(garage.Desk, made.Channel.Id)).Succeeded);

        Assert.Equal((0, 1, 1), register.Read<(int, int, int)>("SELECT length(address), secret IS NULL, old_secret IS NULL FROM channel").Single());
        Assert.Equal([ActKinds.ChannelAdded, ActKinds.ChannelEnded], Kinds(register));
    }

    [Fact]
    public async Task A_box_of_one_channel_opens_in_no_other()
    {
        await using var register = TestRegister.Create();
        var garage = await register.JoinAsync();
        var one = await AddAsync(register, garage.Desk, "Een");
        var two = await AddAsync(register, garage.Desk, "Twee");
        await register.Installation.Writer.WriteAsync(connection => Dapper.SqlMapper.Execute(
            connection, "UPDATE channel SET secret = (SELECT secret FROM channel WHERE id = @One) WHERE id = @Two", new { One = one.Channel.Id, Two = two.Channel.Id }));

        Assert.Throws<System.Security.Cryptography.AuthenticationTagMismatchException>(() => register.Installation.Channels.Open(two.Channel));
    }

    [Fact]
    public async Task A_new_secret_signs_beside_the_old_one_for_a_day()
    {
        await using var register = TestRegister.Create();
        var garage = await register.JoinAsync();
        var store = register.Installation.Channels;
        var first = await AddAsync(register, garage.Desk);

        var second = (await store.RenewSecretAsync(garage.Desk, first.Channel.Id)).Made!;
        var during = Secrets(store, garage.Desk, second.Channel);
        var again = await store.RenewSecretAsync(garage.Desk, first.Channel.Id);
        register.Time.Advance(TimeSpan.FromHours(24));
        var after = Secrets(store, garage.Desk, second.Channel);

        Assert.Equal([second.Secret, first.Secret], during);
        Assert.Equal(ChannelRefusals.StillOverlaps, again.Faults.Single());
        Assert.Equal([second.Secret], after);
        Assert.Equal([ActKinds.ChannelAdded, ActKinds.ChannelChanged], Kinds(register));
    }

    [Fact]
    public async Task A_channel_of_another_is_not_there()
    {
        await using var register = TestRegister.Create();
        var garage = await register.JoinAsync();
        var other = await register.JoinAsync("Parkeergarage Zuid");
        var channel = (await AddAsync(register, garage.Desk)).Channel;
        var store = register.Installation.Channels;

        Assert.True((await store.EndAsync(other.Desk, channel.Id)).IsMissing);
        Assert.True((await store.RenewSecretAsync(other.Desk, channel.Id)).IsMissing);
        Assert.True((await store.SwitchOffAsync(other.Desk, channel.Id)).IsMissing);
        Assert.True((await store.TryAsync(other.Desk, channel.Id)).IsMissing);
        Assert.Empty(store.List(other.Participant.Id));
        Assert.Null(store.Find(other.Participant.Id, channel.Id)?.Label);
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once_and_ten_channels_are_the_most()
    {
        await using var register = TestRegister.Create();
        var garage = await register.JoinAsync();

        var wrong = await register.Installation.Channels.AddAsync(
            garage.Desk, new ChannelInput { Kind = "email", Label = new string('x', 41), Address = "niemand", Hours = "soms" }, [], _ => null);
        for (var number = 0; number < ChannelTerms.MaxChannels; number++)
        {
            await AddAsync(register, garage.Desk, $"Kanaal {number}");
        }

        var eleventh = await register.Installation.Channels.AddAsync(garage.Desk, new ChannelInput { Kind = "webhook", Label = "Elf", Address = Address }, [], _ => null);

        Assert.Equal(["kanaal-naam", "mailadres", "uren"], wrong.Faults.Select(fault => fault.Code));
        Assert.Equal(ChannelRefusals.TooMany, eleventh.Faults.Single());
    }

    [Theory]
    [InlineData("kamer@voorbeeld.nl", true)]
    [InlineData("meld.kamer+poort_1@post.voorbeeld.nl", true)]
    [InlineData("kamer@voorbeeld.nl\r\nBcc: x@y.nl", false)]
    [InlineData("kamer@voorbeeld.nl\n", false)]
    [InlineData("kamer%ander.nl@voorbeeld.nl", false)]
    [InlineData("ander.nl!kamer@voorbeeld.nl", false)]
    [InlineData("\"kamer x\"@voorbeeld.nl", false)]
    [InlineData("Kamer <kamer@voorbeeld.nl>", false)]
    [InlineData("kamer@voorbeeld.nl,ander@voorbeeld.nl", false)]
    [InlineData("kämer@voorbeeld.nl", false)]
    [InlineData("kamer@vöörbeeld.nl", false)]
    [InlineData("kamer@[127.0.0.1]", false)]
    [InlineData("kamer@localhost", false)]
    [InlineData(".kamer@voorbeeld.nl", false)]
    [InlineData("ka..mer@voorbeeld.nl", false)]
    [InlineData("@voorbeeld.nl", false)]
    [InlineData("kamer@", false)]
    [InlineData("", false)]
    public void An_address_of_mail_is_one_address_and_nothing_else(string address, bool isOne) => Assert.Equal(isOne, ChannelCheck.IsMailAddress(address));

    [Fact]
    public void A_very_long_address_is_none()
    {
        Assert.True(ChannelCheck.IsMailAddress(new string('a', 64) + "@voorbeeld.nl"));
        Assert.False(ChannelCheck.IsMailAddress(new string('a', 65) + "@voorbeeld.nl"));
        Assert.False(ChannelCheck.IsMailAddress("a@" + string.Concat(Enumerable.Repeat("voorbeeld.", 30)) + "nl"));
    }

    [Fact]
    public async Task Channels_of_a_participant_that_left_are_ended()
    {
        await using var register = TestRegister.Create();
        var garage = await register.JoinAsync();
        await AddAsync(register, garage.Desk);
        await register.Installation.Participants.LeaveAsync(Caller.CommandLine, garage.Participant.Id, handOver: false);

        await register.Installation.Channels.EndOfThoseWhoLeftAsync();

        Assert.Equal(1, register.Read<int>("SELECT count(*) FROM channel WHERE ended_at IS NOT NULL AND length(address) = 0").Single());
    }

    [Fact]
    public async Task The_secret_of_before_is_erased_when_its_day_is_over()
    {
        await using var register = TestRegister.Create();
        var garage = await register.JoinAsync();
        var store = register.Installation.Channels;
        var made = (await store.RenewSecretAsync(garage.Desk, (await AddAsync(register, garage.Desk)).Channel.Id)).Made!;
        await store.EraseOldSecretsAsync();
        var during = register.Read<int>("SELECT count(*) FROM channel WHERE old_secret IS NOT NULL").Single();
        register.Time.Advance(TimeSpan.FromHours(24));
        Assert.True(register.Installation.Traces.TryErase());

        await store.EraseOldSecretsAsync();

        Assert.Equal(1, during);
        Assert.Equal((1, 1), register.Read<(int, int)>("SELECT old_secret IS NULL, old_until IS NULL FROM channel").Single());
        Assert.True(register.Installation.Traces.MayRemain);
        Assert.Equal([made.Secret], Secrets(store, garage.Desk, made.Channel));
    }

    [Fact]
    public async Task What_an_ended_channel_held_does_not_stay_in_the_write_ahead_log()
    {
        await using var register = TestRegister.Create();
        var garage = await register.JoinAsync();
        var made = await AddAsync(register, garage.Desk);
        var box = register.Read<byte[]>("SELECT address FROM channel").Single();
        Assert.NotEmpty(FolderScan.FilesWith(register.Folder, box));

        await register.Installation.Channels.EndAsync(garage.Desk, made.Channel.Id);

        Assert.Empty(FolderScan.FilesWith(register.Folder, box));
        Assert.False(register.Installation.Traces.MayRemain);
    }

    [Fact]
    public async Task A_channel_that_does_not_open_is_there_and_can_be_ended()
    {
        await using var register = TestRegister.Create();
        var garage = await register.JoinAsync();
        var made = await AddAsync(register, garage.Desk);
        await register.Installation.Writer.WriteAsync(connection => Dapper.SqlMapper.Execute(connection, "UPDATE channel SET address = x'0102'"));
        var store = register.Installation.Channels;

        Assert.Null(store.TryOpen(made.Channel));
        Assert.Equal("Meldkamer", store.List(garage.Participant.Id).Single().Label);
        Assert.True((await store.EndAsync(garage.Desk, made.Channel.Id)).Succeeded);
        Assert.Empty(store.TryOpen(store.Find(garage.Participant.Id, made.Channel.Id)!)!.Address);
    }

    private static async Task<NewChannel> AddAsync(TestRegister register, Caller desk, string label = "Meldkamer")
    {
        var result = await register.Installation.Channels.AddAsync(desk, new ChannelInput { Kind = "webhook", Label = label, Address = Address }, [], _ => null);
        Assert.Empty(result.Faults);
        return result.Made!;
    }

    private static IEnumerable<string> Secrets(ChannelStore store, Caller desk, Channel channel) =>
        store.Open(store.Find(desk.Participant!.Id, channel.Id)!).Secrets.Select(secret => WebhookSecret.ToText(secret));

    private static IEnumerable<string> Kinds(TestRegister register) => register.Read<string>("SELECT text FROM administrative_act ORDER BY seq")
        .Select(text => Act.Parse(text).Kind).Where(kind => kind.StartsWith("kanaal.", StringComparison.Ordinal));

    private static IEnumerable<byte[]> Columns(TestRegister register) => register.Read<byte[]>("SELECT address FROM channel UNION ALL SELECT secret FROM channel");

    private static bool Contains(byte[] column, string text) => Contains(column, Encoding.UTF8.GetBytes(text));

    private static bool Contains(byte[] column, byte[] bytes) => column.AsSpan().IndexOf(bytes) >= 0;
}
