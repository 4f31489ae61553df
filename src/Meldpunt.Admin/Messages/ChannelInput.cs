namespace Meldpunt.Admin.Messages;

/// <summary>A channel as somebody typed it.</summary>
public sealed class ChannelInput
{
    public string? Kind { get; init; }

    public string? Label { get; init; }

    public string? Address { get; init; }

    public string? Hours { get; init; }

    public override string ToString() => nameof(ChannelInput);
}
