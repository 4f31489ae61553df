namespace Meldpunt.Admin.Unidentified;

/// <summary>An unidentified person whose fields have been read; whether the protocol allows it is for <see cref="UnidentifiedRules"/>. Never printed.</summary>
internal sealed class UnidentifiedDetails
{
    public required string Description { get; init; }

    public required string Place { get; init; }

    public required DateOnly IncidentDate { get; init; }

    public required TimeOnly TimeOfDay { get; init; }

    public required DateOnly LastDay { get; init; }

    public required string FileReference { get; init; }

    public required bool EvidenceInFile { get; init; }

    public required string Weighing { get; init; }

    public override string ToString() => nameof(UnidentifiedDetails);
}
