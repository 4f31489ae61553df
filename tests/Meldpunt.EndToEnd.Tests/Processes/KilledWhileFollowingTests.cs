using System.Net;
using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Messages;
using Meldpunt.Admin.Participants;
using Meldpunt.Service.Tests.Deliveries;
using Meldpunt.Tests;

namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary>kill -9 between every two steps from a match to what was delivered: after a new start each case is there once, and each desk was told at least once.</summary>
public sealed class KilledWhileFollowingTests
{
    private const int Killed = 137;
    private const string Loopback = "127.0.0.0/8";

    public static TheoryData<string> Steps => [.. Enum.GetNames<FollowUpStep>(), StartupHook.BeforeCommit, StartupHook.AfterCommit];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Killed_at_any_step_each_case_is_there_once_and_each_desk_hears_of_it(string step)
    {
        await using var receiver = new WebhookReceiver();
        using var served = await ServedFolder.CreateAsync();
        await AddOtherGarageAsync(served, receiver.Address);

        using (var dying = new ServingProcess(MeldpuntProcess.StartHooked(step, Serve(served)), served.Token))
        {
            await dying.ListensAsync();
            using var compiled = await dying.AskAsync(ServedFolder.Unknown);
            await AskAsync(dying, step);

            Assert.Equal(Killed, await dying.Process.WaitForExitAsync());
        }

        using (var again = new ServingProcess(MeldpuntProcess.Start(Serve(served)), served.Token))
        {
            await again.ListensAsync();
            await Until.TrueAsync(() => receiver.Received.Select(one => one.Id).Distinct(StringComparer.Ordinal).Count() == 2 && AreAllDelivered(served));
            Assert.True(await again.IsWellAsync());
        }

        await AssertOnceAsync(served, receiver);
    }

    // The answer waits for nothing that comes after it. At the first step it may be on its way: the row is durable, and a tenth of a second is soon over on a busy machine.
    private static async Task AskAsync(ServingProcess dying, string step)
    {
        try
        {
            using var answer = await dying.AskAsync(ServedFolder.Known);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        }
        catch (HttpRequestException) when (step is nameof(FollowUpStep.BeforeCases) or StartupHook.BeforeCommit)
        {
            // Nobody was answered, and the row stands: it has its case.
        }
    }

    private static string[] Serve(ServedFolder served) => ["serve", "--data", served.Path, "--port", "0", "--webhook-netwerk", Loopback];

    // The gate of the one asks about somebody whom the other registered; both desks have a system that is told.
    private static async Task AddOtherGarageAsync(ServedFolder served, string address)
    {
        await using var house = Installation.Open(served.Path, keyFile: null, TimeProvider.System);
        var lion = house.Directory.Participants.Single();
        var harbour = await house.SettleAsync("Haven", "+31 20 555 0102", ["Noord"]);
        house.Directory.Refresh();
        await house.Writer.WriteAsync(connection => connection.Execute("UPDATE entry SET participant_id = @Id", new { harbour.Id }));
        foreach (var garage in new[] { lion, harbour })
        {
            var result = await house.Channels.AddAsync(DeskOf(garage), new ChannelInput { Kind = "webhook", Label = "systeem", Address = address }, [], _ => null);
            Assert.Empty(result.Faults);
        }
    }

    private static Caller DeskOf(Participant garage) => new() { AccountId = garage.Id, UserName = "veiligheid", Role = Role.Security, Participant = garage };

    private static bool AreAllDelivered(ServedFolder served) => Read<int>(served, "SELECT count(*) FROM delivery WHERE state <> 2") is [0];

    private static List<T> Read<T>(ServedFolder served, string sql)
    {
        using var connection = new Meldpunt.Admin.Storage.Sqlite.SqliteDatabase(served.Path).Open();
        return connection.Query<T>(sql).AsList();
    }

    // The new start has another port, and so have its links.
    private static string WithoutPort(ReceivedWebhook one) =>
        one.Body.Replace(new Uri(one.Field("dataref")!).GetLeftPart(UriPartial.Authority), string.Empty, StringComparison.Ordinal);

    private static async Task AssertOnceAsync(ServedFolder served, WebhookReceiver receiver)
    {
        await using var house = Installation.Open(served.Path, keyFile: null, TimeProvider.System);
        Assert.Equal([(1, 2, 2)], Read<(int, int, int)>(served, "SELECT (SELECT count(*) FROM follow_up), (SELECT count(*) FROM message), (SELECT count(*) FROM delivery)"));
        var told = house.Directory.Participants.Select(garage => Assert.Single(house.Messages.After(garage.Id, locationId: null, afterSeq: 0, count: 10)));
        Assert.Equal(told.Select(message => message.Id.ToString()).Order(StringComparer.Ordinal), receiver.Received.Select(one => one.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(receiver.Received.GroupBy(one => one.Id, StringComparer.Ordinal), again => Assert.Single(again.Select(WithoutPort).Distinct(StringComparer.Ordinal)));
        Assert.InRange(receiver.Received.Count, 2, 4);
    }
}
