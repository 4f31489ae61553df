using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Tests.Accounts;

/// <summary>Accounts are made, recovered and ended by whoever looks after them, each time with an act and never with a name in it.</summary>
public sealed class AccountDeskTests : IAsyncLifetime
{
    private readonly TestRegister _register = TestRegister.Create();
    private Garage _noord = null!;
    private Garage _zuid = null!;
    private Caller _manager = null!;

    private AccountDesk Desk => _register.Installation.AccountDesk;

    public async ValueTask InitializeAsync()
    {
        _noord = await _register.JoinAsync();
        _zuid = await _register.JoinAsync("Parkeergarage Zuid");
        _manager = _register.CallerOf(await _register.TokenAsync("beheer", Role.Management, participantId: null, locationId: null));
    }

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task Whoever_is_invited_has_no_password_until_they_choose_one_with_the_code()
    {
        var (account, code) = await Desk.InviteAsync(_noord.Desk, Officer("nieuw"));
        _register.Installation.Directory.Refresh();

        Assert.Null(Find(account).PasswordHash);
        Assert.True(await ChooseAsync(account, code!));
        Assert.False(await ChooseAsync(account, code!));
        Assert.Equal("hash", Find(account).PasswordHash);
        Assert.NotEqual(account.SecurityStamp, Find(account).SecurityStamp, StringComparer.Ordinal);
        Assert.Equal([ActKinds.PasswordChosen, ActKinds.AccountInvited, ActKinds.AccountCreated], ActsOf(account.Id));
    }

    [Fact]
    public async Task A_newer_code_takes_the_place_of_the_one_before_and_none_works_after_a_week()
    {
        var (account, first) = await Desk.InviteAsync(_noord.Desk, Officer("nieuw"));
        var second = await Desk.InviteAgainAsync(_noord.Desk, account.Id);
        _register.Installation.Directory.Refresh();

        Assert.False(await ChooseAsync(account, first!));
        _register.Time.Set(TestDays.Now + InvitationStore.Lifetime);
        Assert.False(await ChooseAsync(account, second));
        _register.Time.Set(TestDays.Now + InvitationStore.Lifetime - TimeSpan.FromSeconds(1));
        Assert.True(await ChooseAsync(account, second));
        await RefusedAsync("in-gebruik", () => Desk.InviteAgainAsync(_noord.Desk, account.Id));
    }

    [Fact]
    public async Task Recovery_takes_every_way_in_at_once_and_gives_one_back()
    {
        var (account, code) = await Desk.InviteAsync(_noord.Desk, Officer("nieuw"));
        _register.Installation.Directory.Refresh();
        await ChooseAsync(account, code!);
        await FillAsync(account.Id);

        var back = await Desk.RecoverAsync(_noord.Desk, account.Id);

        Assert.All((string[])["authenticator", "passkey", "recovery_code", "session"], table => Assert.Equal(0, Count($"{table} WHERE account_id = @Id", account.Id)));
        Assert.Equal(1, Count("account WHERE id = @Id AND password_hash IS NULL AND pin_hash IS NULL", account.Id));
        _register.Installation.Directory.Refresh();
        Assert.Equal(InvitationKind.Recovery, _register.Installation.Invitations.Find(back)!.Kind);
        Assert.True(await ChooseAsync(Find(account), back));
    }

    [Fact]
    public async Task Recovery_ends_the_tokens_of_the_account_too()
    {
        var token = await _register.Installation.Accounts.IssueTokenAsync(_noord.Gate.AccountId, "oud");

        await Desk.RecoverAsync(_noord.Desk, _noord.Gate.AccountId);
        _register.Installation.Directory.Refresh();

        Assert.Null(_register.Installation.Directory.FindByToken(token));
    }

    [Theory]
    [InlineData("UPDATE account SET pin_hash = 'pin' WHERE id = @Id")]
    [InlineData("UPDATE account SET password_hash = 'hash' WHERE id = @Id")]
    [InlineData("INSERT INTO authenticator (account_id, secret, confirmed_at, last_step) VALUES (@Id, x'01', 1, 1)")]
    public async Task Whoever_has_a_way_in_is_not_invited_again_but_recovered(string sql)
    {
        var (account, _) = await Desk.InviteAsync(_noord.Desk, new NewAccount
        {
            UserName = "poort-9",
            Role = Role.Gate,
            ParticipantId = _noord.Participant.Id,
            LocationId = _noord.Location.Id,
            StaffNumber = "9001",
        });
        await Desk.InviteAgainAsync(_noord.Desk, account.Id);
        await _register.Installation.Writer.WriteAsync(connection => connection.Execute(sql, new { account.Id }));

        await RefusedAsync("in-gebruik", () => Desk.InviteAgainAsync(_noord.Desk, account.Id));
    }

