using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Desk;

/// <summary>What a security desk does before it looks at its pages.</summary>
public static partial class DeskTalk
{
    /// <summary>Somebody of whom every field is known.</summary>
    public static JsonObject Known(string surname)
    {
        var person = Talk.Person(surname, "Jan Willem", "1984-03-12", "van den");
        person["geboorteplaats"] = "Utrecht";
        person["adres"] = "Lijnbaansgracht 12";
        person["postcode"] = "1016 KS";
        return person;
    }

    /// <summary>Registers for a desk; returns the id.</summary>
    public static async Task<string> RegisterAsync(this TestHouse house, JsonObject registration, string desk = "veiligheid")
    {
        ArgumentNullException.ThrowIfNull(house);
        using var client = house.Client(desk);
        var response = await client.PostAsync(Talk.Registrations, registration);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.JsonAsync()).Text("id");
    }

    /// <summary>What somebody reads on a page: its words, without its marks.</summary>
    public static async Task<string> WordsAsync(this HttpClient client, string path)
    {
        var response = await client.ReadAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return WordsOf(await Browser.TextAsync(response));
    }

    /// <summary>The words of a page.</summary>
    public static string WordsOf(string html) =>
        Blank().Replace(WebUtility.HtmlDecode(Mark().Replace(html, " ")), " ").Replace(" ,", ",", StringComparison.Ordinal);

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Mark();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Blank();
}
