using System.Collections.Frozen;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.Register;

/// <summary>A registration whose fields have been read; whether the protocol allows it is for <see cref="RegistrationRules"/>. Never printed.</summary>
public sealed class Registration
{
    public required EntryKind Kind { get; init; }

    public required PersonDetails Person { get; init; }

    /// <summary>The day on which the warning or ban begins.</summary>
    public required DateOnly FirstDay { get; init; }

    /// <summary>The last day of the warning or ban; the entry is gone when it is over.</summary>
    public required DateOnly LastDay { get; init; }

    public required string FileReference { get; init; }

    public required DateOnly IncidentDate { get; init; }

    public required bool Crime { get; init; }

    public required bool CrimeReported { get; init; }

    public required bool EvidenceInFile { get; init; }

    public required string Weighing { get; init; }

    public required NoticeKind Notice { get; init; }

    public DateOnly? NoticeDate { get; init; }

    public string? NoticeReason { get; init; }

    public DateOnly? RemindOn { get; init; }

    public string? WeighingOfAge { get; init; }

    /// <summary>Bans that are about somebody else.</summary>
    public IReadOnlySet<OpaqueId> OtherPersonThan { get; init; } = FrozenSet<OpaqueId>.Empty;

    /// <summary>True when the person may have been under 18 at the incident: that asks for a second look, and for the reason in words.</summary>
    public bool MayHaveBeenMinor => RegistrationRules.MayHaveBeenMinor(Person.BirthDate, IncidentDate);

    /// <summary>A ban, or anybody who may have been a minor, waits for a second officer.</summary>
    public bool NeedsSecondOfficer => Kind == EntryKind.Ban || MayHaveBeenMinor;

    /// <summary>Article 5.2.1: a ban that does not rest on a reported crime rests on an earlier warning.</summary>
    public bool NeedsEarlierWarning => Kind == EntryKind.Ban && !(Crime && CrimeReported);

    public override string ToString() => nameof(Registration);
}
