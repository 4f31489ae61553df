using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.Access;

public sealed class AccessDirectoryTests : IAsyncLifetime
{
    private readonly TestRegister _register = TestRegister.Create();
    private Garage _noord = null!;

    public async ValueTask InitializeAsync() => _noord = await _register.JoinAsync();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    private AccessDirectory Access => _register.Installation.Directory;

    [Fact]
    public void A_token_says_who_asks_from_where_and_for_whom()
    {
        var caller = Access.FindByToken(_noord.GateToken)!;

        Assert.Equal("poort-1", caller.UserName);
        Assert.Equal(Role.Gate, caller.Role);
        Assert.Equal(_noord.Participant.Id, caller.Participant!.Id);
        Assert.Equal("+31 20 555 0101", caller.Participant.DeskPhone);
        Assert.Equal("Inrit Oost", caller.Location!.Name);
        Assert.False(caller.TerminalId.IsEmpty);
    }

    [Fact]
    public async Task An_account_of_the_consortium_stands_for_no_garage_and_nowhere()
    {
        var token = await _register.TokenAsync("toezicht-1", Role.Oversight, participantId: null, locationId: null);

        var caller = Access.FindByToken(token)!;

        Assert.Equal(Role.Oversight, caller.Role);
        Assert.Null(caller.Participant);
        Assert.Null(caller.Location);
    }

