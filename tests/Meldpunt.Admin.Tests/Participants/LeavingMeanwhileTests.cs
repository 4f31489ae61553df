using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Admin.Tests.Unidentified;

namespace Meldpunt.Admin.Tests.Participants;

/// <summary>Article 7.2 for what was under way when a garage went, and for what came late.</summary>
public sealed class LeavingMeanwhileTests : IAsyncDisposable
{
    private readonly UnidentifiedBench _bench = new();

    private TestRegister Register => _bench.Register;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task What_is_under_way_when_its_garage_leaves_is_not_made()
    {
        var noord = await Register.JoinAsync();
        await LeaveAndEraseAsync(noord);

        await Assert.ThrowsAsync<TakesNoPartException>(() => Register.TryRegisterAsync(noord, new Draft()));
        await Assert.ThrowsAsync<TakesNoPartException>(() => _bench.Desk.RegisterAsync(noord.Desk, UnidentifiedBench.Input(), [UnidentifiedBench.Picture()], []));
        await Assert.ThrowsAsync<TakesNoPartException>(() => Register.Installation.Drafts.BeginAsync(noord.Desk, Typed()));

        Assert.Equal([0], Register.Read<int>("SELECT (SELECT count(*) FROM entry) + (SELECT count(*) FROM unidentified) + (SELECT count(*) FROM draft)"));
        Assert.Empty(Register.Acts("registratie.geregistreerd"));
    }

    [Fact]
    public async Task A_trespass_under_way_when_the_garage_that_found_it_leaves_is_not_added()
    {
        var noord = await Register.JoinAsync("Noord");
        var zuid = await Register.JoinAsync("Zuid");
        var ban = await Register.RegisterAsync(noord, Draft.BanForReportedCrime());
        var look = await Register.Installation.Registrar.LookAsync(zuid.Desk, new Draft().Person(), incident: null);
        await LeaveAndEraseAsync(zuid);

        var input = new IncidentInput { Kind = "huisvredebreuk", Day = TestDays.Text(TestDays.Today), QueryId = look.QueryId.ToString() };
        await Assert.ThrowsAsync<TakesNoPartException>(() => Register.Installation.Desk.AddIncidentAsync(zuid.Desk, ban.Id, input, version: null, []));

        Assert.Single(Register.Entry(noord, ban).Incidents);
    }

    [Fact]
    public async Task What_came_after_its_garage_was_erased_goes_in_the_next_round_and_what_is_to_be_handed_over_stays()
    {
        var noord = await Register.JoinAsync("Noord");
        var zuid = await Register.JoinAsync("Zuid");
        var west = await Register.JoinAsync("West");
        await Register.RegisterAsync(zuid, new Draft());
        await Register.RegisterAsync(west, new Draft { Surname = "Blijveling" });
        await LeaveAndEraseAsync(noord);
        await Register.Installation.Participants.LeaveAsync(Caller.CommandLine, west.Participant.Id, handOver: true);
        await Register.Installation.Writer.WriteAsync(connection => connection.Execute(
            "UPDATE entry SET participant_id = @Late WHERE participant_id = @From", new { Late = noord.Participant.Id, From = zuid.Participant.Id }));

        Assert.Equal(1, await Register.Installation.Erasure.RunAsync());

        Assert.Equal([west.Participant.Id.ToByteArray()], Register.Read<byte[]>("SELECT participant_id FROM entry WHERE length(wrapped_key) > 0"));
        Assert.Equal(["0", "1"], Register.Acts("deelnemer.gegevensGewist").Select(act => act.Details["registraties"]));
        Assert.Equal(0, await Register.Installation.Erasure.RunAsync());
    }

    [Fact]
    public async Task The_reason_for_lifting_a_restriction_goes_too()
    {
        var noord = await Register.JoinAsync();
        var entry = await Register.RegisterAsync(noord, new Draft());
        await Register.Installation.Desk.RestrictAsync(noord.Desk, entry.Id, "Bezwaar.", version: null);
        await Register.Installation.Desk.LiftAsync(noord.Desk, entry.Id, "Ongegrond.", version: null);
        Assert.Single(Register.Read<byte[]>("SELECT id FROM entry WHERE lift_reason IS NOT NULL"));

        await LeaveAndEraseAsync(noord);

        Assert.Empty(Register.Read<byte[]>("SELECT id FROM entry WHERE lift_reason IS NOT NULL"));
    }

    [Fact]
    public async Task An_entry_that_is_over_is_not_handed_over()
    {
        var noord = await Register.JoinAsync();
        await Register.RegisterAsync(noord, new Draft { LastDay = TestDays.Text(TestDays.Today.AddDays(3)) });
        var runs = await Register.RegisterAsync(noord, new Draft { Surname = "Blijveling" });
        var left = await Register.Installation.Participants.LeaveAsync(Caller.CommandLine, noord.Participant.Id, handOver: true);
        Assert.Equal(2, Register.Installation.Erasure.Kept(left).Count);

        Register.Time.Set(TestDays.At(TestDays.Today.AddDays(4), hour: 12));

        Assert.Equal(runs.Id, Assert.Single(Register.Installation.Erasure.Kept(left)).Id);
    }

    [Fact]
    public void Who_left_before_there_was_erasing_is_erased_after_the_update_and_who_takes_part_is_not()
    {
        using var folder = new TempFolder();
        var database = new SqliteDatabase(folder.Path);
        OldDatabase.MakeSecondVersion(database);
        using var connection = database.Open();
        connection.Execute(
            """
            INSERT INTO participant (id, name, desk_phone, joined_on, left_on)
            VALUES (zeroblob(16), 'Weg', '020 555', '2026-01-01', '2026-06-30'), (randomblob(16), 'Blijft', '020 555', '2026-01-01', NULL)
            """);

        SqliteScripts.Apply(database);

        Assert.Equal(["2026-06-30"], connection.Query<string>("SELECT erase_on FROM participant WHERE name = 'Weg'"));
        Assert.Equal([null], connection.Query<string?>("SELECT erase_on FROM participant WHERE name = 'Blijft'"));
    }

    private async Task LeaveAndEraseAsync(Garage garage)
    {
        await Register.Installation.Participants.LeaveAsync(Caller.CommandLine, garage.Participant.Id);
        await Register.Installation.Erasure.RunAsync();
    }

    private static Dictionary<string, string> Typed() => new(StringComparer.Ordinal)
    {
        [RegistrationFields.Person + "." + PersonFields.Surname] = "Zonderveld",
    };
}
