namespace Meldpunt.Admin.QueryLog.Inspection;

/// <summary>Who asked about one person.</summary>
/// <param name="Rows">The rows about the person, newest first, at most <see cref="SubjectSearch.MaxRows"/>; the two that this look left are among them.</param>
/// <param name="Count">How many there are in all.</param>
public sealed record InspectionResult(IReadOnlyList<LoggedQuery> Rows, int Count);
