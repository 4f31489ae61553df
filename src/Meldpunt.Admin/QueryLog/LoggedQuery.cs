using System.Globalization;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.QueryLog;

/// <summary>What the log holds of a query for those who may read it: who, from where, when, and whether it matched (protocol article 3.2).</summary>
public sealed class LoggedQuery
{
    public long Seq { get; init; }

    public OpaqueId QueryId { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public OpaqueId ParticipantId { get; init; }

    /// <summary>The empty id for somebody who has no fixed place: a security desk.</summary>
    public OpaqueId LocationId { get; init; }

    public OpaqueId AccountId { get; init; }

    public OpaqueId TerminalId { get; init; }

    public QueryPurpose Purpose { get; init; }

    public QueryOutcome Outcome { get; init; }

    public int MatchYear { get; init; }

    public int MatchNumber { get; init; }

    /// <summary>What both desks call a match at a gate by; null when there was none.</summary>
    public string? Reference => MatchNumber > 0 ? FormatReference(MatchYear, MatchNumber) : null;

    internal static string FormatReference(int year, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"M-{year:0000}-{number:000000}");
}
