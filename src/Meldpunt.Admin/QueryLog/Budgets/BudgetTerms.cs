namespace Meldpunt.Admin.QueryLog.Budgets;

/// <summary>The words for scopes and spans, in the database, the interface and the verbs.</summary>
public static class BudgetTerms
{
    public static IReadOnlyDictionary<string, BudgetScope> Scopes { get; } = new Dictionary<string, BudgetScope>(StringComparer.Ordinal)
    {
        ["medewerker"] = BudgetScope.Person,
        ["systeem"] = BudgetScope.System,
        ["terminal"] = BudgetScope.Terminal,
        ["locatie"] = BudgetScope.Location,
        ["deelnemer"] = BudgetScope.Participant,
        ["samenwerkingsverband"] = BudgetScope.Consortium,
    };

    public static IReadOnlyDictionary<string, BudgetSpan> Spans { get; } = new Dictionary<string, BudgetSpan>(StringComparer.Ordinal)
    {
        ["spits"] = BudgetSpan.Rush,
        ["dienst"] = BudgetSpan.Shift,
    };

    public static string Of(BudgetScope scope) => Scopes.First(pair => pair.Value == scope).Key;

    public static string Of(BudgetSpan span) => Spans.First(pair => pair.Value == span).Key;
}
