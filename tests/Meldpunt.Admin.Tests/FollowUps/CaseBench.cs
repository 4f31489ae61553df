using Meldpunt.Admin.Access;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Messages;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Tests.FollowUps;

/// <summary>Two garages: Noord registered somebody, and a gate of Zuid meets them.</summary>
internal sealed class CaseBench : IAsyncDisposable
{
    public static readonly CallInput Spoken = new() { Result = "gesproken", Outcome = "bevestigd" };
    public static readonly CallInput NoAnswer = new() { Result = "geenGehoor" };
    public static readonly CallInput Confirmed = new() { Result = "gesproken" };
    public static readonly CallInput Disputed = new() { Result = "nietGesproken" };
    public static readonly AdviceInput Refuse = new() { Advice = "weigeren" };

    public TestRegister Register { get; } = TestRegister.Create();

    public Garage Noord { get; private set; } = null!;

    public Garage Zuid { get; private set; } = null!;

    public Entry Entry { get; private set; } = null!;

    public FollowUpDesk Desk => Register.Installation.FollowUpDesk;

    public static async Task<CaseBench> CreateAsync()
    {
        var bench = new CaseBench();
        bench.Noord = await bench.Register.JoinAsync("Noord");
        bench.Zuid = await bench.Register.JoinAsync("Zuid");
        bench.Entry = await bench.Register.RegisterAsync(bench.Noord, new Draft());
        await bench.FollowAsync();
        return bench;
    }

    /// <summary>Takes in what the log has, on an installation or on the first.</summary>
    public async Task FollowAsync(Installation? installation = null)
    {
        while (await (installation ?? Register.Installation).MatchFollower.TurnAsync())
        {
        }
    }

    /// <summary>A visitor matches, and nobody has looked at the log since.</summary>
    public Task<LoggedQuery> AskAsync(Garage garage, params OpaqueId[] matched) => Register.AppendAsync(garage, person: null, matched);

    /// <summary>A visitor at the gate of Zuid matches the entry of Noord: the case.</summary>
    public async Task<FollowUp> OpenAsync(Garage? asker = null, OpaqueId? entry = null)
    {
        var row = await AskAsync(asker ?? Zuid, entry ?? Entry.Id);
        await FollowAsync();
        return Assert.Single(Register.Installation.FollowUps.OfQuery(row.QueryId));
    }

    /// <summary>The case as it is now.</summary>
    public FollowUp Now(FollowUp one) => Register.Installation.FollowUps.FindAnyones(one.Id)!;

    public Task<FollowUpResult> CallAsync(Garage garage, FollowUp one, CallInput input, int? version = null) =>
        Desk.RecordCallAsync(garage.Desk, one.Id, input, version, []);

    public Task<FollowUpResult> AdviseAsync(Garage garage, FollowUp one, AdviceInput input, int? version = null) =>
        Desk.AdviseAsync(garage.Desk, one.Id, input, version, []);

    /// <summary>Lets time go by and says what waits.</summary>
    public async Task WaitAsync(TimeSpan time)
    {
        Register.Time.Advance(time);
        await Register.Installation.FollowUpClock.TurnAsync();
    }

    public async Task WithdrawAsync() =>
        Assert.True((await Register.Installation.Desk.WithdrawAsync(Noord.Desk, Entry.Id, "onterecht", version: null)).Succeeded);

    public Task LeaveAsync(Garage garage) => Register.Installation.Participants.LeaveAsync(Caller.CommandLine, garage.Participant.Id);

    /// <summary>What a desk was told about anything, in order.</summary>
    public IEnumerable<MessageKind> Told(Garage garage) => Told(garage.Participant.Id, locationId: null);

    /// <summary>What the gates of a garage were told.</summary>
    public IEnumerable<MessageKind> ToldAtGates(Garage garage) => Told(garage.Participant.Id, garage.Location.Id);

    public IEnumerable<MessageKind> ToldToConsortium() => Told(MessageStore.Consortium, locationId: null);

    /// <summary>The kinds of all acts about cases and chains, in order.</summary>
    public IEnumerable<string> Acts() => Register.Read<string>("SELECT text FROM administrative_act ORDER BY seq")
        .Select(text => Admin.Acts.Act.Parse(text).Kind).Where(kind => kind.StartsWith("opvolging.", StringComparison.Ordinal) || kind.StartsWith("keten.", StringComparison.Ordinal));

    public ValueTask DisposeAsync() => Register.DisposeAsync();

    private IEnumerable<MessageKind> Told(OpaqueId participant, OpaqueId? locationId) =>
        Register.Installation.Messages.After(participant, locationId, afterSeq: 0, count: 1_000).Select(message => message.Kind);
}
