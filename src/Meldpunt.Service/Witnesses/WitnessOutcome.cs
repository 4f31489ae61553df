namespace Meldpunt.Service.Witnesses;

/// <summary>What a witness found.</summary>
internal enum WitnessOutcome
{
    /// <summary>The first checkpoint of this log that it saw.</summary>
    First,

    /// <summary>The log is as it was.</summary>
    Unchanged,

    /// <summary>Rows came behind those it knew, and nothing else changed.</summary>
    Grown,

    /// <summary>The log signed two histories.</summary>
    Forked,

    /// <summary>The log has fewer rows than it had.</summary>
    Shrunk,

    /// <summary>Another key signs, or none.</summary>
    OtherKey,

    /// <summary>The key signs another log.</summary>
    OtherOrigin,

    /// <summary>The hashes that are given out are not those under the checkpoint, so it cannot be told whether the log was rewritten.</summary>
    Unproven,
}
