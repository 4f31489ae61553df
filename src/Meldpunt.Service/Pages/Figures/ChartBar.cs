namespace Meldpunt.Service.Pages.Figures;

/// <summary>One bar of a chart, its pieces from below; a mark above it says how far the slowest go.</summary>
/// <param name="Label">What it is of.</param>
/// <param name="Parts">Its pieces.</param>
/// <param name="Mark">Where the mark stands; null for none.</param>
/// <param name="Note">What stands above it all.</param>
internal sealed record ChartBar(string Label, IReadOnlyList<ChartPart> Parts, double? Mark, string Note)
{
    /// <summary>Its highest point.</summary>
    public double Top => Math.Max(Parts.Sum(part => part.Value), Mark ?? 0);
}
