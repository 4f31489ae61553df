using Meldpunt.Admin.Keys;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.FollowUps.Figures;

/// <summary>Adds cases up to a figure.</summary>
internal sealed class FigureTally
{
    private const double Half = 0.5;
    private const double NearlyAll = 0.95;

    private readonly List<int> _toCall = [];
    private readonly List<int> _toAdvice = [];
    private readonly int[] _outcomes = new int[(int)VisitorIdentity.Unclear + 1];
    private int _open;
    private int _tries;
    private int _disputed;
    private int _lapsed;

    /// <summary>How many cases were added.</summary>
    public int Cases { get; private set; }

    public void Add(in FigureCase one)
    {
        Cases++;
        _outcomes[one.Outcome]++;
        _tries += one.Tries;
        _disputed += one.SourceSays == (byte)CallResult.NotSpoken ? 1 : 0;
        _lapsed += one.State == (byte)FollowUpState.Lapsed ? 1 : 0;
        _open += one.State is (byte)FollowUpState.ToCall or (byte)FollowUpState.ToAdvise or (byte)FollowUpState.ToConfirm ? 1 : 0;
        if (one.ToCall != FigureCase.Never)
        {
            _toCall.Add(one.ToCall);
        }

        if (one.ToAdvice != FigureCase.Never)
        {
            _toAdvice.Add(one.ToAdvice);
        }
    }

    public FollowUpFigure ToFigure(CalendarMonth? month, OpaqueId? participantId)
    {
        _toCall.Sort();
        _toAdvice.Sort();
        return new FollowUpFigure
        {
            Month = month,
            ParticipantId = participantId,
            Cases = Cases,
            Called = _toCall.Count,
            Advised = _toAdvice.Count,
            MedianToCall = Within(_toCall, Half),
            Percentile95ToCall = Within(_toCall, NearlyAll),
            MedianToAdvice = Within(_toAdvice, Half),
            Percentile95ToAdvice = Within(_toAdvice, NearlyAll),
            Open = _open,
            Confirmed = _outcomes[(int)VisitorIdentity.Confirmed],
            OtherPerson = _outcomes[(int)VisitorIdentity.OtherPerson],
            Unclear = _outcomes[(int)VisitorIdentity.Unclear],
            Tries = _tries,
            Disputed = _disputed,
            Lapsed = _lapsed,
        };
    }

    // By the nearest rank: a time that somebody took, and none in between.
    private static TimeSpan? Within(List<int> sorted, double share) =>
        sorted.Count == 0 ? null : TimeSpan.FromMilliseconds(sorted[(int)Math.Ceiling(share * sorted.Count) - 1]);
}
