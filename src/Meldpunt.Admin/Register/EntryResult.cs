using System.Diagnostics.CodeAnalysis;
using Meldpunt.Admin.Persons;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Register;

/// <summary>What came of an act: the entry as it is now, or why nothing was done.</summary>
public sealed class EntryResult
{
    /// <summary>Not there, over, or another's: nobody is told which.</summary>
    public static EntryResult Missing { get; } = new() { IsMissing = true };

    /// <summary>Somebody else changed the entry meanwhile; nothing was done.</summary>
    public static EntryResult Stale { get; } = new() { IsStale = true };

    /// <summary>The entry, of one's own participant; null when nothing was done, or when it is another's.</summary>
    public Entry? Entry { get; private init; }

    /// <summary>Of another's ban, to which a trespass was added: what the desk may see of it.</summary>
    public KnownEntry? Known { get; private init; }

    /// <summary>What must be put right first; each may be a conflict.</summary>
    public IReadOnlyList<Fault> Faults { get; private init; } = [];

    public bool IsMissing { get; private init; }

    public bool IsStale { get; private init; }

    /// <summary>True when a key that makes an entry once came with another body: 422.</summary>
    public bool IsKeyReused { get; private init; }

    /// <summary>True of a warning that was made while one runs and the incident falls within twelve months after it.</summary>
    public bool BanIsPossible { get; private init; }

    /// <summary>The bans that stand in the way of another one; named in <see cref="RegistrationInput.OtherPersonThan"/> they do not. Opaque to whoever may not see them.</summary>
    public IReadOnlyList<OpaqueId> BansInTheWay { get; private init; } = [];

    [MemberNotNullWhen(true, nameof(Entry))]
    public bool Succeeded => Entry is not null;

    internal static EntryResult Of(Entry entry, bool banIsPossible = false) => new() { Entry = entry, BanIsPossible = banIsPossible };

    internal static EntryResult Of(KnownEntry known) => new() { Known = known };

    internal static EntryResult Refused(params IReadOnlyList<Fault> faults) => new() { Faults = faults };

    internal static EntryResult AlreadyBanned(Fault refusal, IReadOnlyList<OpaqueId> bans) => new() { Faults = [refusal], BansInTheWay = bans };

    internal static EntryResult KeyReused() => new() { Faults = [Refusals.KeyForAnotherBody], IsKeyReused = true };
}
