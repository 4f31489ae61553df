using System.Net;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Service.Tests.Houses;
using Meldpunt.Tests;

namespace Meldpunt.Service.Tests;

/// <summary>Protocol article 7.2: who leaves has no access any more, and nobody has access to what it brought in.</summary>
public sealed class LeavingTests(TestHouse house) : IClassFixture<TestHouse>
{
    [Fact]
    public async Task After_a_participant_left_its_tokens_open_nothing_and_its_entries_match_no_longer()
    {
        using var manager = house.Client("beheer");
        using var desk = house.Client("veiligheid-haven");
        using var leavingGate = house.Client("poort-haven");
        using var gate = house.Client("poort");
        (await desk.PostAsync(Talk.Registrations, Talk.Ban(Talk.Person("Groot", "Hans")))).EnsureSuccessStatusCode();
        var before = await (await gate.PostAsync(Talk.Queries, Talk.Person("Groot", "Hans"))).JsonAsync();

        var left = await manager.PostTextAsync($"/v1/deelnemers/{house.Harbour.Id}/uittredingen", string.Empty);
        var after = await (await gate.PostAsync(Talk.Queries, Talk.Person("Groot", "Hans"))).JsonAsync();
        var itsGate = await leavingGate.PostAsync(Talk.Queries, Talk.Person());
        var itsDesk = await desk.ReadAsync(Talk.Registrations);

        Assert.Equal(HttpStatusCode.Created, left.StatusCode);
        Assert.Equal(("match", "geenMatch"), (before.Text("uitkomst"), after.Text("uitkomst")));
        Assert.Equal(HttpStatusCode.Unauthorized, itsGate.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, itsDesk.StatusCode);
        Assert.NotEmpty((await itsGate.JsonAsync()).Text("detail"));
    }

    [Fact]
    public async Task What_was_kept_to_be_handed_over_is_erased_by_itself_when_the_thirty_days_are_over()
    {
        var installation = house.Installation;
        await installation.SettleAsync("Kade", "+31 20 555 0103", ["Zuid"]);
        installation.Directory.Refresh();
        var quay = installation.Directory.Participants.Single(participant => string.Equals(participant.Name, "Kade", StringComparison.Ordinal));
        await house.AddAsync("veiligheid-kade", Role.Security, quay, location: null);
        installation.Directory.Refresh();
        using var manager = house.Client("beheer");
        using var desk = house.Client("veiligheid-kade");
        (await desk.PostAsync(Talk.Registrations, Talk.Ban(Talk.Person("Kadeloper")))).EnsureSuccessStatusCode();
        (await manager.PostTextAsync($"/v1/deelnemers/{quay.Id}/uittredingen", "{\"gegevens\":\"overdragen\"}")).EnsureSuccessStatusCode();
        var kept = installation.Entries.KeptOf(quay.Id, DutchCalendar.Today(house.Time)).Count;

        house.Time.Advance(TimeSpan.FromDays(29));
        var before = installation.Entries.KeptOf(quay.Id, DutchCalendar.Today(house.Time)).Count;
        house.Time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromHours(1));
        await house.RestartAsync();
        await Talk.UntilAsync(() => house.Installation.Entries.KeptOf(quay.Id, DutchCalendar.Today(house.Time)).Count == 0, "the data were erased");

        Assert.Equal((1, 1), (kept, before));
        await Talk.UntilAsync(
            () => house.Log.ToString().Contains("The data of 1 participants that left were erased", StringComparison.Ordinal), "the operational log says so");
    }
}
