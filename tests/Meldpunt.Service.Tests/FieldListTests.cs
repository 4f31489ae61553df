using System.Net;
using System.Text.Json.Nodes;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests;

/// <summary>Which fields each role is told, name by name. A field that is added has to be added here, by somebody who asks who needs it.</summary>
public sealed class FieldListTests(TestHouse house) : IClassFixture<TestHouse>
{
    [Fact]
    public async Task A_gate_hears_whether_there_is_a_match_whom_to_call_and_under_which_reference_and_nothing_else()
    {
        using var gate = house.Client("poort");
        using var desk = house.Client("veiligheid");
        await desk.PostAsync(Talk.Registrations, Talk.Ban(Talk.Person("Veldman", "Piet")));

        var match = await (await gate.PostAsync(Talk.Queries, Talk.Person("Veldman", "Piet"))).JsonAsync();
        var noMatch = await (await gate.PostAsync(Talk.Queries, Talk.Person("Niemand", "Nergens"))).JsonAsync();

        Assert.Equal("id instructie referentie telefoonnummer tijdstip uitkomst", Names(match));
        Assert.Equal("id tijdstip uitkomst", Names(noMatch));
    }

    [Fact]
    public async Task An_auditor_reads_who_asked_and_nothing_of_whom()
    {
        using var gate = house.Client("poort");
        using var auditor = house.Client("toezicht");
        await gate.PostAsync(Talk.Queries, Talk.Person());

        var row = (await (await auditor.ReadAsync(Talk.Queries)).JsonAsync())["bevragingen"]!.AsArray()[0]!.AsObject();

        Assert.Equal(
            "deelnemer deelnemerId doel id locatie locatieId medewerker medewerkerId overeenkomst referentie regel terminal tijdstip uitkomst volgnummer", Names(row));
    }

    [Fact]
    public async Task A_desk_reads_of_its_own_registration_what_it_entered_and_of_anothers_nothing()
    {
        using var desk = house.Client("veiligheid");
        var made = await (await desk.PostAsync(Talk.Registrations, Talk.Ban(Talk.Person("Zwart", "Kees")))).JsonAsync();

        var whole = await (await desk.ReadAsync($"{Talk.Registrations}/{made.Text("id")}")).JsonAsync();
        var listed = (await (await desk.ReadAsync(Talk.Registrations)).JsonAsync())["registraties"]!.AsArray()[0]!.AsObject();

        Assert.Equal("bevestiging deelnemer einddatum id ingangsdatum soort toestand vervaltOp", Names(made));
        Assert.Equal("bevestiging criteria deelnemer einddatum geregistreerdOp id incidenten ingangsdatum persoon soort toestand versie vervaltOp", Names(whole));
        Assert.Equal("bevestiging criteria deelnemer einddatum geregistreerdOp id incidenten ingangsdatum persoon soort toestand versie vervaltOp", Names(listed));
    }

    [Fact]
    public async Task Management_reads_participants_and_nothing_of_any_person()
    {
        using var management = house.Client("beheer");

        var participant = (await (await management.ReadAsync("/v1/deelnemers")).JsonAsync())["deelnemers"]!.AsArray()[0]!.AsObject();

        Assert.Equal(
            "bereikbaarheid bevestiging briefhoofd doetMee id locaties naam telefoonnummer toetredingsdatum uittredingsdatum vergunning verklaring vertrekDoor wissenOp",
            Names(participant));
    }

    [Theory]
    [InlineData("rol", "beheer")]
    [InlineData("deelnemer", "Haven")]
    [InlineData("deelnemerId", "0123456789abcdef0123456789abcdef")]
    [InlineData("vervaltOp", "2099-01-01")]
    [InlineData("toestand", "actief")]
    public async Task A_field_that_nobody_asked_for_is_refused_by_name_and_does_nothing(string name, string value)
    {
        using var desk = house.Client("veiligheid");
        using var gate = house.Client("poort");
        var registration = Talk.Warning(Talk.Person("Extra", "Veld"));
        registration[name] = value;
        var question = Talk.Person("Extra", "Veld");
        question[name] = value;

        var registered = await desk.PostAsync(Talk.Registrations, registration);
        var asked = await gate.PostAsync(Talk.Queries, question);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (registered.StatusCode, asked.StatusCode));
        Assert.Contains(name, await registered.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static string Names(JsonObject json) => string.Join(' ', json.Select(field => field.Key).Order(StringComparer.Ordinal));
}
