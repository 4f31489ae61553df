using System.Globalization;
using System.Runtime.InteropServices;

namespace Meldpunt.Population.People;

/// <summary>Where somebody lives; the addition is empty when there is none, the postcode has its space.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HomeAddress(string Street, int Number, string Addition, string Postcode)
{
    public string Line => Addition.Length == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Street} {Number}")
        : string.Create(CultureInfo.InvariantCulture, $"{Street} {Number} {Addition}");
}
