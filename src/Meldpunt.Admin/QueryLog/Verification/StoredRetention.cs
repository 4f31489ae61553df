using System.Globalization;

namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>A choice of the retention period as it is stored: moment in milliseconds since 1970 UTC, months from then on and until then, and what was signed.</summary>
internal sealed record StoredRetention(long ChosenAt, long Months, long MonthsBefore, string? Note = null)
{
    /// <summary>True when the log's key signed just this choice.</summary>
    public bool IsSigned(VerifierKey key) =>
        Note is not null
        && string.Equals(
            SignedText.Open(Note, key),
            string.Create(CultureInfo.InvariantCulture, $"{key.Name}{LogFormat.RetentionSuffix}\n{ChosenAt}\n{Months}\n{MonthsBefore}\n"),
            StringComparison.Ordinal);
}
