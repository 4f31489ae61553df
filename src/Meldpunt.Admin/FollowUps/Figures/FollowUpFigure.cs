using Meldpunt.Admin.Keys;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.FollowUps.Figures;

/// <summary>How matches were followed up: of a month or of all that were asked for, of one participant or of all together. Of cases of its gates, because its desk must call.</summary>
public sealed record FollowUpFigure
{
    /// <summary>Null for all months together.</summary>
    public CalendarMonth? Month { get; init; }

    /// <summary>Null for all participants together.</summary>
    public OpaqueId? ParticipantId { get; init; }

    /// <summary>True when there are cases, and too few of them to tell this reader more.</summary>
    public bool IsHidden { get; init; }

    public int Cases { get; init; }

    /// <summary>Of how many somebody called.</summary>
    public int Called { get; init; }

    /// <summary>Of how many the gate was advised.</summary>
    public int Advised { get; init; }

    /// <summary>From match to call: half of the calls came within this; null when there was none.</summary>
    public TimeSpan? MedianToCall { get; init; }

    /// <summary>95 of a hundred calls came within this.</summary>
    public TimeSpan? Percentile95ToCall { get; init; }

    public TimeSpan? MedianToAdvice { get; init; }

    public TimeSpan? Percentile95ToAdvice { get; init; }

    /// <summary>Open now.</summary>
    public int Open { get; init; }

    public int Confirmed { get; init; }

    public int OtherPerson { get; init; }

    public int Unclear { get; init; }

    /// <summary>Calls that nobody answered.</summary>
    public int Tries { get; init; }

    /// <summary>Of which the other desk says that it was not called, and has said nothing else since.</summary>
    public int Disputed { get; init; }

    public int Lapsed { get; init; }

    /// <summary>Somebody else, of those of whom it became clear who it was; null when of nobody.</summary>
    public double? FalseMatchRate => OtherPerson + Confirmed == 0 ? null : (double)OtherPerson / (OtherPerson + Confirmed);
}
