namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>
/// How far a log was found in order, and all that is needed to go on from there instead of from row 1. It is to be believed only where nobody but the verifying
/// process can write it: whoever can change it can hide what happened before it.
/// </summary>
public sealed class VerifiedState
{
    /// <summary>Sealed rows, from row 1, that were in order.</summary>
    public required long Size { get; init; }

    /// <summary>The roots of the complete subtrees that make up those rows, 32 bytes each, largest first.</summary>
    public required ReadOnlyMemory<byte> Peaks { get; init; }

    /// <summary>The last row's moment, in milliseconds since 1970 UTC; zero when there is none.</summary>
    public required long LastTime { get; init; }

    /// <summary>Year and number of the last reference; zeros when there is none yet.</summary>
    public required int ReferenceYear { get; init; }

    public required long ReferenceNumber { get; init; }

    /// <summary>Minute of the newest checkpoint that was looked at, in minutes since 1970 UTC.</summary>
    public required long CheckpointMinute { get; init; }
}
