namespace Meldpunt.Admin.Unidentified;

/// <summary>An unidentified person as somebody typed it, nothing checked. Null is "not given". Never printed.</summary>
public sealed class UnidentifiedInput
{
    /// <summary>What the person looks like and did.</summary>
    public string? Description { get; init; }

    public string? Place { get; init; }

    public string? IncidentDate { get; init; }

    /// <summary>Time on the Dutch clock: <c>20:15</c>.</summary>
    public string? TimeOfDay { get; init; }

    public string? LastDay { get; init; }

    /// <summary>The participant's own file that holds the evidence.</summary>
    public string? FileReference { get; init; }

    public bool? EvidenceInFile { get; init; }

    /// <summary>How the interests were weighed (article 5.2.3).</summary>
    public string? Weighing { get; init; }

    public override string ToString() => nameof(UnidentifiedInput);
}
