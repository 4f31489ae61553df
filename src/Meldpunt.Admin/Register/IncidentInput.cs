namespace Meldpunt.Admin.Register;

/// <summary>An incident as somebody typed it, nothing checked. Never printed.</summary>
public sealed class IncidentInput
{
    public string? Day { get; init; }

    /// <summary>One of <see cref="EntryTerms.Incidents"/>.</summary>
    public string? Kind { get; init; }

    /// <summary>The file of whoever records it, which holds the evidence.</summary>
    public string? FileReference { get; init; }

    /// <summary>The name of the company that found it.</summary>
    public string? FoundBy { get; init; }

    public bool? CrimeReported { get; init; }

    /// <summary>The new end; null for a term as long again as it was.</summary>
    public string? LastDay { get; init; }

    /// <summary>The look that found the ban of another participant; only for a trespass on that.</summary>
    public string? QueryId { get; init; }

    public override string ToString() => nameof(IncidentInput);
}
