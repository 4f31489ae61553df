using Meldpunt.Admin.QueryLog;

namespace Meldpunt.Service.Queries;

/// <summary>The words of the interface for the outcome of a query.</summary>
internal static class QueryTerms
{
    public static IReadOnlyDictionary<string, QueryOutcome> Outcomes { get; } = new Dictionary<string, QueryOutcome>(StringComparer.Ordinal)
    {
        ["match"] = QueryOutcome.Match,
        ["geenMatch"] = QueryOutcome.NoMatch,
    };

    public static string Of(QueryPurpose purpose) => purpose switch
    {
        QueryPurpose.Gate => "poort",
        QueryPurpose.Registration => "registratie",
        QueryPurpose.LogInspection => "inzage",
        QueryPurpose.Refused => "geweigerd",
        _ => "administratie",
    };

    /// <summary>What a row says of the outcome to people; null for a look into the log, for an act and for a question that was refused, which have none.</summary>
    public static string? OutcomeOf(LoggedQuery row) =>
        row.Purpose is QueryPurpose.Gate or QueryPurpose.Registration ? Of(row.Outcome) : null;

    /// <summary>What it says to programs: the byte of the row, and nothing where nobody was looked up.</summary>
    public static string? InExport(LoggedQuery row) => row.Purpose == QueryPurpose.Refused ? null : Of(row.Outcome);

    public static string Of(QueryOutcome outcome) => outcome == QueryOutcome.Match ? "match" : "geenMatch";
}
