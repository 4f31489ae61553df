using System.Net;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Acts;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Terminals;

/// <summary>Somebody chooses a PIN at the terminal: the first with a code, another with the one before.</summary>
public sealed class PinChoiceTests(TestHouse house) : IClassFixture<TestHouse>
{
    [Fact]
    public async Task A_first_PIN_is_chosen_with_the_code_of_an_invitation_which_works_once()
    {
        var account = await house.HireAsync("eerste", "1001", house.Lion, "Rokin", pin: null);
        var code = await house.Installation.Invitations.CreateAsync(account.Id, InvitationKind.First, account.Id);
        using var gate = await house.EnrolAsync("Eerste pin", "Rokin");

        var chosen = await ChooseAsync(gate, "1001", code, GateTalk.Pin);
        Assert.Equal(GateTalk.SignInPage + "?gedaan=pin", chosen.Headers.Location!.OriginalString);
        Assert.Contains("Uw PIN staat.", await gate.ReadAsync(chosen.Headers.Location.OriginalString), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await ChooseAsync(gate, "1001", code, "739104")).StatusCode);

        await gate.ComeInAsync("1001");
        var act = house.Installation.ActReader.TextOf(house.Installation.QueryLogReader.List(new Admin.QueryLog.QueryLogFilter { AccountId = account.Id }, 1)[0].Seq);
        Assert.Equal(ActKinds.PinChosen, Act.Parse(act!).Kind);
    }

    [Fact]
    public async Task A_first_invitation_takes_no_PIN_away_that_stands()
    {
        var account = await house.HireAsync("staat", "1091", house.Lion, "Rokin");
        var code = await house.Installation.Invitations.CreateAsync(account.Id, InvitationKind.First, account.Id);
        using var gate = await house.EnrolAsync("Pin staat", "Rokin");

        Assert.Equal(HttpStatusCode.OK, (await ChooseAsync(gate, "1091", code, "739104")).StatusCode);
        await gate.ComeInAsync("1091");
    }

    [Fact]
    public async Task At_a_terminal_with_a_PIN_alone_nobody_makes_a_way_in_from_anywhere()
    {
        var account = await house.HireAsync("kaper", "1092", house.Lion, "Rokin");
        using var gate = await house.EnrolAsync("Kaper", "Rokin");
        await gate.ComeInAsync("1092");

        var page = await gate.ReadAsync("/account");
        var setUp = await gate.OpenAsync("/account/instellen");
        var first = await gate.PostAsync("/account?handler=first", ("bewijs", TestHouse.Password));

        Assert.Contains("U bent aangemeld met een pincode", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"bewijs\"", page, StringComparison.Ordinal);
        Assert.Equal("/account", setUp.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.BadRequest, first.StatusCode);
        Assert.Equal("/account", (await gate.PostFromAsync("/account", "/account/instellen", ("aanbod", "x"), ("code", "000000"))).Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.BadRequest, (await gate.PostFromAsync("/account", "/account/instellen?handler=passkeyOptions")).StatusCode);
        Assert.False(house.Installation.SecondFactors.Find(account.Id).HasAny);
    }

    [Fact]
    public async Task Another_PIN_takes_the_one_before_it_and_ends_what_was_open_with_that()
    {
        await house.HireAsync("tweede", "1002", house.Lion, "Rokin");
        using var open = await house.EnrolAsync("Nog open", "Rokin");
        await open.ComeInAsync("1002");
        using var gate = await house.EnrolAsync("Andere pin", "Rokin");

        Assert.Equal(HttpStatusCode.OK, (await ChooseAsync(gate, "1002", "111222", "739104")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await open.OpenAsync("/poort")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await ChooseAsync(gate, "1002", GateTalk.Pin, "739104")).StatusCode);

        Assert.Equal(HttpStatusCode.Redirect, (await open.OpenAsync("/poort")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await gate.TypePinAsync("1002", GateTalk.Pin)).StatusCode);
        await gate.ComeInAsync("1002", "739104");
    }

    [Fact]
    public async Task An_invitation_is_used_by_its_owner_only_at_a_terminal_of_the_own_participant()
    {
        var owner = await house.HireAsync("derde", "1003", house.Lion, "Rokin", pin: null);
        await house.HireAsync("ander", "1004", house.Lion, "Rokin");
        await house.HireAsync("haven-1003", "1003", house.Harbour, "Noord");
        var code = await house.Installation.Invitations.CreateAsync(owner.Id, InvitationKind.First, owner.Id);
        using var gate = await house.EnrolAsync("Eigen", "Rokin");
        using var elsewhere = await house.EnrolAsync("Anders", "Noord", "veiligheid-haven");

        var refused = new List<string>();
        foreach (var (browser, number, proof) in new[] { (gate, "1004", code), (elsewhere, "1003", code), (gate, "1003", TypedCode.Create()), (gate, "9999", code), (gate, "1003", "402917") })
        {
            var response = await ChooseAsync(browser, number, proof, "739104");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            refused.Add(GateTalk.WithoutTokens(await Browser.TextAsync(response)).Replace(number, "N", StringComparison.Ordinal));
        }

        Assert.Single(refused.Distinct(StringComparer.Ordinal));
        await gate.ComeInAsync("1004");
        await gate.SwitchAsync();
        Assert.Equal(HttpStatusCode.Redirect, (await ChooseAsync(gate, "1003", code, "739104")).StatusCode);
        await gate.ComeInAsync("1003", "739104");
    }

    [Theory]
    [InlineData("12345", "6 tot 12 cijfers")]
    [InlineData("1234567890123", "6 tot 12 cijfers")]
    [InlineData("40 2917", "6 tot 12 cijfers")]
    [InlineData("444444", "als een van de eerste geprobeerd")]
    [InlineData("345678", "als een van de eerste geprobeerd")]
    [InlineData("210987", "als een van de eerste geprobeerd")]
    [InlineData("121212", "als een van de eerste geprobeerd")]
    [InlineData("937937", "als een van de eerste geprobeerd")]
    [InlineData("001005", "als een van de eerste geprobeerd")]
    public async Task A_PIN_that_somebody_would_try_first_is_refused_in_words_and_uses_no_code_up(string pin, string words)
    {
        var account = house.Installation.Accounts.FindByStaffNumber(house.Lion.Id, "1005") ?? await house.HireAsync("vijfde", "1005", house.Lion, "Rokin", pin: null);
        var code = await house.Installation.Invitations.CreateAsync(account.Id, InvitationKind.First, account.Id);
        using var gate = await house.EnrolAsync("Zwak " + pin, "Rokin");

        var response = await ChooseAsync(gate, "1005", code, pin);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = await Browser.TextAsync(response);
        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.DoesNotContain($"value=\"{pin}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(code, page, StringComparison.Ordinal);
        Assert.NotNull(house.Installation.Invitations.Find(code));
    }

    [Fact]
    public async Task Elsewhere_than_on_a_terminal_no_PIN_is_chosen()
    {
        using var browser = Browser.Open(house);

        Assert.Contains("Deze browser is er geen", await browser.ReadAsync("/terminal/pin"), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> ChooseAsync(Browser gate, string number, string proof, string pin) => gate.PostAsync(
        "/terminal/pin", ("personeelsnummer", number), ("bewijs", proof), ("nieuwePin", pin), ("nogmaals", pin));
}
