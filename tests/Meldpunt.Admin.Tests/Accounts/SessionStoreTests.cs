using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Tests.Accounts;

/// <summary>Sessions in the store: what they hold, when they end, and who may end them.</summary>
public sealed class SessionStoreTests : IAsyncLifetime
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly TestRegister _register = TestRegister.Create();
    private Garage _noord = null!;

    private SessionStore Sessions => _register.Installation.Sessions;

    public async ValueTask InitializeAsync() => _noord = await _register.JoinAsync();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task A_session_holds_what_was_shown_and_where()
    {
        var key = await Sessions.CreateAsync(new NewSession(_noord.Desk.AccountId, [7])
        {
            Methods = SignInMethods.Password | SignInMethods.Authenticator,
            Device = "Firefox, Windows",
        });

        var session = Sessions.Find(key)!;

        Assert.Equal((_noord.Desk.AccountId, Role.Security, "Firefox, Windows"), (session.AccountId, session.Role, session.Device));
        Assert.Equal(SignInMethods.Password | SignInMethods.Authenticator, session.Methods);
        Assert.Equal((TestDays.Now, TestDays.Now, TestDays.Now.AddHours(10)), (session.StartedAt, session.SeenAt, session.ExpiresAt));
        Assert.Equal(TestDays.Now, session.VerifiedAt);
        Assert.Null(session.TerminalId);
        Assert.Equal([7], session.Ticket);
    }

    [Fact]
    public async Task A_password_alone_is_no_second_factor()
    {
        var key = await Sessions.CreateAsync(new NewSession(_noord.Desk.AccountId, [1]) { Methods = SignInMethods.Password });

        Assert.Null(Sessions.Find(key)!.VerifiedAt);
    }

    [Theory]
    [InlineData(Role.Gate, 20)]
    [InlineData(Role.Security, 30)]
    [InlineData(Role.Oversight, 15)]
    [InlineData(Role.Management, 15)]
    public async Task A_session_in_which_nothing_is_done_ends_after_the_time_of_its_role(Role role, int minutes)
    {
        var key = await Sessions.CreateAsync(new NewSession(await AccountAsync(role), [1]));

        _register.Time.Advance(TimeSpan.FromMinutes(minutes) - Tick);
        var just = Sessions.Find(key);
        _register.Time.Advance(Tick);

        Assert.NotNull(just);
        Assert.Null(Sessions.Find(key));
    }

    [Fact]
    public async Task A_session_that_is_used_all_the_time_ends_after_ten_hours()
    {
        var key = await Sessions.CreateAsync(new NewSession(_noord.Desk.AccountId, [1]));
        var id = Sessions.Find(key)!.Id;
        for (var minute = 10; minute < 600; minute += 10)
        {
            _register.Time.Advance(TimeSpan.FromMinutes(10));
            await Sessions.SaveSeenAsync([(id, _register.Time.GetUtcNow())]);
        }

        var before = Sessions.Find(key);
        _register.Time.Advance(TimeSpan.FromMinutes(10));

        Assert.NotNull(before);
        Assert.Null(Sessions.Find(key));
    }

    [Fact]
    public async Task Proving_oneself_again_gives_another_key_and_the_old_one_is_dead()
    {
        var key = await Sessions.CreateAsync(new NewSession(_noord.Desk.AccountId, [1]) { Methods = SignInMethods.Password });
        var session = Sessions.Find(key)!;
        _register.Time.Advance(TimeSpan.FromMinutes(3));

        var renewed = await Sessions.VerifyAsync(session.Id, SignInMethods.RecoveryCode);

        Assert.Null(Sessions.Find(key));
        var after = Sessions.Find(renewed!)!;
        Assert.Equal((session.Id, session.StartedAt, session.ExpiresAt), (after.Id, after.StartedAt, after.ExpiresAt));
        Assert.Equal((SignInMethods.Password | SignInMethods.RecoveryCode, _register.Time.GetUtcNow()), (after.Methods, after.VerifiedAt));
        Assert.Null(await Sessions.VerifyAsync(OpaqueId.Create(), SignInMethods.RecoveryCode));
    }

    [Fact]
    public async Task One_session_all_others_or_all_of_them_end_and_their_rows_go()
    {
        var keys = new List<string>();
        for (var number = 0; number < 4; number++)
        {
            keys.Add(await Sessions.CreateAsync(new NewSession(_noord.Desk.AccountId, [1])));
        }

        var other = await Sessions.CreateAsync(new NewSession(_noord.Gate.AccountId, [1]));
        var kept = Sessions.Find(keys[0])!.Id;
        var one = Sessions.Find(keys[1])!.Id;

        Assert.False(await Sessions.EndAsync(_noord.Gate.AccountId, one));
        Assert.True(await Sessions.EndAsync(_noord.Desk.AccountId, one));
        await Sessions.EndAsync(keys[2]);
        Assert.Equal(1, await Sessions.EndOthersAsync(_noord.Desk.AccountId, kept));
        Assert.Equal(kept, Assert.Single(Sessions.Of(_noord.Desk.AccountId)).Id);
        Assert.Equal(1, await Sessions.EndAllAsync(_noord.Desk, _register.Installation.Directory.FindAccount(_noord.Desk.AccountId)!));

        Assert.Equal([HashOf(other)], _register.Read<string>("SELECT hex(key_hash) FROM session"));
        Assert.Equal(_noord.Desk.AccountId, Assert.Single(_register.Acts("account.sessiesBeeindigd")).SubjectId);
    }

    [Fact]
    public async Task A_desk_ends_no_sessions_of_another_garage()
    {
        var zuid = await _register.JoinAsync("Parkeergarage Zuid");
        var key = await Sessions.CreateAsync(new NewSession(zuid.Gate.AccountId, [1]));

        await Assert.ThrowsAsync<AdministrationException>(() =>
            Sessions.EndAllAsync(_noord.Desk, _register.Installation.Directory.FindAccount(zuid.Gate.AccountId)!));

        Assert.NotNull(Sessions.Find(key));
        Assert.Empty(_register.Acts("account.sessiesBeeindigd"));
    }

    [Fact]
    public async Task Beyond_twenty_sessions_the_one_that_was_used_longest_ago_ends()
    {
        var first = await Sessions.CreateAsync(new NewSession(_noord.Desk.AccountId, [1]));
        for (var number = 1; number < SessionLimits.MaxPerAccount; number++)
        {
            _register.Time.Advance(TimeSpan.FromSeconds(1));
            await Sessions.CreateAsync(new NewSession(_noord.Desk.AccountId, [1]));
        }

        var beforeOneMore = Sessions.Find(first);
        await Sessions.CreateAsync(new NewSession(_noord.Desk.AccountId, [1]));

        Assert.NotNull(beforeOneMore);
        Assert.Null(Sessions.Find(first));
        Assert.Equal(SessionLimits.MaxPerAccount, Sessions.Of(_noord.Desk.AccountId).Count);
    }

    [Fact]
    public async Task What_is_over_is_swept_and_what_may_have_been_used_a_moment_ago_is_not()
    {
        await Sessions.CreateAsync(new NewSession(await AccountAsync(Role.Oversight), [1]));
        await Sessions.CreateAsync(new NewSession(_noord.Gate.AccountId, [1]));
        var desk = await Sessions.CreateAsync(new NewSession(_noord.Desk.AccountId, [1]));

        _register.Time.Advance(TimeSpan.FromMinutes(21));
        var swept = await Sessions.SweepAsync(_register.Time.GetUtcNow());
        var rows = _register.Read<string>("SELECT hex(key_hash) FROM session").Count;
        _register.Time.Advance(TimeSpan.FromMinutes(1));
        var sweptAgain = await Sessions.SweepAsync(_register.Time.GetUtcNow());

        Assert.Equal((1, 2, 1), (swept, rows, sweptAgain));
        Assert.Equal([HashOf(desk)], _register.Read<string>("SELECT hex(key_hash) FROM session"));
    }

    [Fact]
    public async Task The_version_moves_with_every_end_and_every_change_and_not_with_use()
    {
        var key = await Sessions.CreateAsync(new NewSession(_noord.Desk.AccountId, [1]));
        var id = Sessions.Find(key)!.Id;
        var begun = Sessions.ReadVersion();
        await Sessions.SaveSeenAsync([(id, TestDays.Now.AddMinutes(1))]);
        var used = Sessions.ReadVersion();
        await Sessions.VerifyAsync(id, SignInMethods.Passkey);
        var verified = Sessions.ReadVersion();
        await Sessions.EndAsync(_noord.Desk.AccountId, id);

        Assert.Equal(begun, used);
        Assert.True(verified > used);
        Assert.True(Sessions.ReadVersion() > verified);
    }

    [Fact]
    public async Task A_session_is_there_after_a_restart_and_a_stolen_database_opens_none()
    {
        var key = await Sessions.CreateAsync(new NewSession(_noord.Desk.AccountId, [1]));

        await _register.RestartAsync();

        Assert.NotNull(Sessions.Find(key));
        Assert.Null(Sessions.Find(Assert.Single(_register.Read<string>("SELECT hex(key_hash) FROM session"))));
        Assert.Empty(FolderScan.FilesWith(_register.Folder, key));
    }

    private static string HashOf(string key) => Convert.ToHexString(SessionStore.HashOf(key));

    private async Task<OpaqueId> AccountAsync(Role role) => role switch
    {
        Role.Gate => _noord.Gate.AccountId,
        Role.Security => _noord.Desk.AccountId,
        _ => (await _register.Installation.Accounts.CreateAsync("iemand", password: null, role, participantId: null, locationId: null)).Id,
    };
}
