using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.QueryLog.Signals;

/// <summary>One signal: whose questions, of what kind, when, how many. It does not know about whom they were.</summary>
public sealed class Signal
{
    /// <summary>Number in the database; 0 before it is there.</summary>
    public long Id { get; set; }

    public SignalKind Kind { get; init; }

    public OpaqueId ParticipantId { get; init; }

    public OpaqueId AccountId { get; init; }

    public DateTimeOffset FirstAt { get; init; }

    public DateTimeOffset LastAt { get; internal set; }

    /// <summary>How many questions belong to it, at least.</summary>
    public int Count { get; internal set; }

    /// <summary>The first and the last row of the log that belong to it; rows of others lie between.</summary>
    public long FirstSeq { get; init; }

    /// <inheritdoc cref="FirstSeq"/>
    public long LastSeq { get; internal set; }

    /// <summary>A signal that begins with a sighting.</summary>
    internal static Signal Of(in Sighting sighting) => new()
    {
        Kind = sighting.Kind,
        ParticipantId = sighting.ParticipantId,
        AccountId = sighting.AccountId,
        FirstAt = DateTimeOffset.FromUnixTimeMilliseconds(sighting.FirstUnixMilliseconds),
        LastAt = DateTimeOffset.FromUnixTimeMilliseconds(sighting.LastUnixMilliseconds),
        Count = sighting.Count,
        FirstSeq = sighting.FirstSeq,
        LastSeq = sighting.LastSeq,
    };
}
