namespace Meldpunt.Service.Pages.Figures;

/// <summary>One piece of a bar.</summary>
/// <param name="Value">How long it is.</param>
/// <param name="Pattern">Which of the patterns it is filled with, by place in the legend.</param>
/// <param name="Text">What stands in it, or beside it.</param>
internal sealed record ChartPart(double Value, int Pattern, string Text);
