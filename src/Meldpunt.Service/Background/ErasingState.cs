using Meldpunt.Admin.QueryLog.Retention;

namespace Meldpunt.Service.Background;

/// <summary>How the erasing of old rows stands. Immutable.</summary>
/// <param name="Announced">What is to be erased after a day; null when there is no such thing.</param>
/// <param name="Failed">True when the last round failed.</param>
/// <param name="TracesRemain">True when bytes of what was erased may still be in the database's write-ahead log.</param>
internal sealed record ErasingState(LogErasure? Announced, bool Failed, bool TracesRemain)
{
    /// <summary>Nothing has been done since the service started.</summary>
    public static ErasingState None { get; } = new(Announced: null, Failed: false, TracesRemain: false);
}
