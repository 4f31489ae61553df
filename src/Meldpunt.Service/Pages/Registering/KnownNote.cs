using System.Text.Json;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Register;

namespace Meldpunt.Service.Pages.Registering;

/// <summary>What the register answered when it was asked about the person of a draft, kept in the draft, so that it is asked once and not at every page.</summary>
internal sealed class KnownNote
{
    // Somebody with more entries than this has those that count, bans first, among them; a field of a draft has its limit.
    private const int MaxEntries = 6;
    private const int MaxTrespasses = 3;

    /// <summary>About whom was asked, as typed.</summary>
    public required string Person { get; init; }

    public required string QueryId { get; init; }

    public required LadderAdvice Advice { get; init; }

    public required IReadOnlyList<KnownNoteEntry> Entries { get; init; }

    /// <summary>The bans among them.</summary>
    public IReadOnlyList<string> BanIds => Entries.Where(entry => entry.Kind == EntryKind.Ban).Select(entry => entry.Id).ToList();

    /// <summary>Makes a note of a look.</summary>
    public static KnownNote Of(KnownPerson known, PersonInput person) => new()
    {
        Person = Fingerprint(person),
        QueryId = known.QueryId.ToString(),
        Advice = known.Advice,
        Entries = [.. known.Entries.Take(MaxEntries).Select(entry => new KnownNoteEntry
        {
            Id = entry.Id.ToString(),
            Kind = entry.Kind,
            FirstDay = entry.FirstDay,
            LastDay = entry.LastDay,
            ParticipantName = entry.ParticipantName,
            DeskPhone = entry.DeskPhone,
            IsOwn = entry.IsOwn,
            Trespasses = [.. entry.Trespasses.Take(MaxTrespasses).Select(trespass => trespass.Day)],
        })],
    };

    /// <summary>The note without the entries that are not among these ids.</summary>
    public KnownNote Only(IReadOnlySet<string> ids) => new()
    {
        Person = Person,
        QueryId = QueryId,
        Advice = Advice,
        Entries = [.. Entries.Where(entry => ids.Contains(entry.Id))],
    };

    /// <summary>Reads what <see cref="Text"/> wrote; null when there is none.</summary>
    public static KnownNote? Read(string? text) => string.IsNullOrEmpty(text) ? null : JsonSerializer.Deserialize<KnownNote>(text);

    public string Text() => JsonSerializer.Serialize(this);

    /// <summary>True when it is about this person, letter for letter.</summary>
    public bool IsAbout(PersonInput person) => string.Equals(Person, Fingerprint(person), StringComparison.Ordinal);

    /// <summary>True when a warning is known within twelve months before an incident: the second step of the ladder.</summary>
    public bool HasWarningBefore(DateOnly incident) =>
        Entries.Any(entry => entry.Kind == EntryKind.Warning && RegistrationRules.CountsAsEarlier(entry.FirstDay, incident));

    public override string ToString() => nameof(KnownNote);

    private static string Fingerprint(PersonInput person) => string.Join(
        '\n', person.Surname, person.Prefix, person.FirstNames, person.BirthDate, person.Birthplace, person.Address, person.Postcode, person.IsTransliterated);
}
