using System.Globalization;
using Meldpunt.Admin.QueryLog.Notes;

namespace Meldpunt.Admin.QueryLog.Retention;

/// <summary>A choice of how long rows are kept. In force when it is signed with the log's key (docs/spec/query-log.md, section 5).</summary>
public sealed class RetentionChoice
{
    /// <summary>When it was made.</summary>
    public DateTimeOffset ChosenAt { get; init; }

    /// <summary>Months from then on, and until then.</summary>
    public int Months { get; init; }

    public int MonthsBefore { get; init; }

    internal string? Note { get; init; }

    /// <summary>The text that is signed.</summary>
    internal string ToText(string origin) => string.Create(
        CultureInfo.InvariantCulture, $"{origin}{LogFormat.RetentionSuffix}\n{ChosenAt.ToUnixTimeMilliseconds()}\n{Months}\n{MonthsBefore}\n");

    /// <summary>True when somebody with this key chose just this.</summary>
    internal bool IsSignedBy(NoteVerifier key) =>
        Note is not null && SignedNote.TryParse(Note, out var note) && note.IsSignedBy(key) && string.Equals(note.Text, ToText(key.Name), StringComparison.Ordinal);
}
