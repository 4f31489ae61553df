using System.CommandLine;
using System.Globalization;
using Meldpunt.Admin;
using Meldpunt.Admin.Participants;

namespace Meldpunt.Service.Commands;

/// <summary>The declaration and the permit of a participant, as options of a verb.</summary>
internal sealed class PapersOptions
{
    public Option<string?> Signed { get; } = new("--verklaring") { Description = "Dag waarop de verklaring is getekend, jjjj-mm-dd.", HelpName = "DAG" };

    public Option<string?> Number { get; } = new("--vergunning") { Description = "Nummer van de vergunning; samen met --van en --tot.", HelpName = "NUMMER" };

    public Option<string?> From { get; } = new("--van") { Description = "Eerste dag van de vergunning.", HelpName = "DAG" };

    public Option<string?> Until { get; } = new("--tot") { Description = "Laatste dag van de vergunning.", HelpName = "DAG" };

    /// <summary>What was given; throws in words when a day is none, or a permit is not whole.</summary>
    public ParticipantPapers Read(ParseResult parsed)
    {
        var number = parsed.GetValue(Number);
        var from = Day(parsed, From);
        var until = Day(parsed, Until);
        var given = new[] { number is not null, from is not null, until is not null };
        if (given.Any(isGiven => isGiven) && !given.All(isGiven => isGiven))
        {
            throw new AdministrationException("Een vergunning heeft --vergunning, --van en --tot, alle drie.");
        }

        return new ParticipantPapers(Day(parsed, Signed), number is null ? null : new ParticipantPermit(number, from!.Value, until!.Value));
    }

    private static DateOnly? Day(ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is not { } text)
        {
            return null;
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new AdministrationException($"{option.Name} is een dag: jjjj-mm-dd.");
    }
}
