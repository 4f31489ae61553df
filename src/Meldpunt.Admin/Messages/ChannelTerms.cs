namespace Meldpunt.Admin.Messages;

/// <summary>The words of the interface for channels and deliveries, and their limits.</summary>
public static class ChannelTerms
{
    public const string Kind = "soort";
    public const string Label = "naam";
    public const string Address = "adres";
    public const string Hours = "uren";

    /// <summary>Most channels of a participant that have not ended.</summary>
    public const int MaxChannels = 10;

    /// <summary>Longest label, address and hours.</summary>
    public const int MaxLabel = 40;
    public const int MaxAddress = 400;
    public const int MaxHours = 200;

    /// <summary>Why a channel is off: its desk did that.</summary>
    public const string OffByDesk = "bureau";

    /// <summary>Why a channel is off: the other side says that it is gone for good.</summary>
    public const string OffBecauseGone = "weg";

    /// <summary>How long the secret of before signs too.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    /// <summary>How long after a trial the next one may follow.</summary>
    public static readonly TimeSpan TrialWait = TimeSpan.FromSeconds(10);

    public static IReadOnlyDictionary<string, ChannelKind> Kinds { get; } = new Dictionary<string, ChannelKind>(StringComparer.Ordinal)
    {
        ["email"] = ChannelKind.Mail,
        ["webhook"] = ChannelKind.Webhook,
    };

    public static IReadOnlyDictionary<string, DeliveryState> States { get; } = new Dictionary<string, DeliveryState>(StringComparer.Ordinal)
    {
        ["wacht"] = DeliveryState.Waits,
        ["bezorgd"] = DeliveryState.Delivered,
        ["opgegeven"] = DeliveryState.GivenUp,
        ["nietMeerGewenst"] = DeliveryState.NotWanted,
    };

    public static string Of(ChannelKind kind) => Kinds.First(pair => pair.Value == kind).Key;

    public static string Of(DeliveryState state) => States.First(pair => pair.Value == state).Key;
}