    [Fact]
    public async Task A_desk_never_touches_another_participants_accounts_nor_the_consortiums()
    {
        var other = (await Desk.InviteAsync(_zuid.Desk, Officer("zuider", _zuid))).Account.Id;

        foreach (var id in new[] { other, _manager.AccountId, OpaqueId.Create() })
        {
            await RefusedAsync("weg", () => Desk.RecoverAsync(_noord.Desk, id));
            await RefusedAsync("weg", () => Desk.EndAsync(_noord.Desk, id));
            await RefusedAsync("weg", () => Desk.EndSessionsAsync(_noord.Desk, id));
            await RefusedAsync("weg", () => Desk.InviteAgainAsync(_noord.Desk, id));
            await RefusedAsync("weg", () => Desk.IssueTokenAsync(_noord.Desk, id, "slagboom"));
            await RefusedAsync("weg", () => Desk.RevokeTokenAsync(_noord.Desk, id, OpaqueId.Create()));
            Assert.Null(_register.Installation.AccountList.Find(_noord.Desk, id));
        }

        Assert.DoesNotContain(_register.Installation.AccountList.List(_noord.Desk), line => line.ParticipantId != _noord.Participant.Id);
        Assert.DoesNotContain(_register.Installation.AccountList.List(_manager), line => line.Role == Role.Gate);
        Assert.Empty(_register.Installation.AccountList.List(_noord.Gate));
    }

    [Theory]
    [InlineData(Role.Oversight)]
    [InlineData(Role.Management)]
    public async Task A_desk_makes_no_account_of_the_consortium(Role role)
    {
        await Assert.ThrowsAsync<AdministrationException>(() => Desk.InviteAsync(_noord.Desk, new NewAccount { UserName = "hoog", Role = role }));
        await Assert.ThrowsAsync<AdministrationException>(() => Desk.InviteAsync(_noord.Desk, Officer("ander", _zuid)));
        await Assert.ThrowsAsync<AdministrationException>(() => Desk.InviteAsync(
            _manager, new NewAccount { UserName = "poort", Role = Role.Gate, ParticipantId = _noord.Participant.Id, LocationId = _noord.Location.Id }));
    }

    [Fact]
    public async Task Nobody_ends_themselves_nor_the_last_of_management_nor_without_saying_so_the_last_of_a_desk()
    {
        await RefusedAsync("zelf", () => Desk.EndAsync(_manager, _manager.AccountId));
        await RefusedAsync("zelf", () => Desk.RecoverAsync(_manager, _manager.AccountId));
        await RefusedAsync("laatste-beheer", () => Desk.EndAsync(Caller.CommandLine, _manager.AccountId, evenTheLast: true));
        await RefusedAsync("laatste-veiligheid", () => Desk.EndAsync(_manager, _noord.Desk.AccountId));

        await Desk.EndAsync(_manager, _noord.Desk.AccountId, evenTheLast: true);
        await Desk.InviteAsync(_manager, new NewAccount { UserName = "beheer-2", Role = Role.Management });
        await Desk.EndAsync(Caller.CommandLine, _manager.AccountId);

        _register.Installation.Directory.Refresh();
        Assert.Null(_register.Installation.Directory.FindByToken(_noord.DeskToken));
    }

    [Fact]
    public async Task A_system_works_by_tokens_alone_and_each_can_be_taken_away()
    {
        var (system, code) = await Desk.InviteAsync(
            _noord.Desk,
            new NewAccount { UserName = "slagboom", Role = Role.Gate, Kind = AccountKind.System, ParticipantId = _noord.Participant.Id, LocationId = _noord.Location.Id });
        var token = await Desk.IssueTokenAsync(_noord.Desk, system.Id, "slagboom 1");
        _register.Installation.Directory.Refresh();
        var asks = _register.Installation.Directory.FindByToken(token);
        var line = Assert.Single(_register.Installation.AccountList.TokensOf(system.Id));

        await Desk.RevokeTokenAsync(_noord.Desk, system.Id, line.Id);
        _register.Installation.Directory.Refresh();

        Assert.Null(code);
        Assert.Equal(system.Id, asks!.AccountId);
        Assert.Null(_register.Installation.Directory.FindByToken(token));
        await RefusedAsync("token-weg", () => Desk.RevokeTokenAsync(_noord.Desk, system.Id, line.Id));
        await RefusedAsync("systeem", () => Desk.RecoverAsync(_noord.Desk, system.Id));
        await RefusedAsync("alleen-systeem", () => Desk.IssueTokenAsync(_noord.Desk, _noord.Gate.AccountId, "mens"));
        Assert.Equal([ActKinds.TokenRevoked, ActKinds.TokenIssued, ActKinds.AccountCreated], ActsOf(system.Id));
    }

