using Meldpunt.Admin.Keys;

namespace Meldpunt.Admin.FollowUps.Figures;

/// <summary>The figures that one reader may see.</summary>
/// <param name="Months">The months, oldest first.</param>
/// <param name="Totals">Of all months: all participants together first, then one by one.</param>
/// <param name="ByMonth">The same for each month that has cases.</param>
public sealed record FigureSet(IReadOnlyList<CalendarMonth> Months, IReadOnlyList<FollowUpFigure> Totals, IReadOnlyList<FollowUpFigure> ByMonth)
{
    /// <summary>All participants together in all months.</summary>
    public FollowUpFigure All => Totals[0];

    /// <summary>True when there are cases that are too few to be shown to this reader, and that count in nothing here.</summary>
    public bool LeavesOut => Totals.Concat(ByMonth).Any(figure => figure.IsHidden);
}
