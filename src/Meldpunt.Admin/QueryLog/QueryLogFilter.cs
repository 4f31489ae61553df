using Dapper;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.QueryLog;

/// <summary>Which rows of the log to read; null means all.</summary>
public sealed class QueryLogFilter
{
    private HashSet<OpaqueId>? _locations;

    public OpaqueId? ParticipantId { get; init; }

    public OpaqueId? LocationId { get; init; }

    /// <summary>Every location of this name; more than one participant may have one.</summary>
    public string? LocationName { get; init; }

    public OpaqueId? AccountId { get; init; }

    /// <summary>Only queries with this outcome; an act has none, nor has a question that was refused.</summary>
    public QueryOutcome? Outcome { get; init; }

    /// <summary>Year and number of a match: <c>M-2026-000017</c>.</summary>
    public (int Year, int Number)? Reference { get; init; }

    /// <summary>From this moment on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this moment.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>No acts of the administrative log: what was asked, and who looked into the log.</summary>
    public bool QueriesOnly { get; init; }

    /// <summary>Only rows before this one in the log.</summary>
    public long? BeforeSeq { get; init; }

    /// <summary>The same, of rows before one in the log only.</summary>
    public QueryLogFilter OlderThan(long seq) => new()
    {
        ParticipantId = ParticipantId,
        LocationId = LocationId,
        LocationName = LocationName,
        AccountId = AccountId,
        Outcome = Outcome,
        Reference = Reference,
        From = From,
        Before = Before,
        QueriesOnly = QueriesOnly,
        BeforeSeq = Math.Min(BeforeSeq ?? long.MaxValue, seq),
    };

    /// <summary>True for a row that is asked for; the period is a matter of where in the log to look.</summary>
    internal bool Passes(LoggedQuery row) =>
        ((!QueriesOnly && Outcome is null) || row.Purpose != QueryPurpose.Administration)
        && (ParticipantId is null || row.ParticipantId == ParticipantId)
        && (LocationId is null || row.LocationId == LocationId)
        && (_locations is null || _locations.Contains(row.LocationId))
        && (AccountId is null || row.AccountId == AccountId)
        && (Outcome is null || (row.Outcome == Outcome && row.Purpose != QueryPurpose.Refused))
        && (Reference is null || (row.MatchYear, row.MatchNumber) == Reference);

    /// <summary>Under which keys to look, the narrowest there are; null for no key at all.</summary>
    internal IReadOnlyList<byte[]>? PostingKeys()
    {
        var matchesOnly = Outcome == QueryOutcome.Match;
        return this switch
        {
            { Reference: { } reference } => [LogPostings.OfReference(reference.Year, reference.Number)],
            { AccountId: { } account } => [LogPostings.OfParty(account, matchesOnly)],
            { LocationId: { } location } => [LogPostings.OfParty(location, matchesOnly)],
            { _locations: { } locations } => [.. locations.Select(location => LogPostings.OfParty(location, matchesOnly))],
            { ParticipantId: { } participant } => [LogPostings.OfParty(participant, matchesOnly)],
            _ => matchesOnly ? [LogPostings.OfMatches()] : null,
        };
    }

    /// <summary>Turns a name of locations into their ids.</summary>
    internal void Resolve(SqliteConnection connection) => _locations = LocationName is null
        ? null
        : [.. connection.Query<OpaqueId>("SELECT id FROM location WHERE name = @LocationName", new { LocationName })];
}
