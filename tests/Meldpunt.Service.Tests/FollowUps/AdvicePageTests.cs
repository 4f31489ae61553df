using System.Net;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.FollowUps;

/// <summary>The advice at a gate whose browser has no script.</summary>
public sealed class AdvicePageTests(TestHouse house) : IClassFixture<TestHouse>
{
    [Fact]
    public async Task The_match_leads_to_a_page_that_waits_and_then_says_the_advice_and_nothing_of_the_visitor()
    {
        await house.RegisterAsync("Kwikzilver");
        using var gate = await Browser.SignInAsync(house, "poort-haven");
        var match = await Browser.TextAsync(await gate.PostAsync("/poort", ("achternaam", "van den Kwikzilver"), ("voornamen", "Anna"), ("geboortedatum", "12-3-1984")));
        var address = match.Split("href=\"").Single(part => part.StartsWith("/poort/advies/", StringComparison.Ordinal)).Split('"')[0];
        var queryId = address.Split('/')[^1];
        await Talk.UntilAsync(() => house.Installation.FollowUps.CountOpen(house.Harbour.Id) > 0, "the case was opened");

        var waiting = await gate.ReadAsync(address);
        await house.AdviseAsync(house.CaseOf(queryId), "voorwaarden", "Alleen dek <1>.");
        var advised = await gate.ReadAsync(address);

        Assert.Contains("Er is nog geen advies", waiting, StringComparison.Ordinal);
        Assert.Contains("http-equiv=\"refresh\"", waiting, StringComparison.Ordinal);
        Assert.DoesNotContain("advice--", waiting, StringComparison.Ordinal);
        Assert.Contains("advice--voorwaarden", advised, StringComparison.Ordinal);
        Assert.Contains("<li>Alleen dek &lt;1&gt;.</li>", advised, StringComparison.Ordinal);
        Assert.All([match, waiting, advised], page => Assert.DoesNotContain("Kwikzilver", page, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Only_a_gate_opens_it_and_only_for_its_own_match()
    {
        using var gate = house.Client("poort");
        using var desk = house.Client("veiligheid");

        Assert.Equal(HttpStatusCode.NotFound, (await gate.ReadAsync($"/poort/advies/{new string('a', 32)}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await gate.ReadAsync("/poort/advies/x")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await desk.ReadAsync($"/poort/advies/{new string('a', 32)}")).StatusCode);
    }
}
