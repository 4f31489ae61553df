using Meldpunt.Index.Names;

namespace Meldpunt.Population.People;

/// <summary>All that is true of one invented person. What the register holds and what is typed at a gate are two views of it.</summary>
internal sealed record Person
{
    public required Origin Origin { get; init; }

    public required bool Female { get; init; }

    public required FamilyName Own { get; init; }

    public FamilyName? Partner { get; init; }

    /// <summary>The surname in the documents.</summary>
    public SurnameForm Form { get; init; }

    /// <summary>One to five.</summary>
    public required IReadOnlyList<string> Given { get; init; }

    public required BirthDate Born { get; init; }

    public required Place Birthplace { get; init; }

    public required HomeAddress Home { get; init; }
}
