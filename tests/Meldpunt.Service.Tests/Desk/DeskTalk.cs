using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.Desk;

/// <summary>What the tests of a desk's pages say and read.</summary>
public static partial class DeskTalk
{
    private const int Days = 28;
    private const int Months = 12;
    private const int Years = 60;

    /// <summary>A birth date that goes with a family name, so that the people of two tests are not taken for one.</summary>
    public static string BirthDateOf(string surname)
    {
        ArgumentNullException.ThrowIfNull(surname);
        var sum = surname.Aggregate(7, (sum, letter) => ((sum * 31) + letter) % 1_000_003);
        return string.Create(CultureInfo.InvariantCulture, $"{1930 + (sum % Years)}-{1 + (sum / Years % Months):00}-{1 + (sum / Years / Months % Days):00}");
    }

    /// <summary>Somebody of whom every field is known.</summary>
    public static JsonObject Known(string surname, string? birthDate = null)
    {
        var person = Talk.Person(surname, "Jan Willem", birthDate ?? BirthDateOf(surname), "van den");
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
