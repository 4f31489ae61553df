using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.QueryLog.Witnesses;

/// <summary>A machine of a participant that keeps checkpoints of the query log and signs that it saw the log grow and never change.</summary>
public sealed class LogWitness
{
    public OpaqueId Id { get; init; }

    /// <summary>What the consortium calls it; of those that still watch, no two have one name or one key.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>Whose machine it is.</summary>
    public OpaqueId ParticipantId { get; init; }

    /// <summary>Its public key as text.</summary>
    public string Vkey { get; init; } = string.Empty;

    /// <summary>Where new checkpoints are brought to it (C2SP tlog-witness); null for one that comes for them by itself.</summary>
    public string? Address { get; init; }

    public DateTimeOffset BegunAt { get; init; }

    /// <summary>Since when its signatures are not taken any more; null while they are.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why the last checkpoint could not be brought to it, in Dutch; null when it could.</summary>
    public string? Trouble { get; init; }

    public DateTimeOffset? TroubleSince { get; init; }

    /// <summary>Rows under the largest checkpoint it signed; null before the first.</summary>
    public long? LastSize { get; init; }

    /// <summary>When it signed that, by its own clock.</summary>
    public DateTimeOffset? LastSignedAt { get; init; }

    /// <summary>That checkpoint with the signatures of the log and of this witness.</summary>
    public string? LastNote { get; init; }

    /// <summary>Its public key; what is stored was read once before it was stored.</summary>
    public NoteVerifier ReadKey() => NoteVerifier.TryParse(Vkey, out var key)
        ? key
        : throw new InvalidOperationException("The key of a witness in the database cannot be read.");
}
