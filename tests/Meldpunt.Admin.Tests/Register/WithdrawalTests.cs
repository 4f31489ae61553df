using Meldpunt.Admin.Register;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.Register;

/// <summary>What is withdrawn is gone at once, and everything else is still refused afterwards.</summary>
public sealed class WithdrawalTests : IAsyncDisposable
{
    private static readonly string[] Sealed =
    [
        "wrapped_key", "surname", "prefix", "first_names", "birth_date", "birthplace", "address", "postcode", "file_reference", "weighing", "notice_reason",
        "weighing_of_age", "restriction_reason", "lift_reason", "correction_reason",
    ];

    private readonly TestRegister _register = TestRegister.Create();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task Of_a_withdrawn_entry_no_byte_of_the_person_is_left_in_its_row_or_in_its_incidents()
    {
        var (garage, ban) = await BanAsync();
        await _register.Installation.Desk.RestrictAsync(garage.Desk, ban.Id, "Bezwaar.", version: null);
        var before = Sealed.ToDictionary(column => column, column => Column("entry", column), StringComparer.Ordinal);

        await _register.Installation.Desk.WithdrawAsync(garage.Desk, ban.Id, "persoonsverwisseling", version: null);

        Assert.All(Sealed, column => Assert.All(Column("entry", column) ?? [], value => Assert.Equal(0, value)));
        Assert.All(["found_by", "file_reference"], column => Assert.All(Column("entry_incident", column)!, value => Assert.Equal(0, value)));
        Assert.All(before.Where(pair => pair.Value is not null), pair => Assert.Contains(pair.Value!, value => value != 0));
    }

    [Fact]
    public async Task A_withdrawn_entry_is_no_match_and_its_desk_sees_kind_days_ground_and_moment_only()
    {
        var (garage, ban) = await BanAsync();

        await _register.Installation.Desk.WithdrawAsync(garage.Desk, ban.Id, "bezwaar", ban.Version);
        var entry = _register.Entry(garage, ban);

        Assert.False(_register.Finds(new Draft()));
        Assert.Equal(
            (EntryKind.Ban, ban.FirstDay, ban.LastDay, "bezwaar", TestDays.Now), (entry.Kind, entry.FirstDay, entry.LastDay, entry.Ground, entry.EndedAt));
        Assert.Equal((null, null, null, null), (entry.Person, entry.FileReference, entry.Weighing, entry.Incidents[0].FoundBy));
        Assert.Equal([ban.Id], _register.Installation.Entries.List(garage.Participant.Id, TestDays.Today, null, 10, EntryState.Withdrawn).Select(found => found.Id));
        await _register.RestartAsync();
        Assert.Equal(0, _register.Installation.Projection.Count);
    }

    [Fact]
    public async Task A_person_of_whom_a_ban_was_withdrawn_can_be_registered_anew()
    {
        var (garage, ban) = await BanAsync();
        await _register.Installation.Desk.WithdrawAsync(garage.Desk, ban.Id, "onterecht", version: null);

        var again = await _register.TryRegisterAsync(garage, Draft.BanForReportedCrime());

        Assert.True(again.Succeeded);
    }

    [Fact]
    public async Task Only_a_ground_of_the_list_withdraws()
    {
        var (garage, ban) = await BanAsync();

        var none = await _register.Installation.Desk.WithdrawAsync(garage.Desk, ban.Id, ground: null, version: null);
        var another = await _register.Installation.Desk.WithdrawAsync(garage.Desk, ban.Id, "zomaar", version: null);

        Assert.Equal(["ontbreekt", "keuze"], none.Faults.Concat(another.Faults).Select(fault => fault.Code));
        Assert.True(_register.Finds(new Draft()));
    }

    private byte[]? Column(string table, string column) => _register.Read<byte[]?>($"SELECT {column} FROM {table}").Single();

    private async Task<(Garage Garage, Entry Ban)> BanAsync()
    {
        var garage = await _register.JoinAsync();
        return (garage, await _register.RegisterAsync(garage, Draft.BanForReportedCrime()));
    }
}
