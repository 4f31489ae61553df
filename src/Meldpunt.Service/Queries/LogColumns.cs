using Meldpunt.Admin.Access;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.Queries;

/// <summary>The fields of a row for reading, as every export has them.</summary>
internal static class LogColumns
{
    /// <summary>Name of each, and how to read it: a text, a whole number, or nothing.</summary>
    public static IReadOnlyList<(string Name, Func<LoggedQuery, AccessDirectory, object?> Read)> All { get; } =
    [
        ("volgnummer", (row, _) => row.Seq),
        ("id", (row, _) => row.QueryId.ToString()),
        ("tijdstip", (row, _) => JsonText.Moment(row.RecordedAt)),
        ("doel", (row, _) => QueryTerms.Of(row.Purpose)),
        ("uitkomst", (row, _) => QueryTerms.InExport(row)),
        ("deelnemer", (row, directory) => directory.FindParticipant(row.ParticipantId)?.Name),
        ("locatie", (row, directory) => directory.FindLocation(row.LocationId)?.Name),
        ("medewerker", (row, directory) => directory.FindAccount(row.AccountId)?.UserName),
        ("terminal", (row, directory) => TerminalOf(row, directory)),
        ("referentie", (row, _) => row.Reference),
        ("regel", (row, _) => row.Rule),
        ("overeenkomst", (row, _) => row.AgreementWords is { Count: > 0 } words ? string.Join("; ", words) : null),
    ];

    // What the desk calls it; the id of a token, which has no such name.
    private static string? TerminalOf(LoggedQuery row, AccessDirectory directory) =>
        row.TerminalId.IsEmpty ? null : directory.FindTerminal(row.TerminalId)?.Label ?? row.TerminalId.ToString();
}
