using System.Diagnostics.CodeAnalysis;
using Meldpunt.Admin.Persons;

namespace Meldpunt.Admin.FollowUps;

/// <summary>What came of something that a desk recorded: the case as it is now, or why nothing was done.</summary>
public sealed class FollowUpResult
{
    /// <summary>Not there, or between two other desks: nobody is told which.</summary>
    public static FollowUpResult Missing { get; } = new() { IsMissing = true };

    /// <summary>Somebody else recorded something meanwhile; nothing was done.</summary>
    public static FollowUpResult Stale { get; } = new() { IsStale = true };

    public FollowUp? FollowUp { get; private init; }

    public IReadOnlyList<Fault> Faults { get; private init; } = [];

    public bool IsMissing { get; private init; }

    public bool IsStale { get; private init; }

    [MemberNotNullWhen(true, nameof(FollowUp))]
    public bool Succeeded => FollowUp is not null;

    internal static FollowUpResult Of(FollowUp one) => new() { FollowUp = one };

    internal static FollowUpResult Refused(params IReadOnlyList<Fault> faults) => new() { Faults = faults };
}
