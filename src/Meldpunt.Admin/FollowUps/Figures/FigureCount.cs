using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.FollowUps.Figures;

/// <summary>
/// Counts the cases of some months for one reader. What a participant has too few of in a month counts in no figure that another reads, so that nobody finds it by taking one figure from another: not a month
/// from a longer time, nor the others from all together. ADR 0033 says why, and why persons who do not exist are counted like anybody.
/// </summary>
internal sealed class FigureCount(FigureSnapshot snapshot, int first, int end, OpaqueId? readerId)
{
    /// <summary>Fewer cases than this are shown to the participant only whose they are.</summary>
    public const int Fewest = 5;

    private readonly int _participants = snapshot.Participants.Count;
    private readonly int[] _cases = new int[snapshot.Months.Count * snapshot.Participants.Count];

    public FigureSet Count()
    {
        foreach (var one in snapshot.Cases)
        {
            _cases[PlaceOf(one)]++;
        }

        var inAll = Enumerable.Range(0, snapshot.Months.Count).Select(month => HiddenCountInAll(month)).ToArray();
        var shown = ShownOnes();
        var byMonth = new Dictionary<(int Month, int Participant), FigureTally>();
        var totals = shown.Prepend(All).ToDictionary(participant => participant, _ => new FigureTally());
        foreach (var one in snapshot.Cases.Where(one => one.Month >= first && one.Month < end))
        {
            if (!IsFew(one.Month, one.Participant) || inAll[one.Month])
            {
                Add(All, one);
            }

            if (totals.ContainsKey(one.Participant) && !IsHidden(one.Month, one.Participant))
            {
                Add(one.Participant, one);
            }
        }

        return new FigureSet([.. snapshot.Months.Skip(first).Take(end - first)], [.. shown.Prepend(All).Select(Total)], [.. ByMonth()]);

        void Add(int participant, in FigureCase one)
        {
            totals[participant].Add(one);
            if (!byMonth.TryGetValue((one.Month, participant), out var tally))
            {
                byMonth.Add((one.Month, participant), tally = new FigureTally());
            }

            tally.Add(one);
        }

        FollowUpFigure Total(int participant) => totals[participant] is { Cases: > 0 } tally
            ? tally.ToFigure(month: null, IdOf(participant))
            : new FollowUpFigure { ParticipantId = IdOf(participant), IsHidden = Enumerable.Range(first, end - first).Any(month => HasCases(month, participant)) };

        IEnumerable<FollowUpFigure> ByMonth() =>
            from month in Enumerable.Range(first, end - first)
            from participant in shown.Prepend(All)
            where HasCases(month, participant)
            select byMonth.TryGetValue((month, participant), out var tally)
                ? tally.ToFigure(snapshot.Months[month], IdOf(participant))
                : new FollowUpFigure { Month = snapshot.Months[month], ParticipantId = IdOf(participant), IsHidden = true };
    }

    private const int All = -1;

    private int PlaceOf(in FigureCase one) => (one.Month * _participants) + one.Participant;

    private int CasesOf(int month, int participant) => _cases[(month * _participants) + participant];

    private bool HasCases(int month, int participant) => participant == All
        ? Enumerable.Range(0, _participants).Any(one => CasesOf(month, one) > 0)
        : CasesOf(month, participant) > 0;

    private OpaqueId? IdOf(int participant) => participant == All ? null : snapshot.Participants[participant];

    private bool IsFew(int month, int participant) => CasesOf(month, participant) is > 0 and < Fewest;

    private bool IsHidden(int month, int participant) => IsFew(month, participant) && snapshot.Participants[participant] != readerId;

    // Whose cases are few count in all together only when those of the others who have few are not few together: else one of these would know another's.
    private bool HiddenCountInAll(int month)
    {
        var few = Enumerable.Range(0, _participants).Where(participant => IsFew(month, participant)).Select(participant => CasesOf(month, participant)).ToList();
        return few.Count > 0 && few.Sum() - few.Max() >= Fewest;
    }

    private List<int> ShownOnes() =>
        [.. Enumerable.Range(0, _participants).Where(participant => readerId is null || snapshot.Participants[participant] == readerId)];
}
