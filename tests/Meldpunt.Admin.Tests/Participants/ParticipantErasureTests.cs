using Meldpunt.Admin.Access;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.Participants;

/// <summary>Article 7.2: what a garage that goes leaves behind is erased, at once or when it was time to hand it over.</summary>
public sealed class ParticipantErasureTests : IAsyncDisposable
{
    private const string Sealed = """
        SELECT id FROM entry WHERE length(wrapped_key) + length(surname) + length(prefix) + length(first_names) + length(birth_date) + length(birthplace)
            + length(address) + length(postcode) + length(file_reference) + length(weighing) + length(notice_reason) > 0
            OR restriction_reason IS NOT NULL OR weighing_of_age IS NOT NULL OR correction_reason IS NOT NULL
        """;

    private readonly TestRegister _register = TestRegister.Create();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task The_columns_of_its_entries_hold_nothing_any_more_and_those_of_others_hold_all()
    {
        var noord = await _register.JoinAsync("Noord");
        var zuid = await _register.JoinAsync("Zuid");
        for (var number = 0; number < 3; number++)
        {
            await _register.RegisterAsync(noord, new Draft { FirstNames = $"Anna{new string('b', number)}" });
        }

        var stays = await _register.RegisterAsync(zuid, new Draft { Surname = "Blijveling" });
        await _register.Installation.Participants.LeaveAsync(Caller.CommandLine, noord.Participant.Id);

        Assert.Equal(1, await _register.Installation.Erasure.RunAsync());

        Assert.Equal([stays.Id.ToByteArray()], _register.Read<byte[]>(Sealed));
        Assert.Equal(3, _register.Read<int>("SELECT count(*) FROM entry WHERE state = 4")[0]);
        var last = _register.Installation.ActReader.List(noord.Participant.Id, subjectId: null, beforeSeq: null, count: 1)[0].Act;
        Assert.Equal(("deelnemer.gegevensGewist", "3"), (last.Kind, last.Details["registraties"]));
        Assert.Equal(0, await _register.Installation.Erasure.RunAsync());
    }

    [Fact]
    public async Task What_is_to_be_handed_over_is_kept_thirty_days_and_can_be_read_by_the_operator_alone()
    {
        var noord = await _register.JoinAsync("Noord");
        var entry = await _register.RegisterAsync(noord, new Draft());
        var left = await _register.Installation.Participants.LeaveAsync(Caller.CommandLine, noord.Participant.Id, handOver: true);

        _register.Time.Set(TestDays.At(TestDays.Today.AddDays(30), hour: 0).AddMilliseconds(-1));
        Assert.Equal(0, await _register.Installation.Erasure.RunAsync());
        Assert.Equal(entry.Id, Assert.Single(_register.Installation.Erasure.Kept(left)).Id);
        Assert.Null(_register.Installation.Entries.Find(entry.Id, noord.Participant.Id, TestDays.Today));

        _register.Time.Set(TestDays.At(TestDays.Today.AddDays(30), hour: 0));
        Assert.Equal(1, await _register.Installation.Erasure.RunAsync());
        Assert.Empty(_register.Read<byte[]>(Sealed));
        _register.Installation.Directory.Refresh();
        Assert.Throws<AdministrationException>(() =>
            _register.Installation.Erasure.Kept(_register.Installation.Directory.FindParticipant(noord.Participant.Id)!));
    }

    [Fact]
    public async Task Somebody_who_takes_part_has_nothing_to_hand_over()
    {
        var noord = await _register.JoinAsync("Noord");

        Assert.Throws<AdministrationException>(() => _register.Installation.Erasure.Kept(noord.Participant));
    }

    [Fact]
    public async Task Erasing_that_was_broken_off_goes_on_after_a_start()
    {
        var noord = await _register.JoinAsync("Noord");
        await _register.RegisterAsync(noord, new Draft());
        await _register.Installation.Participants.ExcludeAsync(Caller.CommandLine, noord.Participant.Id, "Reden.");

        await _register.RestartAsync();
        await _register.Installation.Erasure.RunAsync();

        Assert.Empty(_register.Read<byte[]>(Sealed));
        Assert.Equal(0, _register.Installation.Projection.Count);
    }

    [Fact]
    public async Task Drafts_unidentified_persons_and_images_go_too()
    {
        var noord = await _register.JoinAsync("Noord");
        await FillAsync(noord);
        await _register.Installation.Participants.LeaveAsync(Caller.CommandLine, noord.Participant.Id);

        await _register.Installation.Erasure.RunAsync();

        Assert.Empty(_register.Read<int>("SELECT 1 FROM draft"));
        Assert.Empty(_register.Read<int>("SELECT 1 FROM unidentified_image"));
        Assert.Equal(
            [0], _register.Read<int>("SELECT length(wrapped_key) + length(description) + length(place) + length(time_of_day) + length(file_reference) + length(weighing) FROM unidentified"));
    }

    private Task<int> FillAsync(Garage garage) => _register.Installation.Writer.WriteAsync(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            INSERT INTO draft VALUES (randomblob(16), @account, @participant, 0, '2027-01-01', '2027-01', x'01', x'01');
            INSERT INTO unidentified VALUES (@id, @participant, @account, 0, 2, 1, '2026-11-01', '2027-11-01', '2027-11', x'01', x'01', x'01', x'01', x'01', x'01');
            INSERT INTO unidentified_image VALUES (randomblob(16), @id, 'image/png', 1, 1, x'01');
            """;
        command.Parameters.AddWithValue("@account", garage.Desk.AccountId.ToByteArray());
        command.Parameters.AddWithValue("@participant", garage.Participant.Id.ToByteArray());
        command.Parameters.AddWithValue("@id", new byte[16]);
        return command.ExecuteNonQuery();
    });
}
