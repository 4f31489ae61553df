namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>What to check a log with.</summary>
public sealed class VerificationRequest
{
    /// <summary>The public key as text, got from elsewhere than from beside the log; null for the one that lies beside it, which proves less.</summary>
    public string? VerifierKey { get; init; }

    /// <summary>A checkpoint that somebody else kept, as a signed note; the log must contain it. Null for none.</summary>
    public string? KeptCheckpoint { get; init; }

    /// <summary>Where an earlier check ended; null to start at row 1.</summary>
    public VerifiedState? From { get; init; }

    /// <summary>Told now and then how many rows are done, and of how many.</summary>
    public Action<long, long>? Progress { get; init; }
}
