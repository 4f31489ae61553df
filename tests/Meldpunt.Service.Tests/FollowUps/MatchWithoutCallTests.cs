using System.Text.Json.Nodes;
using Meldpunt.Admin.QueryLog.Signals;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.FollowUps;

/// <summary>An hour after a match without the phone call that must follow: the auditor is led to the rows.</summary>
public sealed class MatchWithoutCallTests : IAsyncLifetime
{
    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task Matches_without_a_call_are_one_signal_of_the_account_that_asked_and_lead_to_their_rows()
    {
        using var desk = _house.Client("veiligheid");
        await desk.PostAsync(Talk.Registrations, Talk.Warning());
        var first = await MatchAsync();
        await PassAsync(TimeSpan.FromMinutes(10));
        var second = await MatchAsync();

        await PassAsync(TimeSpan.FromMinutes(55));
        await Talk.UntilAsync(() => Counts() is [1], "the first was signalled");
        await PassAsync(TimeSpan.FromMinutes(10));
        await Talk.UntilAsync(() => Counts() is [2], "the second was signalled");

        using var auditor = _house.Client("toezicht");
        var signal = Assert.Single((await (await auditor.ReadAsync(Talk.Queries + "/signalen")).JsonAsync())["signalen"]!.AsArray())!.AsObject();
        Assert.Equal(("matchZonderGesprek", "poort-haven", "Haven"), (signal.Text("soort"), signal.Text("medewerker"), signal.Text("deelnemer")));
        Assert.Contains("een uur lang", signal.Text("uitleg"), StringComparison.Ordinal);
        var rows = (await (await auditor.ReadAsync(signal.Text("bevragingen"))).JsonAsync())["bevragingen"]!.AsArray();
        Assert.Equal([second.Text("referentie"), first.Text("referentie")], rows.Select(row => row!.Text("referentie")));
        using var browser = await Browser.SignInAsync(_house, "toezicht");
        Assert.Contains("Match zonder gesprek", await browser.ReadAsync("/signalen"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_auditor_hears_of_it()
    {
        using var desk = _house.Client("veiligheid");
        await desk.PostAsync(Talk.Registrations, Talk.Warning());
        await MatchAsync();
        await PassAsync(TimeSpan.FromMinutes(61));
        await Talk.UntilAsync(() => Counts() is [1], "it was signalled");

        foreach (var account in new[] { "veiligheid", "veiligheid-haven", "poort-haven", "beheer" })
        {
            using var client = _house.Client(account);
            Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await client.ReadAsync(Talk.Queries + "/signalen")).StatusCode);
        }

        Assert.DoesNotContain("matchZonderGesprek", _house.Log.ToString(), StringComparison.Ordinal);
    }

    private async Task<JsonObject> MatchAsync()
    {
        var cases = Cases();
        using var gate = _house.Client("poort-haven");
        var match = await (await gate.PostAsync(Talk.Queries, Talk.Person())).JsonAsync();
        await Talk.UntilAsync(() => Cases() == cases + 1, "the match had its case");
        return match;
    }

    private async Task PassAsync(TimeSpan time)
    {
        _house.Time.Advance(time);
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
    }

    private int Cases() => _house.Installation.FollowUps.CountOpen(_house.Harbour.Id);

    private List<int> Counts() => [.. _house.Part<SignalStore>().ListOf(SignalKind.MatchWithoutCall, 10).Select(signal => signal.Count)];
}
