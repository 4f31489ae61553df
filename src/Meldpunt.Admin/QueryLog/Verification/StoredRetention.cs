namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>A choice of the retention period as it is stored: moment in milliseconds since 1970 UTC, months from then on and until then.</summary>
internal sealed record StoredRetention(long ChosenAt, long Months, long MonthsBefore);
