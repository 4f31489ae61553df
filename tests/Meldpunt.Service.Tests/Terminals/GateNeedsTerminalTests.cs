using System.Net;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Terminals;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Terminals;

/// <summary>A password alone lets gate staff in on a terminal only, where the participant wants that.</summary>
public sealed class GateNeedsTerminalTests(TestHouse house) : IClassFixture<TestHouse>
{
    [Fact]
    public async Task A_password_alone_opens_a_gate_on_a_terminal_and_nowhere_else_and_the_desk_may_choose_otherwise()
    {
        using var desk = await Browser.SignInAsync(house, "veiligheid");
        using var gate = await house.EnrolAsync("Verplicht", "Rokin");
        Assert.Equal(HttpStatusCode.Redirect, (await EnterAsync(Browser.Open(house))).StatusCode);

        await desk.PostAsync("/terminals?handler=needs", ("poortAanmelden", "terminal"));
        var refused = await EnterAsync(Browser.Open(house));
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Contains("Aanmelden is niet gelukt", await Browser.TextAsync(refused), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await EnterAsync(gate)).StatusCode);

        Assert.Equal(HttpStatusCode.BadRequest, (await desk.PostAsync("/terminals?handler=needs", ("poortAanmelden", "nergens"))).StatusCode);
        await desk.PostAsync("/terminals?handler=needs", ("poortAanmelden", "overal"));
        Assert.Equal(HttpStatusCode.Redirect, (await EnterAsync(Browser.Open(house))).StatusCode);
    }

    [Theory]
    [InlineData(SignInMethods.Password, false)]
    [InlineData(SignInMethods.Password | SignInMethods.Authenticator, true)]
    [InlineData(SignInMethods.Password | SignInMethods.RecoveryCode, true)]
    [InlineData(SignInMethods.Passkey, true)]
    [InlineData(SignInMethods.Pin, false)]
    [InlineData(SignInMethods.Pin | SignInMethods.Authenticator, false)]
    public async Task Elsewhere_a_second_factor_is_asked_for_and_a_PIN_never_works(SignInMethods methods, bool comesIn)
    {
        await house.Installation.Participants.SetGateNeedsTerminalAsync(Caller.CommandLine, house.Harbour.Id, needsTerminal: true);
        house.Installation.Directory.Refresh();
        var account = house.Installation.Accounts.FindByName("poort-haven")!;

        Assert.Equal(comesIn, house.Part<TerminalDoor>().Admits(account, methods, terminal: null));
    }

    [Fact]
    public async Task Whoever_joins_from_now_on_needs_a_terminal_and_whoever_was_there_goes_on_as_before()
    {
        var joined = await house.Installation.Participants.JoinAsync(Caller.CommandLine, "Nieuwe garage", "020 555 0111", ["Inrit"]);
        house.Installation.Directory.Refresh();

        Assert.True(house.Installation.Directory.FindParticipant(joined.Id)!.GateNeedsTerminal);
        Assert.False(house.Installation.Directory.FindParticipant(house.Lion.Id)!.GateNeedsTerminal);
    }

    private static async Task<HttpResponseMessage> EnterAsync(Browser browser)
    {
        using (browser)
        {
            return await browser.TypePasswordAsync("poort");
        }
    }
}
