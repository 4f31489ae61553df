using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Register;

/// <summary>What a desk's look into the register found, with the look's own place in the query log.</summary>
public sealed class KnownPerson
{
    /// <summary>The id of the look: what an incident on another's ban shows.</summary>
    public required OpaqueId QueryId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What the desk may see: bans first.</summary>
    public required IReadOnlyList<KnownEntry> Entries { get; init; }

    public required LadderAdvice Advice { get; init; }
}
