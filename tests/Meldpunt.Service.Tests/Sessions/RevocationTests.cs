using System.Net;
using Dapper;
using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Access;
using Meldpunt.Service.Tests.Houses;
using Microsoft.Extensions.DependencyInjection;

namespace Meldpunt.Service.Tests.Sessions;

/// <summary>What is taken away is gone at the next request, also when another process took it.</summary>
public sealed class RevocationTests : IAsyncLifetime
{
    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_session_that_another_process_ended_is_signed_out_within_a_quarter_of_a_second()
    {
        using var browser = await Browser.SignInAsync(_house, "poort");
        var session = Assert.Single(_house.SessionsOf("poort"));
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/poort")).StatusCode);

        await _house.ElsewhereAsync(other => other.Sessions.EndAsync(session.AccountId, session.Id));
        var began = TimeProvider.System.GetTimestamp();
        while (!(await browser.OpenAsync("/poort")).IsSentToSignIn())
        {
            // A quarter of a second, and what a busy machine of tests takes on top.
            Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        }
    }

    [Fact]
    public async Task When_an_account_ends_all_its_sessions_are_out_at_their_next_request()
    {
        using var one = await Browser.SignInAsync(_house, "toezicht");
        using var two = await Browser.SignInAsync(_house, "toezicht");

        await _house.Installation.Accounts.EndAsync(_house.Installation.Accounts.FindByName("toezicht")!.Id);
        _house.Follow();

        Assert.True((await one.OpenAsync("/logboek")).IsSentToSignIn());
        Assert.True((await two.OpenAsync("/logboek")).IsSentToSignIn());
    }

    [Fact]
    public async Task When_a_stamp_changes_the_sessions_of_before_are_out()
    {
        using var browser = await Browser.SignInAsync(_house, "toezicht");

        await ExecuteAsync("UPDATE account SET security_stamp = 'another' WHERE user_name = 'toezicht'");

        Assert.True((await browser.OpenAsync("/logboek")).IsSentToSignIn());
    }

    [Fact]
    public async Task When_a_role_changes_the_sessions_of_before_do_not_have_the_new_one()
    {
        using var browser = await Browser.SignInAsync(_house, "toezicht");

        await ExecuteAsync("UPDATE account SET role = 4 WHERE user_name = 'toezicht'");

        Assert.NotEqual(HttpStatusCode.OK, (await browser.OpenAsync("/deelnemers")).StatusCode);
    }

    [Theory]
    [InlineData("UPDATE participant SET left_on = '2026-11-20'")]
    [InlineData("UPDATE participant SET permit_until = '2026-11-20'")]
    public async Task When_a_participant_is_out_or_its_permit_is_over_its_people_are_out(string change)
    {
        using var gate = await Browser.SignInAsync(_house, "poort");
        using var auditor = await Browser.SignInAsync(_house, "toezicht");

        await ExecuteAsync(change);

        Assert.True((await gate.OpenAsync("/poort")).IsSentToSignIn());
        Assert.Equal(HttpStatusCode.OK, (await auditor.OpenAsync("/logboek")).StatusCode);
    }

    [Fact]
    public async Task When_a_terminal_ends_whoever_works_on_it_is_out()
    {
        var cookies = await TerminalHouse.SignInOnTerminalAsync(_house);
        using var gate = _house.Thief(cookies);
        Assert.Equal(HttpStatusCode.OK, (await gate.ReadAsync("/poort")).StatusCode);

        await ExecuteAsync("UPDATE terminal SET ended_at = 1");

        Assert.True((await gate.ReadAsync("/poort")).IsSentToSignIn());
    }

    [Fact]
    public async Task When_the_followers_stand_still_for_a_minute_nothing_that_is_held_is_believed()
    {
        // A book of its own, which nobody refreshes.
        using var book = new SessionBook(_house.Installation.Sessions, _house.Time);
        var principals = _house.Services.CreateScope().ServiceProvider.GetRequiredService<Microsoft.AspNetCore.Identity.IUserClaimsPrincipalFactory<Account>>();
        var account = _house.Installation.Accounts.FindByName("poort")!;
        var ticket = new Microsoft.AspNetCore.Authentication.AuthenticationTicket(await principals.CreateAsync(account), "scheme");
        var key = await book.CreateAsync(new NewSession(account.Id, Microsoft.AspNetCore.Authentication.TicketSerializer.Default.Serialize(ticket)));
        Assert.NotNull(book.Find(key));

        await _house.Installation.Sessions.EndAsync(key);
        var held = book.Find(key);
        _house.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.NotNull(held);
        Assert.Null(book.Find(key));
    }

    private async Task ExecuteAsync(string sql)
    {
        await _house.Installation.Writer.WriteAsync(connection => connection.Execute(sql));
        _house.Follow();
    }
}
