using Meldpunt.Admin.Messages;

namespace Meldpunt.Service.Deliveries;

/// <summary>A try that went wrong, in a fixed word. It carries nothing of what the other side said.</summary>
internal sealed class DeliveryTroubleException(DeliveryResult result) : IOException("A message could not be delivered.")
{
    public DeliveryTroubleException(string outcome)
        : this(new DeliveryResult(outcome))
    {
    }

    public DeliveryResult Result => result;

    /// <summary>The trouble in an exception or what is inside it; null when there is none.</summary>
    public static DeliveryResult? In(Exception? exception) => exception switch
    {
        null => null,
        DeliveryTroubleException trouble => trouble.Result,
        _ => In(exception.InnerException),
    };
}
