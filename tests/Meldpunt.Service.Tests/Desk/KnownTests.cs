using System.Net;
using System.Text.Json.Nodes;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Desk;

/// <summary>What a draft tells of another garage's entry, while that runs and after it.</summary>
public sealed class KnownTests(DeskHouse desk) : IClassFixture<DeskHouse>
{
    [Theory]
    [InlineData("intrekkingen", "grond")]
    [InlineData("beperkingen", "reden")]
    public async Task A_draft_tells_nothing_of_another_garages_warning_that_was_withdrawn_or_restricted_since(string act, string field)
    {
        using var haven = desk.House.Client(DeskHouse.Foreign);
        var warning = (await (await haven.PostAsync(Talk.Registrations, Talk.Warning(DeskTalk.Known("Eerder" + act)))).JsonAsync()).Text("id");
        var known = await BeginAsync("Eerder" + act);
        var before = DeskTalk.WordsOf(await desk.Officer.ReadAsync(known));

        Assert.Equal(HttpStatusCode.Created, (await haven.PostAsync($"{Talk.Registrations}/{warning}/{act}", new JsonObject { [field] = "onterecht" })).StatusCode);
        var after = await desk.Officer.OpenAsync(known);

        Assert.Contains("Haven", before, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
        foreach (var step in new[] { "wie", "gebeurd", "afweging", "controle" })
        {
            Assert.DoesNotContain("Haven", await desk.Officer.ReadAsync(known.Replace("bekend", step, StringComparison.Ordinal)), StringComparison.Ordinal);
        }
    }

    private async Task<string> BeginAsync(string surname)
    {
        var born = DateOnly.Parse(DeskTalk.BirthDateOf(surname), System.Globalization.CultureInfo.InvariantCulture);
        var response = await desk.Officer.PostAsync(
            "/registreren",
            ("persoon.achternaam", surname), ("persoon.voorvoegsel", "van den"), ("persoon.voornamen", "Jan Willem"),
            ("persoon.geboortedatum", born.ToString("d-M-yyyy", System.Globalization.CultureInfo.InvariantCulture)));
        var address = response.Headers.Location!.ToString();
        Assert.EndsWith("/bekend", address, StringComparison.Ordinal);
        return address;
    }
}
