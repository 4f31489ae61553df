using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests;

/// <summary><c>/v1/onbekenden</c>: persons who could not be identified, seen by all desks, changed by their own, matched by no gate (article 5.3).</summary>
public sealed class UnidentifiedTests(TestHouse house) : IClassFixture<TestHouse>
{
    private const string Path = "/v1/onbekenden";

    [Fact]
    public async Task Every_desk_sees_the_person_and_only_its_own_sees_how_it_was_weighed()
    {
        using var desk = house.Client("veiligheid");
        using var other = house.Client("veiligheid-haven");
        var id = await MakeAsync(desk);

        var own = await (await desk.ReadAsync($"{Path}/{id}")).JsonAsync();
        var seen = await (await other.ReadAsync($"{Path}/{id}")).JsonAsync();
        var list = await (await other.ReadAsync(Path)).JsonAsync();

        Assert.Equal(("De Leeuw", "+31 20 555 0101", "2026-11-14", "22:40"), (seen.Text("deelnemer"), seen.Text("telefoonnummer"), seen.Text("incidentdatum"), seen.Text("tijd")));
        Assert.Equal((true, false), (own["eigen"]!.GetValue<bool>(), seen["eigen"]!.GetValue<bool>()));
        Assert.Equal((true, false), (own.ContainsKey("afweging"), seen.ContainsKey("afweging")));
        Assert.Contains(list["onbekenden"]!.AsArray(), person => string.Equals(person!.Text("id"), id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_desk_changes_nothing_and_is_told_that_there_is_nothing()
    {
        using var desk = house.Client("veiligheid");
        using var other = house.Client("veiligheid-haven");
        var id = await MakeAsync(desk);

        HttpResponseMessage[] answers =
        [
            await SendAsync(other, $"{Path}/{id}/beelden", HandMadeJpeg.Make(2, 2), "image/jpeg"),
            await other.PostAsync($"{Path}/{id}/intrekkingen", new JsonObject { ["grond"] = "onterecht" }),
            await other.PostAsync($"{Path}/{id}/herkenningen", Talk.Warning()),
        ];

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
        Assert.Equal(HttpStatusCode.OK, (await desk.ReadAsync($"{Path}/{id}")).StatusCode);
    }

    [Fact]
    public async Task An_image_comes_back_without_anything_else_and_cannot_be_taken_for_a_page()
    {
        using var desk = house.Client("veiligheid");
        using var other = house.Client("veiligheid-haven");
        var id = await MakeAsync(desk);
        var file = HandMadeJpeg.Make(4, 2, [HandMadeJpeg.Segment(0xE1, "Exif\0\0KanarieInExif"u8)]);

        var made = await (await SendAsync(desk, $"{Path}/{id}/beelden", file, "image/png")).JsonAsync();
        var image = Assert.Single(made["beelden"]!.AsArray())!;
        var answer = await other.ReadAsync(image.Text("adres"));

        Assert.Equal(HandMadeJpeg.Make(4, 2), await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("image/jpeg", "inline"), (answer.Content.Headers.ContentType!.ToString(), answer.Content.Headers.ContentDisposition!.ToString()));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Contains("default-src 'none'; img-src 'self'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal((32, 16), (image["breedte"]!.GetValue<int>(), image["hoogte"]!.GetValue<int>()));
    }

    [Fact]
    public async Task What_is_no_picture_is_refused_in_words_and_a_sixth_is_one_too_many()
    {
        using var desk = house.Client("veiligheid");
        var id = await MakeAsync(desk);
        var address = $"{Path}/{id}/beelden";

        var script = await SendAsync(desk, address, Encoding.ASCII.GetBytes("<svg onload='x'/>"), "image/png");
        var json = await SendAsync(desk, address, Encoding.ASCII.GetBytes("{}"), "application/json");
        var broken = await SendAsync(desk, address, HandMadePng.Make(9, 9)[..60], "image/png");
        var large = await SendAsync(desk, address, new byte[(4 * 1024 * 1024) + 1], "image/png");
        for (var number = 0; number < 5; number++)
        {
            Assert.Equal(HttpStatusCode.Created, (await SendAsync(desk, address, HandMadePng.Make(9, 9), "image/png")).StatusCode);
        }

        var sixth = await SendAsync(desk, address, HandMadePng.Make(9, 9), "image/png");

        Assert.Equal((HttpStatusCode.BadRequest, "beeld-soort"), (script.StatusCode, Assert.Single((await script.JsonAsync()).Codes())));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, json.StatusCode);
        Assert.Equal((HttpStatusCode.BadRequest, "beeld-onleesbaar"), (broken.StatusCode, Assert.Single((await broken.JsonAsync()).Codes())));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal((HttpStatusCode.Conflict, "beeld-te-veel"), (sixth.StatusCode, Assert.Single((await sixth.JsonAsync()).Codes())));
    }

    [Fact]
    public async Task A_person_who_is_known_now_gets_an_ordinary_entry_and_everything_else_is_gone()
    {
        using var desk = house.Client("veiligheid");
        using var gate = house.Client("poort-haven");
        var id = await MakeAsync(desk);
        var image = Assert.Single((await (await SendAsync(desk, $"{Path}/{id}/beelden", HandMadePng.Make(9, 9), "image/png")).JsonAsync())["beelden"]!.AsArray())!;
        var person = Talk.Person("Herkenberg", "Odilia");
        var refusedBody = Talk.Warning(person.DeepClone().AsObject());
        refusedBody["criteria"]!["bewijsInDossier"] = false;

        var refused = await desk.PostAsync($"{Path}/{id}/herkenningen", refusedBody);
        var stillThere = await desk.ReadAsync(image.Text("adres"));
        var known = await desk.PostAsync($"{Path}/{id}/herkenningen", Talk.Warning(person.DeepClone().AsObject()));
        var again = await desk.PostAsync($"{Path}/{id}/herkenningen", Talk.Warning(person.DeepClone().AsObject()));
        var match = await (await gate.PostAsync(Talk.Queries, person)).JsonAsync();

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (refused.StatusCode, stillThere.StatusCode));
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.NotFound), (known.StatusCode, again.StatusCode));
        Assert.Equal("match", match.Text("uitkomst"));
        Assert.Equal(HttpStatusCode.OK, (await desk.ReadAsync($"{Talk.Registrations}/{(await known.JsonAsync()).Text("registratie")}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.ReadAsync($"{Path}/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.ReadAsync(image.Text("adres"))).StatusCode);
    }

    [Fact]
    public async Task Every_look_and_every_change_is_an_act_and_the_images_of_a_page_are_one_look()
    {
        using var desk = house.Client("veiligheid");
        using var other = house.Client("veiligheid-haven");
        var id = await MakeAsync(desk);
        var address = (await (await SendAsync(desk, $"{Path}/{id}/beelden", HandMadePng.Make(9, 9), "image/png")).JsonAsync())["beelden"]![0]!.Text("adres");

        await other.ReadAsync(address);
        await other.ReadAsync(address);
        await other.ReadAsync($"{Path}/{id}");
        await other.ReadAsync(address);
        house.Time.Advance(TimeSpan.FromMinutes(10));
        await other.ReadAsync(address);
        await other.ReadAsync(Path);
        await other.ReadAsync(address);
        await desk.PostAsync($"{Path}/{id}/intrekkingen", new JsonObject { ["grond"] = "nietMeerNodig" });
        await other.ReadAsync($"{Path}/{id}");

        Assert.Equal(
            ["onbekende.geregistreerd", "onbekende.beeldToegevoegd", "onbekende.beeldBekeken", "onbekende.bekeken", "onbekende.beeldBekeken", "onbekende.ingetrokken"],
            ActsOn(id));
        Assert.Contains("onbekende.lijstBekeken", ActsOn(house.Harbour.Id.ToString()));
    }

    [Fact]
    public async Task A_look_that_cannot_be_recorded_shows_nothing()
    {
        using var desk = house.Client("veiligheid");
        var id = await MakeAsync(desk);
        house.Installation.Writer.BeforeCommit = _ => throw new Microsoft.Data.Sqlite.SqliteException("disk full", 13);
        try
        {
            foreach (var address in (string[])[Path, $"{Path}/{id}"])
            {
                var answer = await desk.ReadAsync(address);
                Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
                Assert.DoesNotContain("rode jas", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            }
        }
        finally
        {
            house.Installation.Writer.BeforeCommit = null;
        }
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        using var desk = house.Client("veiligheid");

        var empty = await (await desk.PostAsync(Path, new JsonObject { ["naam"] = "Jansen" })).JsonAsync();
        var body = Body();
        body["bewijsInDossier"] = false;
        body["einddatum"] = "2027-11-15";
        var broken = await (await desk.PostAsync(Path, body)).JsonAsync();

        Assert.Equal(9, empty.Codes().Count);
        Assert.Equal(["langer-dan-twaalf-maanden", "geen-bewijs"], broken.Codes());
    }

    private List<string> ActsOn(string subject)
    {
        using var connection = house.Installation.Database.Open();
        return connection.Query<string>(
            "SELECT json_extract(text, '$.handeling') FROM administrative_act WHERE json_extract(text, '$.betreft') = @subject ORDER BY seq", new { subject }).AsList();
    }

    internal static JsonObject Body() => new()
    {
        ["beschrijving"] = "Man, ongeveer 30 jaar, rode jas; sloeg een autoruit in.",
        ["plaats"] = "Dek 3",
        ["incidentdatum"] = "2026-11-14",
        ["tijd"] = "22:40",
        ["einddatum"] = "2027-11-14",
        ["dossierkenmerk"] = "D-2026-121",
        ["bewijsInDossier"] = true,
        ["afweging"] = "Ernstige schade, en niemand kent hem.",
    };

    private static async Task<string> MakeAsync(HttpClient desk)
    {
        var response = await desk.PostAsync(Path, Body());
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var id = (await response.JsonAsync()).Text("id");
        Assert.Equal($"{Path}/{id}", response.Headers.Location?.ToString());
        return id;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, byte[] bytes, string contentType)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };

        // Who is told beforehand that it is too much does not begin to send it; else the line may be closed before the answer is read.
        request.Headers.ExpectContinue = true;
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
