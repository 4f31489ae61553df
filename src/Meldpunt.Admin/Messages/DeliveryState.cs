namespace Meldpunt.Admin.Messages;

/// <summary>Where a message stands on its way over a channel. The numbers stand in the database.</summary>
public enum DeliveryState
{
    Waits = 1,
    Delivered = 2,

    /// <summary>It stays visible and can be sent again by hand.</summary>
    GivenUp = 3,

    /// <summary>Its channel ended first.</summary>
    NotWanted = 4,
}
