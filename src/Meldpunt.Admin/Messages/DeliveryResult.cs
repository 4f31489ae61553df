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

    /// <summary>
    /// True when the other side is there and does not want this very message: a number that is about it, and not about who we are, the address, or the moment. Waiting for it would keep back what
    /// comes after it. What a mail server answers with numbers of its own has outcomes of its own.
    /// </summary>
    public bool IsAboutTheMessage =>
        string.Equals(Outcome, DeliveryOutcomes.Refused, StringComparison.Ordinal) && Status is >= 400 and < 500 and not (401 or 403 or 404 or 408 or 410 or 425 or 429);

    /// <summary>True when no later try can go better.</summary>
    public bool IsForGood => string.Equals(Outcome, DeliveryOutcomes.AddressRefused, StringComparison.Ordinal);
}
