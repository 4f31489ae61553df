namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>A row of <c>log_checkpoint</c>.</summary>
internal sealed record StoredCheckpoint(long Minute, long Size, string Note, long SealedAt)
{
    public const string Columns = "minute AS Minute, size AS Size, note AS Note, sealed_at AS SealedAt";
}
