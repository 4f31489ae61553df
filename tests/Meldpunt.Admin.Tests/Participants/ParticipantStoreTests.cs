using Meldpunt.Admin.Access;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Tests.Participants;

public sealed class ParticipantStoreTests : IAsyncDisposable
{
    private readonly TestRegister _register = TestRegister.Create();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task A_garage_joins_today_with_its_locations()
    {
        var joined = await Participants.JoinAsync(Caller.CommandLine, "Parkeergarage Noord", "+31 (20) 555-0101", ["Inrit Oost", "Inrit West"]);
        _register.Installation.Directory.Refresh();

        Assert.Equal(TestDays.Today, joined.JoinedOn);
        Assert.Null(joined.LeftOn);
        Assert.Equivalent(joined, _register.Installation.Directory.FindParticipant(joined.Id), strict: true);
        Assert.Equal(
            ["Inrit Oost", "Inrit West"],
            _register.Installation.Directory.Locations.Select(location => location.Name).Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task Two_garages_do_not_have_one_name_and_a_refused_one_leaves_no_location()
    {
        await Participants.JoinAsync(Caller.CommandLine, "Parkeergarage Noord", "020 555 0101", ["Inrit"]);

        await Assert.ThrowsAsync<AdministrationException>(() => Participants.JoinAsync(Caller.CommandLine, "PARKEERGARAGE noord", "020 555 0102", ["Uitrit"]));

        Assert.Equal("Inrit", Assert.Single(_register.Read<string>("SELECT name FROM location")));
    }

    [Fact]
    public async Task Two_locations_of_a_garage_do_not_have_one_name()
    {
        await Assert.ThrowsAsync<AdministrationException>(() => Participants.JoinAsync(Caller.CommandLine, "Parkeergarage Noord", "020 555 0101", ["Inrit", "inrit"]));

        Assert.Empty(_register.Read<string>("SELECT name FROM participant"));
    }

    [Theory]
    [InlineData("", "020 555 0101", "Inrit")]
    [InlineData("Noord\n", "020 555 0101", "Inrit")]
    [InlineData("Noord", "bel maar", "Inrit")]
    [InlineData("Noord", "", "Inrit")]
    [InlineData("Noord", "0123456789012345678901234", "Inrit")]
    [InlineData("Noord", "020 555 0101", " ")]
    public async Task A_garage_with_an_impossible_name_or_telephone_number_does_not_join(string name, string phone, string location)
    {
        await Assert.ThrowsAsync<AdministrationException>(() => Participants.JoinAsync(Caller.CommandLine, name, phone, [location]));
    }

    [Fact]
    public async Task A_garage_leaves_once()
    {
        var noord = await _register.JoinAsync();

        var left = await Participants.LeaveAsync(Caller.CommandLine, noord.Participant.Id);

        Assert.Equal(TestDays.Today, left.LeftOn);
        await Assert.ThrowsAsync<AdministrationException>(() => Participants.LeaveAsync(Caller.CommandLine, noord.Participant.Id));
        await Assert.ThrowsAsync<AdministrationException>(() => Participants.LeaveAsync(Caller.CommandLine, OpaqueId.Create()));
    }

    [Fact]
    public async Task A_permit_comes_with_its_declaration_or_not_at_all()
    {
        var noord = await _register.JoinAsync();
        var permit = new ParticipantPermit("V-17", new DateOnly(2026, 1, 1), new DateOnly(2027, 12, 31));

        await Assert.ThrowsAsync<AdministrationException>(() =>
            Participants.PermitAsync(Caller.CommandLine, noord.Participant.Id, permit, signedOn: TestDays.Today.AddDays(1)));
        Assert.Equal(["2020-001"], _register.Read<string>("SELECT permit_number FROM participant"));
        Assert.Empty(_register.Read<string>("SELECT text FROM administrative_act"));

        var changed = await Participants.PermitAsync(Caller.CommandLine, noord.Participant.Id, permit, signedOn: TestDays.Today);
        Assert.Equal(("V-17", TestDays.Today), (changed.PermitNumber, changed.DeclarationSignedOn));
        Assert.Single(_register.Acts("deelnemer.vergunningVastgelegd"));
        Assert.Single(_register.Acts("deelnemer.verklaringGetekend"));
    }

    private ParticipantStore Participants => _register.Installation.Participants;
}