    [Theory]
    [InlineData(Role.Security)]
    [InlineData(Role.Management)]
    public async Task A_machine_is_no_officer_and_no_manager(Role role)
    {
        await Assert.ThrowsAsync<AdministrationException>(() => Desk.InviteAsync(
            Caller.CommandLine,
            new NewAccount { UserName = "machine", Role = role, Kind = AccountKind.System, ParticipantId = role == Role.Security ? _noord.Participant.Id : null }));
    }

    [Fact]
    public async Task A_staff_number_is_given_once_at_a_participant_and_again_when_its_owner_is_gone()
    {
        var first = await Desk.InviteAsync(_noord.Desk, Gate("een", "1042"));
        await RefusedAsync("nummer-bezet", () => Desk.InviteAsync(_noord.Desk, Gate("twee", "1042")));
        await Desk.EndAsync(_noord.Desk, first.Account.Id);

        Assert.Equal("1042", (await Desk.InviteAsync(_noord.Desk, Gate("drie", "1042"))).Account.StaffNumber);
        await Assert.ThrowsAsync<AdministrationException>(() => Desk.InviteAsync(_noord.Desk, Gate("vier", "10-42")));
        await Assert.ThrowsAsync<AdministrationException>(() => Desk.InviteAsync(_noord.Desk, Officer("vijf") with { StaffNumber = "7" }));
    }

    [Fact]
    public async Task No_act_holds_a_user_name_or_a_label_and_of_a_refused_change_there_is_none()
    {
        var (account, _) = await Desk.InviteAsync(_manager, new NewAccount { UserName = "herkenbare-naam", Role = Role.Oversight });
        await Desk.IssueTokenAsync(Caller.CommandLine, account.Id, "herkenbaar label");
        var before = _register.Read<long>("SELECT count(*) FROM administrative_act").Single();
        await RefusedAsync("naam-bezet", () => Desk.InviteAsync(_manager, new NewAccount { UserName = "herkenbare-naam", Role = Role.Oversight }));

        Assert.Equal(before, _register.Read<long>("SELECT count(*) FROM administrative_act").Single());
        Assert.All(_register.Read<string>("SELECT text FROM administrative_act"), text => Assert.DoesNotContain("herkenba", text, StringComparison.Ordinal));
        Assert.Equal(default, _register.Installation.ActReader.List(participantId: null, account.Id, beforeSeq: null, count: 1).Single().Act.ParticipantId);
    }

    private NewAccount Officer(string name, Garage? garage = null) =>
        new() { UserName = name, Role = Role.Security, ParticipantId = (garage ?? _noord).Participant.Id };

    private NewAccount Gate(string name, string number) =>
        new() { UserName = name, Role = Role.Gate, ParticipantId = _noord.Participant.Id, LocationId = _noord.Location.Id, StaffNumber = number };

    private Account Find(Account account) => _register.Installation.Accounts.FindById(account.Id)!;

    private Task<bool> ChooseAsync(Account account, string code) => _register.Installation.PasswordStore.ChooseAsync(
        _register.Installation.Directory.FindByAccount(account.Id, account.SecurityStamp) ?? _noord.Desk, code, "hash");

    private IEnumerable<string> ActsOf(OpaqueId id) => _register.Installation.ActReader.List(participantId: null, id, beforeSeq: null, count: 10).Select(record => record.Act.Kind);

    private long Count(string from, OpaqueId id)
    {
        using var connection = _register.Installation.Database.Open();
        return connection.ExecuteScalar<long>($"SELECT count(*) FROM {from}", new { Id = id });
    }

    private async Task FillAsync(OpaqueId id)
    {
        await _register.Installation.Sessions.CreateAsync(new NewSession(id, [1]));
        await _register.Installation.Writer.WriteAsync(connection => connection.Execute(
            """
            UPDATE account SET pin_hash = 'pin' WHERE id = @id;
            INSERT INTO authenticator VALUES (@id, x'01', 0, 0);
            INSERT INTO recovery_code VALUES (zeroblob(32), @id, 0, NULL);
            INSERT INTO passkey VALUES (x'01', @id, 'sleutel', x'01', 0, '', 1, 0, 0, x'01', x'01', 0, NULL);
            """,
            new { id }));
        Assert.True(_register.Installation.AccountList.Find(_noord.Desk, id)!.HasSecondFactor);
    }

    private static async Task RefusedAsync(string code, Func<Task> change) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<AdministrationException>(change)).Code);
}
