using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Service.Commands;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests;

/// <summary>The verb <c>deelnemer overdracht</c> over a real folder, while the service runs on it (protocol article 7.2).</summary>
public sealed class HandoverTests(TestHouse house) : IClassFixture<TestHouse>
{
    [Fact]
    public async Task What_a_participant_that_left_brought_in_is_in_the_file_with_unidentified_persons_and_their_images()
    {
        using var manager = house.Client("beheer");
        using var desk = house.Client("veiligheid-haven");
        (await desk.PostAsync(Talk.Registrations, Talk.Ban(Talk.Person("Overdrager")))).EnsureSuccessStatusCode();
        var picture = HandMadePng.Make(9, 9);
        var image = await UnidentifiedAsync(desk, picture);
        (await manager.PostTextAsync($"/v1/deelnemers/{house.Harbour.Id}/uittredingen", "{\"gegevens\":\"overdragen\"}")).EnsureSuccessStatusCode();
        var file = Path.Combine(house.Folder, "overdracht.json");

        var exitCode = await HandOverAsync("Haven", file);
        var again = await HandOverAsync("Haven", file);
        var ofAnother = await HandOverAsync("De Leeuw", file + "2");

        Assert.Equal((0, 1, 1), (exitCode, again, ofAnother));
        var json = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!;
        var unidentified = Assert.Single(json["onbekenden"]!.AsArray())!;
        var kept = Assert.Single(unidentified["bestanden"]!.AsArray())!;
        Assert.Equal("Overdrager", Assert.Single(json["registraties"]!.AsArray())!["persoon"]!.Text("achternaam"));
        Assert.Equal(("Draagt een paardenmasker.", image, "image/png"), (unidentified.Text("beschrijving"), kept.Text("beeld"), kept.Text("soort")));
        Assert.Equal(picture, Convert.FromBase64String(kept.Text("inhoud")));
        var act = house.Installation.ActReader.List(house.Harbour.Id, subjectId: null, beforeSeq: null, count: 1)[0].Act;
        Assert.Equal(("deelnemer.gegevensOvergedragen", "1", "1"), (act.Kind, act.Details["registraties"], act.Details["onbekenden"]));
        Assert.False(Path.Exists(file + "2"));
    }

    private static async Task<string> UnidentifiedAsync(HttpClient desk, byte[] picture)
    {
        var made = await desk.PostAsync("/v1/onbekenden", new JsonObject
        {
            ["beschrijving"] = "Draagt een paardenmasker.",
            ["plaats"] = "Dek 3",
            ["incidentdatum"] = "2026-11-14",
            ["tijd"] = "22:40",
            ["einddatum"] = "2027-11-14",
            ["dossierkenmerk"] = "D-2026-121",
            ["bewijsInDossier"] = true,
            ["afweging"] = "Ernstige schade, en niemand kent hem.",
        });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        using var content = new ByteArrayContent(picture);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        var address = new Uri($"/v1/onbekenden/{(await made.JsonAsync()).Text("id")}/beelden", UriKind.Relative);
        var sent = await desk.PostAsync(address, content, TestContext.Current.CancellationToken);
        return Assert.Single((await sent.JsonAsync())["beelden"]!.AsArray())!.Text("id");
    }

    private Task<int> HandOverAsync(string name, string file) => MeldpuntCommand.Create()
        .Parse(["deelnemer", "overdracht", "--data", house.Folder, "--deelnemer", name, "--uit", file])
        .InvokeAsync(configuration: null, TestContext.Current.CancellationToken);
}
