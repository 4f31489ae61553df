namespace Meldpunt.Service.Accuracy;

/// <summary>What the matcher answered to one query.</summary>
/// <param name="Query">The query.</param>
/// <param name="Matched">Everybody who matched, in no order; empty for no match.</param>
public sealed record QueryResult(LabelledQuery Query, IReadOnlyList<RegisteredPerson> Matched)
{
    /// <summary>The right person is among those who matched.</summary>
    public bool IsFound => Query.Truth is not null && Matched.Any(IsTruth);

    /// <summary>The right person is in the register and was not found.</summary>
    public bool IsMissed => Query.Truth is not null && !IsFound;

    /// <summary>Somebody else matched, beside the right person or in their place.</summary>
    public bool IsFalseMatch => Query.IsLabelled && Matched.Any(person => !IsTruth(person));

    /// <summary>Those who matched and are not the visitor.</summary>
    public IEnumerable<RegisteredPerson> Others => Matched.Where(person => !IsTruth(person));

    public override string ToString() => nameof(QueryResult);

    private bool IsTruth(RegisteredPerson person) => string.Equals(person.Id, Query.Truth, StringComparison.Ordinal);
}
