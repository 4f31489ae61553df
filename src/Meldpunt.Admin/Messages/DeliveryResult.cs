namespace Meldpunt.Admin.Messages;

/// <summary>What became of one try.</summary>
/// <param name="Outcome">One of <see cref="DeliveryOutcomes"/>.</param>
/// <param name="Status">The number that the other side answered with; null without one.</param>
/// <param name="RetryAfter">How long the other side asks to wait; null when it does not say.</param>
public sealed record DeliveryResult(string Outcome, int? Status = null, TimeSpan? RetryAfter = null)
{
    public static DeliveryResult Delivered(int status) => new(DeliveryOutcomes.Delivered, status);

    public bool IsDelivered => string.Equals(Outcome, DeliveryOutcomes.Delivered, StringComparison.Ordinal);

    /// <summary>True when the other side wants nothing any more over this channel.</summary>
    public bool IsGone => string.Equals(Outcome, DeliveryOutcomes.Gone, StringComparison.Ordinal);

    /// <summary>True when no later try can go better.</summary>
    public bool IsForGood => string.Equals(Outcome, DeliveryOutcomes.AddressRefused, StringComparison.Ordinal);
}
