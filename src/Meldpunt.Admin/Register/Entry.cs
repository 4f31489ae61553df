using System.Diagnostics.CodeAnalysis;
using Meldpunt.Index;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.Register;

/// <summary>What the register holds of one person: a warning or a ban (protocol article 5.2 a-k), decrypted. Never printed.</summary>
public sealed class Entry
{
    public required OpaqueId Id { get; init; }

    public required EntryKind Kind { get; init; }

    public required EntryState State { get; init; }

    /// <summary>1 at first, one more with every act.</summary>
    public required int Version { get; init; }

    public required OpaqueId ParticipantId { get; init; }

    public required OpaqueId RegisteredBy { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>The second officer; null for a warning, before it is confirmed, and with one pair of eyes.</summary>
    public OpaqueId? ConfirmedBy { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>Who corrected it the last time; nobody confirms what they wrote themselves.</summary>
    public OpaqueId? CorrectedBy { get; init; }

    /// <summary>True when it took effect without a second officer because the participant has only one.</summary>
    public bool OneOfficer { get; init; }

    /// <summary>Null when it was erased; see <see cref="HasPerson"/>.</summary>
    public required PersonDetails? Person { get; init; }

    public required DateOnly FirstDay { get; init; }

    /// <summary>The last day on which the entry matches. When it is over, the entry must be gone (article 5.5).</summary>
    public required DateOnly LastDay { get; init; }

    public required DateOnly LastIncidentOn { get; init; }

    public required string? FileReference { get; init; }

    public required string? Weighing { get; init; }

    /// <summary>Why somebody who may have been under 18 is registered all the same.</summary>
    public string? WeighingOfAge { get; init; }

    public required bool Crime { get; init; }

    public required bool CrimeReported { get; init; }

    public required NoticeKind Notice { get; init; }

    public DateOnly? NoticeOn { get; init; }

    public string? NoticeReason { get; init; }

    /// <summary>The day on which the desk is to be reminded of a notice that was put off.</summary>
    public DateOnly? RemindOn { get; init; }

    /// <summary>What it was made for and what was added, oldest first. None of an entry from before there were incidents.</summary>
    public IReadOnlyList<EntryIncident> Incidents { get; init; } = [];

    /// <summary>The incident that it was made for; null of an entry from before there were incidents.</summary>
    public EntryIncident? FirstIncident => Incidents.FirstOrDefault(incident =>
        incident.RecordedAt == RegisteredAt
        && incident.Kind == (Crime ? IncidentKind.Crime : IncidentKind.Nuisance)
        && string.Equals(incident.FileReference, FileReference, StringComparison.Ordinal));

    /// <summary>Since when it is restricted; null when it is not.</summary>
    public DateTimeOffset? RestrictedSince { get; init; }

    /// <summary>Why it is restricted, or was the last time.</summary>
    public string? RestrictionReason { get; init; }

    /// <summary>Why the last restriction was lifted.</summary>
    public string? LiftReason { get; init; }

    /// <summary>Why the person's details were corrected the last time.</summary>
    public string? CorrectionReason { get; init; }

    /// <summary>When it was withdrawn.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it was withdrawn: one of <see cref="EntryTerms.Grounds"/>.</summary>
    public string? Ground { get; init; }

    /// <summary>False of a withdrawn entry: what it held of the person is gone.</summary>
    [MemberNotNullWhen(true, nameof(Person), nameof(FileReference), nameof(Weighing))]
    public bool HasPerson => Person is not null && FileReference is not null && Weighing is not null;

    /// <summary>
    /// False when too little is known of the person: who gives these very details at a gate is no match by the rule in this strength. The desk must hear it.
    /// </summary>
    public bool CanBeFound(MatchStrength strength) => HasPerson && PersonIndex.CanFind(Person, strength);

    /// <summary>Day of the oldest incident.</summary>
    public DateOnly FirstIncidentOn => Incidents.Select(incident => incident.HappenedOn).Append(LastIncidentOn).Min();

    /// <summary>True when somebody with these details was 18 at the oldest incident, whichever day their birth date stands for.</summary>
    public bool WasOfAge(PersonDetails person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return !RegistrationRules.MayHaveBeenMinor(person.BirthDate, FirstIncidentOn);
    }

    public override string ToString() => nameof(Entry);
}
