using System.Net;
using System.Net.Http.Headers;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Access;
using Meldpunt.Service.Tests.Houses;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Meldpunt.Service.Tests.Terminals;

/// <summary>A barrier without anybody beside it: it asks with a token, and no page lets it in.</summary>
public sealed class SystemAccountTests(TestHouse house) : IClassFixture<TestHouse>
{
    [Fact]
    public async Task A_system_asks_with_its_token_and_is_a_system_in_the_log()
    {
        var system = await MakeAsync("slagboom-1");
        using var client = house.Client(account: null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await house.Installation.Accounts.IssueTokenAsync(system.Id, "slagboom"));
        house.Installation.Directory.Refresh();

        Assert.Equal(HttpStatusCode.Created, (await client.PostAsync(Talk.Queries, Talk.Person())).StatusCode);

        using var desk = await Browser.SignInAsync(house, "veiligheid");
        Assert.Contains("<td>slagboom-1 (systeem)</td>", await desk.ReadAsync("/logboek"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_page_lets_a_system_in_even_when_it_had_a_password_a_PIN_and_an_invitation()
    {
        var system = await MakeAsync("slagboom-2");
        await house.ExecuteAsync(
            "UPDATE account SET password_hash = @Password, staff_number = '7001', pin_hash = @Pin WHERE id = @Id",
            new { Password = PasswordHash.Create(TestHouse.Password), Pin = PasswordHash.Create(GateTalk.Pin), system.Id });
        var code = await house.Installation.Invitations.CreateAsync(system.Id, InvitationKind.First, system.Id);
        using var gate = await house.EnrolAsync("Voor niemand", "Rokin");
        using var elsewhere = Browser.Open(house);

        foreach (var browser in new[] { gate, elsewhere })
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.TypePasswordAsync("slagboom-2")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, (await gate.TypePinAsync("7001", GateTalk.Pin)).StatusCode);
        var chosen = await gate.PostAsync("/terminal/pin", ("personeelsnummer", "7001"), ("bewijs", code), ("nieuwePin", "739104"), ("nogmaals", "739104"));
        Assert.Equal(HttpStatusCode.OK, chosen.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await gate.OpenAsync("/poort")).StatusCode);
    }

    [Fact]
    public async Task The_door_of_every_session_is_shut_to_a_system_whatever_it_showed()
    {
        var system = await MakeAsync("slagboom-3");
        using var scope = house.Services.GetRequiredService<IServiceScopeFactory>().CreateScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        var door = scope.ServiceProvider.GetRequiredService<SessionDoor>();

        foreach (var methods in Enum.GetValues<SignInMethods>())
        {
            Assert.False(await door.SignInAsync(http, system, methods, terminalId: default));
        }

        Assert.Equal(0, http.Response.Headers.SetCookie.Count);
        Assert.Null(house.Installation.Directory.FindByAccount(system.Id, system.SecurityStamp));
    }

    private async Task<Account> MakeAsync(string userName)
    {
        var wanted = new NewAccount
        {
            UserName = userName,
            Role = Role.Gate,
            Kind = AccountKind.System,
            ParticipantId = house.Lion.Id,
            LocationId = house.Installation.Directory.LocationsOf(house.Lion.Id).First().Id,
        };
        var (account, code) = await house.Installation.AccountDesk.InviteAsync(Caller.CommandLine, wanted);
        Assert.Null(code);
        house.Installation.Directory.Refresh();
        return account;
    }
}
