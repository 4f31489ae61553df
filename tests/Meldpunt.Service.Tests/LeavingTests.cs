using System.Net;
using Meldpunt.Service.Tests.Houses;

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
}
