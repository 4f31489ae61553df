using System.Globalization;

namespace Meldpunt.Service.Pages.Figures;

/// <summary>A chart of bars that reads without colour: patterns and numbers say what colour would. Measures in units of the drawing.</summary>
internal sealed record FigureChart(string Id, string Whose, string Title, string Description, IReadOnlyList<string> Legend, IReadOnlyList<ChartBar> Bars)
{
    public const int Left = 8;
    public const int Top = 30;
    public const int Height = 150;
    public const int Bottom = Top + Height;
    public const int TotalHeight = Bottom + 28;

    private const int BarWidth = 60;
    private const int Step = 84;
    private const int MostBesideAnother = 6;
    private const int LeastForText = 18;

    /// <summary>What the box around it is called: a page may have the same chart of two.</summary>
    public string Region => $"{Title}: {Whose}";

    /// <summary>Too wide to stand beside another chart.</summary>
    public static bool IsLong(int months) => months > MostBesideAnother;

    /// <summary>Of the whole drawing.</summary>
    public int Width => (2 * Left) + (Math.Max(1, Bars.Count) * Step);

    private double Highest => Math.Max(1e-9, Bars.Select(bar => bar.Top).DefaultIfEmpty(0).Max());

    /// <summary>Where a bar begins, from the left.</summary>
    public static int LeftOf(int bar) => Left + (bar * Step) + ((Step - BarWidth) / 2);

    /// <summary>The middle of a bar.</summary>
    public static int MiddleOf(int bar) => LeftOf(bar) + (BarWidth / 2);

    /// <summary>Where a value stands, from above.</summary>
    public double HeightOf(double value) => Bottom - (value / Highest * Height);

    /// <summary>The pieces of a bar with their places.</summary>
    public IEnumerable<(ChartPart Part, string Y, string Height, string? TextY)> PlacesOf(ChartBar bar)
    {
        var below = 0.0;
        foreach (var part in bar.Parts.Where(part => part.Value > 0))
        {
            var (bottom, top) = (HeightOf(below), HeightOf(below + part.Value));
            yield return (part, Number(top), Number(bottom - top), bottom - top >= LeastForText ? Number(((top + bottom) / 2) + 4) : null);
            below += part.Value;
        }
    }

    public static int WidthOfBar => BarWidth;

    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
