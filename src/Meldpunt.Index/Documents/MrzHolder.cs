using Meldpunt.Index.Names;

namespace Meldpunt.Index.Documents;

/// <summary>
/// The holder of a document, as far as a gate may ask: name and birth date and nothing else of the machine-readable zone. Never printed.
/// </summary>
public sealed class MrzHolder
{
    /// <summary>The family name in capitals without accents, its prefix inside it: <c>DE BRUIJN</c>.</summary>
    public required string Surname { get; init; }

    /// <summary>The first names in capitals without accents; null when the document has none.</summary>
    public required string? FirstNames { get; init; }

    /// <summary>The birth date; never after the day on which it was read.</summary>
    public required BirthDate BirthDate { get; init; }

    /// <summary>True when the name fills its field to the end, so that its last part may be cut off.</summary>
    public required bool NameMayBeCut { get; init; }

    public override string ToString() => nameof(MrzHolder);
}
