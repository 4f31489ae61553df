using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Tests.Accounts;

public sealed class AccountStoreTests : IAsyncLifetime
{
    private const string Password = "een lang wachtwoord van niemand";

    private readonly TestRegister _register = TestRegister.Create();
    private Garage _noord = null!;

    public async ValueTask InitializeAsync() => _noord = await _register.JoinAsync();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task An_account_is_found_by_its_name_without_regard_to_case()
    {
        await CreateAsync("Beheer.Een", Role.Management);

        var found = _register.Installation.Accounts.FindByName("beheer.een");

        Assert.Equal("Beheer.Een", found!.UserName);
        Assert.True(PasswordHash.Verify(found.PasswordHash!, Password));
    }

    [Fact]
    public async Task A_name_is_given_once()
    {
        await CreateAsync("beheer", Role.Management);

        await Assert.ThrowsAsync<AdministrationException>(() => CreateAsync("BEHEER", Role.Management));
    }

    [Theory]
    [InlineData("")]
    [InlineData("met spatie")]
    [InlineData("beheer\u00e9")]
    [InlineData("a\0b")]
    public async Task A_name_has_letters_digits_and_a_few_signs(string name)
    {
        await Assert.ThrowsAsync<AdministrationException>(() => CreateAsync(name, Role.Management));
    }

    [Theory]
    [InlineData(Role.Gate, false, false)]
    [InlineData(Role.Gate, true, false)]
    [InlineData(Role.Security, false, false)]
    [InlineData(Role.Oversight, true, false)]
    [InlineData(Role.Management, true, false)]
    [InlineData(Role.Security, true, true)]
    [InlineData(Role.Oversight, false, true)]
    public async Task An_account_belongs_where_its_role_works(Role role, bool withParticipant, bool withLocation)
    {
        await Assert.ThrowsAsync<AdministrationException>(() => _register.Installation.Accounts.CreateAsync(
            "iemand", Password, role, withParticipant ? _noord.Participant.Id : null, withLocation ? _noord.Location.Id : null));
    }

    [Fact]
    public async Task A_gate_account_does_not_stand_at_a_location_of_another_garage()
    {
        var zuid = await _register.JoinAsync("Parkeergarage Zuid");

        await Assert.ThrowsAsync<AdministrationException>(() => _register.Installation.Accounts.CreateAsync(
            "iemand", Password, Role.Gate, zuid.Participant.Id, _noord.Location.Id));
        await Assert.ThrowsAsync<AdministrationException>(() => _register.Installation.Accounts.CreateAsync(
            "iemand", Password, Role.Gate, zuid.Participant.Id, OpaqueId.Create()));
    }

    private Task<Account> CreateAsync(string name, Role role) =>
        _register.Installation.Accounts.CreateAsync(name, Password, role, participantId: null, locationId: null);
}
