namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>The row of <c>log_identity</c>.</summary>
internal sealed record StoredIdentity(string Origin, string VerifierKey, long RetentionMonths);
