namespace Meldpunt.Admin.QueryLog.Witnesses;

/// <summary>What became of a checkpoint that a witness signed.</summary>
public enum CosignatureOutcome
{
    /// <summary>It is kept, or a larger one of this witness is.</summary>
    Accepted,

    /// <summary>It is no signed checkpoint.</summary>
    Unreadable,

    /// <summary>This log's key did not sign it.</summary>
    NotOfThisLog,

    /// <summary>No witness that is registered signed it, or one of the signatures is false.</summary>
    UnknownWitness,

    /// <summary>This log's key and a witness signed it, and the tree is another: somebody must look.</summary>
    OtherTree,
}
