using System.Globalization;
using Meldpunt.Admin.QueryLog.Notes;

namespace Meldpunt.Admin.QueryLog.Retention;

/// <summary>A decision to erase rows whose time is over, as it is signed (docs/spec/query-log.md, section 5).</summary>
/// <param name="LastSeq">Rows 1 to this number are erased.</param>
/// <param name="Before">Every one of them is from before this moment.</param>
/// <param name="DecidedAt">When it was decided, in whole seconds.</param>
public sealed record LogErasure(long LastSeq, DateTimeOffset Before, DateTimeOffset DecidedAt)
{
    private const int Lines = 5;

    /// <summary>The text that is signed.</summary>
    internal string ToText(string origin) =>
        string.Create(CultureInfo.InvariantCulture, $"{origin}{LogFormat.ErasureSuffix}\n{LastSeq}\n{Moment(Before)}\n{Moment(DecidedAt)}\n");

    /// <summary>Reads a stored statement, of which nothing is checked here; null when it is none.</summary>
    internal static LogErasure? Read(string stored) =>
        SignedNote.TryParse(stored, out var note)
        && note.Text.Split('\n') is { Length: Lines } lines
        && long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var lastSeq)
        && TryReadMoment(lines[2], out var before)
        && TryReadMoment(lines[3], out var decidedAt)
            ? new LogErasure(lastSeq, before, decidedAt)
            : null;

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString(LogFormat.MomentFormat, CultureInfo.InvariantCulture);

    private static bool TryReadMoment(string line, out DateTimeOffset moment) => DateTimeOffset.TryParseExact(
        line, LogFormat.MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment);
}
