using Meldpunt.Admin.Keys;

namespace Meldpunt.Admin.QueryLog.Retention;

/// <summary>What one round of erasing did.</summary>
public sealed record RetentionReport
{
    /// <summary>The decision that was made in this round; null when there was nothing to decide.</summary>
    public LogErasure? Decided { get; init; }

    /// <summary>What is to be erased tomorrow: more than a month at once, which may be a clock that is wrong. Null when there is no such thing.</summary>
    public LogErasure? Announced { get; init; }

    /// <summary>Rows that were erased, those of an earlier decision included.</summary>
    public long Rows { get; init; }

    /// <summary>Months whose pseudonyms nobody can make any more.</summary>
    public IReadOnlyList<CalendarMonth> Keys { get; init; } = [];

    /// <summary>True when bytes of what was erased may still stand in the database's write-ahead log, because somebody was reading; it is tried again.</summary>
    public bool TracesRemain { get; init; }

    /// <summary>True when this round erased anything.</summary>
    public bool DidSomething => Decided is not null || Rows > 0 || Keys.Count > 0;
}
