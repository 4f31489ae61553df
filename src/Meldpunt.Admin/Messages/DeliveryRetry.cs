using System.Diagnostics.CodeAnalysis;
using Meldpunt.Admin.Persons;

namespace Meldpunt.Admin.Messages;

/// <summary>What came of sending again by hand: the delivery as it is now, or why nothing was done.</summary>
public sealed class DeliveryRetry
{
    /// <summary>Not there, or of somebody else: nobody is told which.</summary>
    public static DeliveryRetry Missing { get; } = new() { IsMissing = true };

    public Delivery? Delivery { get; private init; }

    public IReadOnlyList<Fault> Faults { get; private init; } = [];

    public bool IsMissing { get; private init; }

    [MemberNotNullWhen(true, nameof(Delivery))]
    public bool Succeeded => Delivery is not null;

    internal static DeliveryRetry Of(Delivery delivery) => new() { Delivery = delivery };

    internal static DeliveryRetry Refused(params IReadOnlyList<Fault> faults) => new() { Faults = faults };
}
