using System.Globalization;

namespace Meldpunt.Accuracy;

/// <summary>
/// The 95 % interval around a counted number of rare events, by Byar's approximation (Breslow and Day 1987, p. 69): within one per cent of the exact one
/// from three events up, and above by 3.69 for none, which is exact.
/// </summary>
internal static class PoissonInterval
{
    private const double Z = 1.959964;
    private const double UpperOfNone = 3.689;

    public static (double Lower, double Upper) Of(long count)
    {
        if (count == 0)
        {
            return (0, UpperOfNone);
        }

        return (Byar(count, -Z), Byar(count + 1, Z));
    }

    /// <summary>The rate and its interval: <c>1.2E-005 [8.1E-006, 1.7E-005]</c>.</summary>
    public static string Rate(long count, long of)
    {
        if (of == 0)
        {
            return "-";
        }

        var (lower, upper) = Of(count);
        return string.Create(CultureInfo.InvariantCulture, $"{(double)count / of:0.0e-0} [{lower / of:0.0e-0}, {Math.Min(1, upper / of):0.0e-0}]");
    }

    private static double Byar(double count, double z)
    {
        var root = 1 - (1 / (9 * count)) + (z / (3 * Math.Sqrt(count)));
        return count * root * root * root;
    }
}
