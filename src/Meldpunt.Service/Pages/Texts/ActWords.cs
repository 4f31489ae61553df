using System.Globalization;
using Meldpunt.Admin.Access;
using Meldpunt.Index.Identity;

namespace Meldpunt.Service.Pages.Texts;

/// <summary>The details of an act in words: the interface's words for things and its dates become those of people.</summary>
internal static class ActWords
{
    // As people tell it; whatever is not here comes after.
    private static readonly List<string> Order = ["soort", "wijze", "grond", "datum", "ingangsdatum", "einddatum", "herinnerenOp", "toestand", "bevestiging", "referentie", "uitkomst", "advies", "wat", "aantal", "deelnemers",
        "nietBereikt"];

    /// <summary>The details in the order in which people tell them.</summary>
    public static IEnumerable<KeyValuePair<string, string>> InOrder(IEnumerable<KeyValuePair<string, string>> details) =>
        details.OrderBy(detail => Order.IndexOf(detail.Key) is var place and >= 0 ? place : Order.Count);

    /// <summary>One detail: its name and its value; both as they are when there are no words for them.</summary>
    public static string Of(PageTexts texts, AccessDirectory directory, string name, string value)
    {
        var words = name switch
        {
            "soort" => texts.Find("kind." + value) ?? texts.Find("entry.incident-kind." + value),
            "wijze" => texts.Find("notice." + value),
            "grond" => texts.Find("entry.reason." + value),
            "toestand" => texts.Find("entry.state." + value),
            "bevestiging" => texts.Find("entry.eyes." + value),
            "uitkomst" or "advies" => texts.Find($"act-word.{name}.{value}"),
            "wat" => texts.ActWord(value),
            "deelnemers" or "nietBereikt" => string.Join(", ", value.Split(' ').Select(id => NameOf(directory, id)).Order(StringComparer.CurrentCulture)),
            _ => null,
        };
        var day = DateOnly.TryParseExact(value, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? texts.Day(date) : null;
        return $"{texts.Find("entry.detail." + name) ?? texts.Find("act-detail." + name) ?? name}: {words ?? day ?? value}";
    }

    private static string NameOf(AccessDirectory directory, string id) =>
        OpaqueId.TryParse(id, out var participant) ? directory.FindParticipant(participant)?.Name ?? id : id;
}
