namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>A row of <c>log_erasure</c>.</summary>
internal sealed record StoredErasure(long LastSeq, string Note);
