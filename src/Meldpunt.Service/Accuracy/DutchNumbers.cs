using System.Globalization;

namespace Meldpunt.Service.Accuracy;

/// <summary>Numbers as a Dutch reader expects them, whatever language the machine is set to.</summary>
internal static class DutchNumbers
{
    private static readonly NumberFormatInfo Format = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    /// <summary><c>10.000</c>.</summary>
    public static string Of(long number) => number.ToString("N0", Format);

    /// <summary><c>2,4</c>.</summary>
    public static string Of(double number) => number.ToString("N1", Format);

    /// <summary><c>63,51 %</c>, or a dash when there is none.</summary>
    public static string Percent(double? share) => share is { } known ? (100 * known).ToString("N2", Format) + " %" : "-";
}
