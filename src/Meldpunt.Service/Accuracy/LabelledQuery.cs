using Meldpunt.Index.Names;

namespace Meldpunt.Service.Accuracy;

/// <summary>
/// One query with its right answer. The matcher is handed <see cref="Person"/> and nothing else of it: all other members are for counting.
/// </summary>
public sealed class LabelledQuery
{
    public required string Id { get; init; }

    /// <summary>What the matcher reads.</summary>
    public required PersonDetails Person { get; init; }

    /// <summary>False when nobody wrote down the right answer; such a query is asked and counted as match or no match, and judged by nothing.</summary>
    public bool IsLabelled { get; init; } = true;

    /// <summary>Id of the registered person who stood at the gate; null for an outsider.</summary>
    public string? Truth { get; init; }

    /// <summary>What sort of outsider; null when it was not written down.</summary>
    public string? Kind { get; init; }

    /// <summary>True when what was typed is as near to a registered person as that person's own typing would be: no rule can tell.</summary>
    public bool IsAmbiguous { get; init; }

    /// <summary>How the data came to the gate: <c>typed</c>, <c>viz</c>, <c>mrz</c>; null when unknown.</summary>
    public string? Channel { get; init; }

    /// <summary>In which ways the query differs from the registered person.</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];

    /// <summary>Id of the registered person whom an outsider resembles, when one was meant.</summary>
    public string? Related { get; init; }

    /// <summary>Which count an outsider belongs to.</summary>
    public OutsiderClass OutsiderClass => (IsAmbiguous, Kind) switch
    {
        (_, null or "random") => OutsiderClass.Random,
        (true, _) => OutsiderClass.Ambiguous,
        _ => OutsiderClass.Hard,
    };

    public override string ToString() => nameof(LabelledQuery);
}
