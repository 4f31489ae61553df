namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>What a check of the log found. It tells of rows how many there are, from when, and their numbers; never what stands in one.</summary>
public sealed class VerificationReport
{
    /// <summary>The name of the log, which is the name of its key.</summary>
    public required string Origin { get; init; }

    /// <summary>The public key it was checked with, as text.</summary>
    public required string VerifierKey { get; init; }

    /// <summary>The key's id: eight hexadecimal digits.</summary>
    public required string KeyId { get; init; }

    /// <summary>False when the key came from the same place as the log: who can write there can replace both.</summary>
    public required bool KeyIsFromOutside { get; init; }

    /// <summary>Rows that an earlier check had found in order, and that were not read again.</summary>
    public required long VerifiedBefore { get; init; }

    /// <summary>Rows that were read and checked.</summary>
    public required long RowsChecked { get; init; }

    /// <summary>Number of the first and of the last row; null when there is none.</summary>
    public required long? FirstRow { get; init; }

    public required long? LastRow { get; init; }

    /// <summary>Moments of the first and the last row that were read; null when there was none.</summary>
    public required DateTimeOffset? FirstMoment { get; init; }

    public required DateTimeOffset? LastMoment { get; init; }

    /// <summary>The last row that a statement of erasure names; zero when nothing was erased. The seal over erased rows was checked, their contents cannot be.</summary>
    public required long ErasedThrough { get; init; }

    /// <summary>Rows under the newest checkpoint.</summary>
    public required long SealedThrough { get; init; }

    /// <summary>Rows behind it, which wait for the next seal. All of them was checked but a seal.</summary>
    public required long Unsealed { get; init; }

    /// <summary>Checkpoints that were looked at.</summary>
    public required long Checkpoints { get; init; }

    /// <summary>Rows under the checkpoint in the second place; null when there was none to look at.</summary>
    public required long? SecondPlaceSize { get; init; }

    /// <summary>Rows under the checkpoint that somebody else kept; null when none was given.</summary>
    public required long? KeptSize { get; init; }

    /// <summary>What is not in order; the first that names a row stands first. Of many only the first ones are here.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>How many things are not in order, those that are not told included.</summary>
    public required long FindingCount { get; init; }

    /// <summary>Where a next check can go on from; null when something is not in order, or when there is nothing to go on with.</summary>
    public required VerifiedState? State { get; init; }

    public bool IsInOrder => FindingCount == 0;
}
