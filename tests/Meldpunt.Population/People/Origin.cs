using Meldpunt.Population.Randomness;

namespace Meldpunt.Population.People;

/// <summary>A group of people whose names come from the same lists.</summary>
internal sealed record Origin
{
    public required string Name { get; init; }

    /// <summary>Share of all people, in thousandths.</summary>
    public required int PerMille { get; init; }

    public required WeightedList<FamilyName> Surnames { get; init; }

    public required GivenNames Men { get; init; }

    public required GivenNames Women { get; init; }

    /// <summary>How often a given name comes from the Dutch lists instead.</summary>
    public double DutchGiven { get; init; }

    /// <summary>Foreign birthplaces; null when all are born in the Netherlands.</summary>
    public WeightedList<Place>? Abroad { get; init; }

    /// <summary>How often somebody is born abroad, before and from 1980.</summary>
    public double BornAbroadOlder { get; init; }

    public double BornAbroadYounger { get; init; }

    /// <summary>How often a birth date of somebody born abroad is 1 January or 1 July for want of the real one.</summary>
    public double DefaultDate { get; init; }

    /// <summary>True when several given names are usual, as they are among the Dutch.</summary>
    public bool SeveralGiven { get; init; }
}
