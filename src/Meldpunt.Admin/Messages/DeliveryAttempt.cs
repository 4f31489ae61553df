namespace Meldpunt.Admin.Messages;

/// <summary>One try to deliver.</summary>
public sealed class DeliveryAttempt
{
    public long DeliveryId { get; init; }

    public DateTimeOffset TriedAt { get; init; }

    /// <summary>One of <see cref="DeliveryOutcomes"/>.</summary>
    public string Outcome { get; init; } = string.Empty;

    /// <summary>The number that the other side answered with; null without one.</summary>
    public int? Status { get; init; }

    public int Milliseconds { get; init; }
}