    [Theory]
    [InlineData("")]
    [InlineData("mp_")]
    [InlineData("mp_0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("\0\uD83D")]
    public void Nobody_has_an_unknown_token(string token)
    {
        Assert.Null(Access.FindByToken(token));
        Assert.Null(Access.FindByToken(_noord.GateToken + token.PadRight(1)));
        Assert.Null(Access.FindByToken(_noord.GateToken.ToUpperInvariant()));
        Assert.Null(Access.FindByToken(new string('x', TerminalToken.MaxLength + 1)));
    }

    [Fact]
    public async Task The_token_of_a_garage_that_left_opens_nothing()
    {
        await _register.Installation.Participants.LeaveAsync(Caller.CommandLine, _noord.Participant.Id);
        Access.Refresh();

        Assert.Null(Access.FindByToken(_noord.GateToken));
        Assert.Null(Access.FindByToken(_noord.DeskToken));
        Assert.Null(FindDeskAccount());
        Assert.Equal(TestDays.Today, Access.FindParticipant(_noord.Participant.Id)!.LeftOn);
    }

    [Fact]
    public async Task A_garage_that_leaves_takes_nobody_elses_access_along()
    {
        var zuid = await _register.JoinAsync("Parkeergarage Zuid");
        await _register.Installation.Participants.LeaveAsync(Caller.CommandLine, _noord.Participant.Id);
        Access.Refresh();

        Assert.NotNull(Access.FindByToken(zuid.GateToken));
    }

    [Fact]
    public async Task A_revoked_token_opens_nothing_and_the_other_tokens_stay()
    {
        var revoked = await _register.Installation.Accounts.RevokeTokenAsync(_noord.GateToken);
        var revokedAgain = await _register.Installation.Accounts.RevokeTokenAsync(_noord.GateToken);
        Access.Refresh();

        Assert.True(revoked);
        Assert.False(revokedAgain);
        Assert.Null(Access.FindByToken(_noord.GateToken));
        Assert.NotNull(Access.FindByToken(_noord.DeskToken));
    }

    [Fact]
    public async Task An_account_that_ended_opens_nothing_and_is_still_known_to_the_log()
    {
        var session = await _register.Installation.Sessions.CreateAsync(new NewSession(_noord.Desk.AccountId, [1]));
        var ended = await _register.Installation.Accounts.EndAsync(_noord.Desk.AccountId);
        var endedAgain = await _register.Installation.Accounts.EndAsync(_noord.Desk.AccountId);
        Access.Refresh();

        Assert.True(ended);
        Assert.False(endedAgain);
        Assert.Null(Access.FindByToken(_noord.DeskToken));
        Assert.Null(FindDeskAccount());
        Assert.Null(_register.Installation.Sessions.Find(session));
        Assert.Null(_register.Installation.Accounts.FindById(_noord.Desk.AccountId));
        Assert.Null(_register.Installation.Accounts.FindByName("veiligheid-1"));
        Assert.Equal("veiligheid-1", Access.FindAccount(_noord.Desk.AccountId)!.UserName);
    }

    [Fact]
    public async Task A_session_from_before_a_change_of_the_security_stamp_opens_nothing()
    {
        var stamp = Access.FindAccount(_noord.Desk.AccountId)!.SecurityStamp;
        Assert.NotNull(Access.FindByAccount(_noord.Desk.AccountId, stamp));

        await _register.Installation.Writer.WriteAsync(connection => connection.Execute("UPDATE account SET security_stamp = 'nieuw'"));
        Access.Refresh();

        Assert.Null(Access.FindByAccount(_noord.Desk.AccountId, stamp));
        Assert.NotNull(Access.FindByAccount(_noord.Desk.AccountId, "nieuw"));
        Assert.Null(Access.FindByAccount(_noord.Desk.AccountId, "NIEUW"));
        Assert.Null(Access.FindByAccount(_noord.Desk.AccountId, string.Empty));
    }

    [Fact]
    public async Task Changes_of_another_process_are_seen_after_a_refresh()
    {
        var other = _register.OpenAnother();
        Assert.NotNull(other.Directory.FindByToken(_noord.GateToken));
        var zuid = await _register.JoinAsync("Parkeergarage Zuid");
        await _register.Installation.Accounts.RevokeTokenAsync(_noord.GateToken);

        var joinedBefore = other.Directory.FindByToken(zuid.GateToken);
        var revokedBefore = other.Directory.FindByToken(_noord.GateToken);
        other.Directory.Refresh();

        Assert.Null(joinedBefore);
        Assert.NotNull(revokedBefore);
        Assert.Equal(zuid.Participant.Id, other.Directory.FindByToken(zuid.GateToken)!.Participant!.Id);
        Assert.Null(other.Directory.FindByToken(_noord.GateToken));
        Assert.Equal(2, other.Directory.Participants.Count);
        Assert.Equal(4, other.Directory.Accounts.Count);
    }

    [Theory]
    [InlineData("INSERT INTO location (id, participant_id, name) SELECT randomblob(16), id, 'Inrit West' FROM participant")]
    [InlineData("UPDATE location SET name = 'Inrit Midden'")]
    [InlineData("UPDATE participant SET desk_phone = '+31 20 555 0199'")]
    [InlineData("UPDATE participant SET left_on = '2026-11-21'")]
    [InlineData("UPDATE account SET ended_at = 1")]
    [InlineData("UPDATE account SET security_stamp = 'nieuw'")]
    [InlineData("UPDATE terminal_token SET ended_at = 1")]
    public async Task Every_change_of_who_may_do_what_moves_the_version(string change)
    {
        var before = Version();

        await _register.Installation.Writer.WriteAsync(connection => connection.Execute(change));

        Assert.NotEqual(before, Version());
    }

    [Fact]
    public async Task A_password_that_is_hashed_anew_does_not_make_everybody_read_the_directory_again()
    {
        var account = await _register.Installation.Accounts.CreateAsync("toezicht-9", "een lang wachtwoord van niemand", Role.Oversight, participantId: null, locationId: null);
        var before = Version();

        await _register.Installation.PasswordStore.RehashAsync(account.Id, account.PasswordHash!, "another");

        Assert.Equal("another", _register.Installation.Accounts.FindById(account.Id)!.PasswordHash);
        Assert.Equal(before, Version());
    }

    private Caller? FindDeskAccount() =>
        Access.FindByAccount(_noord.Desk.AccountId, Access.FindAccount(_noord.Desk.AccountId)!.SecurityStamp);

    private long Version() => _register.Read<long>("SELECT version FROM directory_version").Single();
}
