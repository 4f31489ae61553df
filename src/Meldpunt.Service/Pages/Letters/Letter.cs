using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Names;
using Meldpunt.Service.Pages.Texts;

namespace Meldpunt.Service.Pages.Letters;

/// <summary>
/// A letter to somebody who is registered, in one language: what was decided, and all that protocol article 9.1 has the person told. Made when
/// somebody asks for it, and kept nowhere. Never printed to a log.
/// </summary>
internal sealed class Letter(LetterKind kind, Entry entry, PersonDetails person, Participant sender, IReadOnlyList<string> participants, DateOnly today, PageTexts texts)
{
    private const int MaxNamedParticipants = 40;

    public PageTexts Texts => texts;

    public DateOnly Today => today;

    public Participant Sender => sender;

    public string FileReference => entry.FileReference!;

    public string Subject => texts["letter.subject." + LetterTerms.Of(kind)];

    /// <summary>Name and address as an envelope has them; without the address when that is not known.</summary>
    public IReadOnlyList<string> Addressee => [.. new[] { PersonWords.Whole(person), person.Address, person.Postcode }.OfType<string>()];

    public string Salutation => texts.Format("letter.salutation", PersonWords.Family(person));

    /// <summary>The sender's lines; its name when it gave none.</summary>
    public IReadOnlyList<string> Head => LinesOf(sender.Letterhead) is { Count: > 0 } lines ? lines : [sender.Name];

    /// <summary>What was decided, what for, from when until when, and what that means.</summary>
    public IReadOnlyList<string> Decision =>
    [
        $"{Incident} {Decided} {texts["letter.meaning." + EntryTerms.Of(entry.Kind)]} {Named}".TrimEnd(),
        .. entry.Incidents.Where(incident => incident != entry.FirstIncident).Select(Later),
        texts.Format("letter.recorded", texts.Moment(entry.RegisteredAt).Split(',')[0]),
    ];

    /// <summary>The rest, in order.</summary>
    public IReadOnlyList<LetterSection> Sections => [Purpose, Data, Seen, Match, Term, Rights, Contact];

    private string Incident
    {
        get
        {
            var what = texts.Format(entry.Crime ? "letter.incident.crime" : "letter.incident.nuisance", FirstDay, sender.Name);
            return entry.CrimeReported ? $"{what} {texts["letter.incident.reported"]}" : what;
        }
    }

    // Of an entry from before there were incidents the day is known until one is added.
    private string FirstDay => entry switch
    {
        { FirstIncident: { } first } => texts.Day(first.HappenedOn),
        { Incidents.Count: 0 } => texts.Day(entry.LastIncidentOn),
        _ => texts.Format("letter.incident.by", texts.Day(entry.FirstDay)),
    };

    private string Decided
    {
        get
        {
            var word = EntryTerms.Of(entry.Kind);
            return texts.Format("letter.decision." + (kind == LetterKind.Notice ? "mededeling-" + word : word), texts.Day(entry.FirstDay), texts.Day(entry.LastDay));
        }
    }

    private string Named => participants.Count is > 0 and <= MaxNamedParticipants
        ? texts.Format("letter.participants", string.Join(", ", participants))
        : string.Empty;

    private LetterSection Purpose => new(
        texts["letter.purpose"],
        [
            string.Join(' ', new[]
            {
                texts["letter.purpose.what"],
                texts.Format("letter.purpose.ground", sender.Name),
                sender.HasPermitNumber ? texts.Format("letter.purpose.permit", sender.PermitNumber) : null,
            }.OfType<string>()),
        ]);

    private LetterSection Data => new(texts["letter.data"], [texts["letter.data.what"]])
    {
        Facts =
        [
            (texts["person.achternaam"], person.Surname),
            (texts["person.voorvoegsel"], person.Prefix ?? texts["letter.data.none"]),
            (texts["person.voornamen"], person.FirstNames ?? Unknown),
            (texts["person.geboortedatum"], PersonWords.BirthDate(texts, person)),
            (texts["person.geboorteplaats"], person.Birthplace ?? Unknown),
            (texts["letter.contact.address"], person.Address ?? Unknown),
            (texts["person.postcode"], person.Postcode ?? Unknown),
            (texts["letter.data.h"], $"{texts.Day(entry.FirstDay)} – {texts.Day(entry.LastDay)}"),
            (texts["letter.data.i"], sender.Name),
            (texts["letter.data.j"], OfTrespasses(trespass => texts.Day(trespass.HappenedOn))),
            (texts["letter.data.k"], OfTrespasses(trespass => trespass.FoundBy ?? Unknown)),
        ],
        Closing = texts["letter.data.origin"],
    };

    private LetterSection Seen => new(
        texts["letter.seen"], [$"{texts["letter.seen.gate"]} {texts["letter.seen.others"]} {texts["letter.seen.own"]}"]);

    private LetterSection Match => new(texts["letter.match"], [texts["letter.match.what"]]);

    private LetterSection Term => new(texts["letter.term"], [texts.Format("letter.term.what", texts.Day(entry.LastDay))]);

    private LetterSection Rights => new(texts["letter.rights"], [])
    {
        Rights =
        [
            (texts["letter.rights.access"], texts["letter.rights.access-what"]),
            (texts["letter.rights.correction"], texts["letter.rights.correction-what"]),
            (texts["letter.rights.chain"], texts["letter.rights.chain-what"]),
            (texts["letter.rights.objection"], texts["letter.rights.objection-what"]),
            (texts["letter.rights.court"], texts["letter.rights.court-what"]),
            (texts["letter.rights.authority"], texts["letter.rights.authority-what"]),
            (texts["letter.rights.dispute"], texts["letter.rights.dispute-what"]),
            (texts["letter.rights.protocol"], texts["letter.rights.protocol-what"]),
        ],
    };

    private LetterSection Contact => new(texts["letter.contact"], [texts.Format("letter.contact.object", sender.Name, entry.FileReference)])
    {
        Facts =
        [
            .. LinesOf(sender.Letterhead) is { Count: > 0 } lines ? new[] { (texts["letter.contact.address"], string.Join(", ", lines)) } : [],
            (texts["letter.contact.phone"], sender.DeskPhone),
            .. sender.DeskHours is { Length: > 0 } hours ? new[] { (texts["letter.contact.hours"], hours) } : [],
        ],
    };

    private string Unknown => texts["letter.data.unknown"];

    public override string ToString() => nameof(Letter);

    // What was added to the entry: it is no reason of the decision, and its day, kind and report are its own.
    private string Later(EntryIncident incident)
    {
        var what = texts.Format("letter.later." + EntryTerms.Of(incident.Kind), texts.Day(incident.HappenedOn), incident.FoundBy ?? Unknown);
        return incident.CrimeReported ? $"{what} {texts["letter.incident.reported"]}" : what;
    }

    private string OfTrespasses(Func<EntryIncident, string> say)
    {
        var trespasses = entry.Incidents.Where(incident => incident.Kind == IncidentKind.Trespass).Select(say).ToList();
        return trespasses.Count == 0 ? texts["letter.data.none"] : string.Join("; ", trespasses);
    }

    private static List<string> LinesOf(string? text) =>
        [.. (text ?? string.Empty).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
