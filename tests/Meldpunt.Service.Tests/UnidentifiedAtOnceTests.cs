using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Dapper;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests;

/// <summary>Unidentified persons when more happens than one thing: images sent at once, a namesake with a ban, a garage that goes.</summary>
public sealed class UnidentifiedAtOnceTests : IAsyncLifetime
{
    private const string Path = "/v1/onbekenden";

    private readonly TestHouse _house = new();

    private HttpClient? _desk;

    public async ValueTask InitializeAsync()
    {
        await _house.InitializeAsync();
        _desk = _house.Client("veiligheid");
    }

    public ValueTask DisposeAsync()
    {
        _desk?.Dispose();
        return _house.DisposeAsync();
    }

    [Fact]
    public async Task Who_sends_a_second_image_while_the_first_is_being_kept_is_told_to_come_back()
    {
        var id = await MakeAsync(_desk!);

        // The seal of what was made is a commit as well, and would be taken for the image's.
        await Talk.UntilAsync(() => _house.Sealer.Published.Size >= _house.Installation.QueryLog.LastSeq, "the act of making was sealed");
        using var arrived = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        _house.Installation.Writer.BeforeCommit = _ =>
        {
            arrived.Set();
            go.Wait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        };

        var first = SendAsync(_desk!, id);
        await Talk.UntilAsync(() => arrived.IsSet, "the first image was about to be kept");
        var second = await SendAsync(_desk!, id);
        go.Set();
        _house.Installation.Writer.BeforeCommit = null;

        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(2)), (second.StatusCode, second.Headers.RetryAfter!.Delta));
        Assert.Equal(HttpStatusCode.Created, (await first).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(_desk!, id)).StatusCode);
    }

    [Fact]
    public async Task Somebody_recognised_whose_namesake_has_a_ban_gets_one_when_the_desk_says_that_it_is_somebody_else()
    {
        using var desk = _house.Client("veiligheid");
        using var browser = await Browser.SignInAsync(_house, "veiligheid");
        var banned = (await (await desk.PostAsync(Talk.Registrations, Talk.Ban())).JsonAsync()).Text("id");
        var id = await MakeAsync(desk);
        var page = $"/onbekenden/{id}/herkenning";

        var refused = await desk.PostAsync($"{Path}/{id}/herkenningen", Talk.Ban());
        var shown = await Browser.TextAsync(await browser.PostAsync(page, Ban()));
        var made = await browser.PostAsync(page, [.. Ban(), ("anderePersoonDan", banned)]);

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal([banned], (await refused.JsonAsync())["registraties"]!.AsArray().Select(ban => ban!.GetValue<string>()));
        Assert.Contains($"name=\"anderePersoonDan\" value=\"{banned}\"", shown, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.ReadAsync($"{Path}/{id}")).StatusCode);
    }

    [Fact]
    public async Task A_registration_under_way_when_its_garage_leaves_is_refused_and_not_made()
    {
        using var desk = _house.Client("veiligheid");
        var left = 0;

        // The look that comes before the entry is durable: now the garage leaves, and nobody has told the directory yet.
        _house.Installation.Writer.AfterCommit = () =>
        {
            if (_house.Installation.QueryLogReader.NewestSeq() > 0 && Interlocked.Exchange(ref left, 1) == 0)
            {
                using var connection = _house.Installation.Database.Open();
                connection.Execute("UPDATE participant SET left_on = '2026-11-21' WHERE id = @Id", new { _house.Lion.Id });
            }
        };
        var response = await desk.PostAsync(Talk.Registrations, Talk.Warning());

        Assert.Equal((1, HttpStatusCode.Forbidden), (left, response.StatusCode));
        using var database = _house.Installation.Database.Open();
        Assert.Equal(0, await database.ExecuteScalarAsync<int>("SELECT count(*) FROM entry"));
    }

    private static (string Name, string Value)[] Ban() =>
    [
        ("persoon.achternaam", "Berg"), ("persoon.voorvoegsel", "van den"), ("persoon.voornamen", "Anna"), ("persoon.geboortedatum", "12-3-1984"),
        ("soort", "toegangsverbod"), ("criteria.strafbaarFeit", "ja"), ("criteria.aangifteGedaan", "ja"), ("criteria.afweging", "Ernstige schade."),
        ("ingangsdatum", "14-11-2026"), ("einddatum", "14-11-2027"), ("criteria.mededeling.wijze", "uitgereikt"), ("criteria.mededeling.datum", "15-11-2026"),
    ];

    private static async Task<string> MakeAsync(HttpClient desk)
    {
        var response = await desk.PostAsync(Path, new JsonObject
        {
            ["beschrijving"] = "Man met een rode jas.",
            ["plaats"] = "Dek 3",
            ["incidentdatum"] = "2026-11-14",
            ["tijd"] = "22:40",
            ["einddatum"] = "2027-11-14",
            ["dossierkenmerk"] = "D-2026-121",
            ["bewijsInDossier"] = true,
            ["afweging"] = "Ernstige schade, en niemand kent hem.",
        });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.JsonAsync()).Text("id");
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string id)
    {
        using var content = new ByteArrayContent(HandMadePng.Make(9, 9));
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return await client.PostAsync(new Uri($"{Path}/{id}/beelden", UriKind.Relative), content, TestContext.Current.CancellationToken);
    }
}
