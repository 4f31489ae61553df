using Meldpunt.Admin.Persons;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Register;

/// <summary>An incident whose fields have been read. Never printed.</summary>
internal sealed class AddedIncident
{
    /// <summary>Most incidents of one entry.</summary>
    public const int MaxPerEntry = 100;

    private const int MaxFoundByLength = 100;

    public required DateOnly Day { get; init; }

    public required IncidentKind Kind { get; init; }

    public required string FileReference { get; init; }

    public required string FoundBy { get; init; }

    public required bool CrimeReported { get; init; }

    public required DateOnly? LastDay { get; init; }

    /// <summary>Reads the fields; faults are added to the list, and the result is null when any was.</summary>
    public static AddedIncident? Check(IncidentInput input, ICollection<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(input);
        var before = faults.Count;
        var read = new FieldReader(faults);
        var day = read.Day(input.Day, RegistrationFields.IncidentDay);
        var kind = read.Choice(input.Kind, RegistrationFields.IncidentKind, EntryTerms.Incidents);
        var file = read.Prose(input.FileReference, RegistrationFields.IncidentFile, RegistrationCheck.MaxReferenceLength);
        var foundBy = read.Prose(input.FoundBy, RegistrationFields.FoundBy, MaxFoundByLength);
        var lastDay = read.DayIfAny(input.LastDay, RegistrationFields.LastDay);
        if (input.QueryId is not null && !OpaqueId.TryParse(input.QueryId, out _))
        {
            faults.Add(new Fault(RegistrationFields.Look, "geen-id", $"Het veld {RegistrationFields.Look} is de id van een toetsing."));
        }

        return faults.Count > before ? null : new AddedIncident
        {
            Day = day!.Value,
            Kind = kind!.Value,
            FileReference = file!,
            FoundBy = foundBy!,
            CrimeReported = input.CrimeReported ?? false,
            LastDay = lastDay,
        };
    }

    /// <summary>Every rule that this breaks as an incident of that entry.</summary>
    public IEnumerable<Fault> Broken(EntryRow entry, DateOnly today)
    {
        if (Day > today)
        {
            yield return Refusals.AddedIncidentNotInTheFuture;
        }

        if (Kind == IncidentKind.Trespass && entry.Kind != EntryKind.Ban)
        {
            yield return Refusals.TrespassIsOnABan;
        }
        else if (Kind == IncidentKind.Trespass && Day < entry.FirstDay)
        {
            yield return Refusals.TrespassNotBeforeBan;
        }

        if (LastDay < entry.LastDay)
        {
            yield return Refusals.EndNotEarlierThanItWas;
        }

        if (LastDay > RegistrationRules.EndOfTerm(Day > entry.LastIncidentOn ? Day : entry.LastIncidentOn))
        {
            yield return Refusals.EndsWithinTwelveMonthsOfIncident;
        }
    }

    /// <summary>What is wrong with its day beside the person and the incident for which the entry was made.</summary>
    public IEnumerable<Fault> TooEarly(Entry entry)
    {
        if (entry.Person?.BirthDate.Earliest > Day)
        {
            yield return Refusals.AddedIncidentBeforeBirth;
        }
        else if (Day < RegistrationRules.EarliestLater(entry.FirstIncident?.HappenedOn ?? entry.FirstDay))
        {
            yield return Refusals.AddedIncidentTooLongAgo;
        }
    }

    /// <summary>The row of it, sealed under the key of the entry.</summary>
    public IncidentRow Seal(EntryCipher cipher, EntryRow entry, OpaqueId participantId, OpaqueId recordedBy, DateTimeOffset now)
    {
        var id = OpaqueId.Create();
        return new IncidentRow
        {
            Id = id,
            EntryId = entry.Id,
            Kind = Kind,
            HappenedOn = Day,
            ParticipantId = participantId,
            RecordedBy = recordedBy,
            RecordedAt = now,
            CrimeReported = CrimeReported,
            FoundBy = IncidentRow.Seal(cipher, id, nameof(IncidentRow.FoundBy), FoundBy),
            FileReference = IncidentRow.Seal(cipher, id, nameof(IncidentRow.FileReference), FileReference),
        };
    }

    public override string ToString() => nameof(AddedIncident);
}
