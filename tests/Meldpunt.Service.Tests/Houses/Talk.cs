using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Meldpunt.Service.Tests.Houses;

/// <summary>What the tests say over HTTP.</summary>
public static class Talk
{
    public const string Queries = "/v1/bevragingen";
    public const string Registrations = "/v1/registraties";

    /// <summary>A visitor as the gate sends one.</summary>
    public static JsonObject Person(string surname = "Berg", string firstNames = "Anna", string birthDate = "1984-03-12", string? prefix = "van den")
    {
        var person = new JsonObject { ["achternaam"] = surname, ["voornamen"] = firstNames, ["geboortedatum"] = birthDate };
        if (prefix is not null)
        {
            person["voorvoegsel"] = prefix;
        }

        return person;
    }

    /// <summary>A ban that the protocol allows: a crime of last month that was reported.</summary>
    public static JsonObject Ban(JsonObject? person = null) => new()
    {
        ["soort"] = "toegangsverbod",
        ["persoon"] = person ?? Person(),
        ["ingangsdatum"] = "2026-10-21",
        ["einddatum"] = "2027-10-21",
        ["criteria"] = new JsonObject
        {
            ["dossierkenmerk"] = "D-2026-17",
            ["incidentdatum"] = "2026-10-21",
            ["strafbaarFeit"] = true,
            ["aangifteGedaan"] = true,
            ["bewijsInDossier"] = true,
            ["afweging"] = "Derde autokraak in een maand; geen verzachtende omstandigheden.",
            ["mededeling"] = new JsonObject { ["wijze"] = "uitgereikt", ["datum"] = "2026-10-22" },
        },
    };

    /// <summary>A warning that the protocol allows.</summary>
    public static JsonObject Warning(JsonObject? person = null)
    {
        var warning = Ban(person);
        warning["soort"] = "waarschuwing";
        warning["criteria"]!["strafbaarFeit"] = false;
        warning["criteria"]!["aangifteGedaan"] = false;
        return warning;
    }

    public static Task<HttpResponseMessage> PostAsync(this HttpClient client, string path, JsonNode body) =>
        client.PostTextAsync(path, body.ToJsonString());

    public static async Task<HttpResponseMessage> PostTextAsync(this HttpClient client, string path, string body, string contentType = "application/json")
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return await client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    /// <summary>Reads an answer; of a stream, which has no end, the headers.</summary>
    public static Task<HttpResponseMessage> ReadAsync(this HttpClient client, string path) => client.GetAsync(
        new Uri(path, UriKind.Relative),
        path.EndsWith("/stroom", StringComparison.Ordinal) ? HttpCompletionOption.ResponseHeadersRead : HttpCompletionOption.ResponseContentRead,
        TestContext.Current.CancellationToken);

    public static async Task<JsonObject> JsonAsync(this HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject();

    /// <summary>Waits until something that goes on in the background has happened.</summary>
    public static async Task UntilAsync(Func<bool> happened, string what)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var began = TimeProvider.System.GetTimestamp();
        while (!happened())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(30), $"within 30 seconds it did not happen that {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public static string Text(this JsonNode node, string name) => node[name]!.GetValue<string>();

    /// <summary>The codes of all faults in an error.</summary>
    public static IReadOnlyList<string> Codes(this JsonObject problem) =>
        problem["fouten"] is JsonArray faults ? faults.Select(fault => fault!.Text("code")).ToList() : [];

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
