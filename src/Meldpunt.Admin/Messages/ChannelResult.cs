using System.Diagnostics.CodeAnalysis;
using Meldpunt.Admin.Persons;

namespace Meldpunt.Admin.Messages;

/// <summary>What came of something that was done to a channel: the channel as it is now, or why nothing was done.</summary>
public sealed class ChannelResult
{
    /// <summary>Not there, or of somebody else: nobody is told which.</summary>
    public static ChannelResult Missing { get; } = new() { IsMissing = true };

    public NewChannel? Made { get; private init; }

    public IReadOnlyList<Fault> Faults { get; private init; } = [];

    public bool IsMissing { get; private init; }

    [MemberNotNullWhen(true, nameof(Made))]
    public bool Succeeded => Made is not null;

    internal static ChannelResult Of(Channel channel, string? secret = null) => new() { Made = new NewChannel(channel, secret) };

    internal static ChannelResult Refused(params IReadOnlyList<Fault> faults) => new() { Faults = faults };
}
