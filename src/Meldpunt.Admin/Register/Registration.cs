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

    /// <summary>Article 5.2.1: a ban that does not rest on a reported crime rests on an earlier warning.</summary>
    public bool NeedsEarlierWarning => Kind == EntryKind.Ban && !(Crime && CrimeReported);

    public override string ToString() => nameof(Registration);
}
