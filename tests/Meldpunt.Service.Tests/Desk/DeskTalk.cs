using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Desk;

/// <summary>What the tests of a desk's pages say and read.</summary>
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

    /// <summary>The words of a page: what somebody reads, without its marks.</summary>
    public static string WordsOf(string html) =>
        Blank().Replace(WebUtility.HtmlDecode(Mark().Replace(html, " ")), " ").Replace(" ,", ",", StringComparison.Ordinal);

    /// <summary>Every address that a page leads to.</summary>
    public static IEnumerable<string> AddressesIn(string html) => Address().Matches(html).Select(match => WebUtility.HtmlDecode(match.Groups["to"].Value));

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Mark();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Blank();

    [GeneratedRegex("(href|action)=\"(?<to>[^\"]*)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Address();
}
