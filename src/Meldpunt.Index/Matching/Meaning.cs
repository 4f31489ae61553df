using System.Numerics;

namespace Meldpunt.Index.Matching;

/// <summary>
/// What the tags in common say, in one word of 64 bits: agreements with the names as typed, agreements with surname and first name swapped, and
/// which of the visitor's given names were met.
/// </summary>
internal static class Meaning
{
    private const int SwappedShift = 24;
    private const int NameShift = 48;
    private const ulong AgreementMask = (1UL << SwappedShift) - 1;

    /// <summary>Parts that do not depend on which name is which.</summary>
    private const Agreement Places = Agreement.Birthplace | Agreement.BirthplaceDiffers | Agreement.Address | Agreement.DatePart;

    /// <summary>
    /// The word for one agreement. For <see cref="Agreement.BirthplaceDiffers"/> it says that both birthplaces are known; whether they differ is seen
    /// when all is read.
    /// </summary>
    public static ulong Of(Agreement agreement, bool swapped = false, int givenName = -1) =>
        ((ulong)agreement << (swapped ? SwappedShift : 0)) | (givenName < 0 ? 0 : 1UL << (NameShift + givenName));

    /// <summary>In what the two agree, taking the names as typed.</summary>
    public static Agreement AsTyped(ulong meaning)
    {
        var agreement = WithPlaces((Agreement)(meaning & AgreementMask));
        return BitOperations.PopCount(meaning >> NameShift) > 1 ? agreement | Agreement.TwoGivenNames : agreement;
    }

    /// <summary>In what the two agree when the visitor's surname and first name are swapped.</summary>
    public static Agreement AsSwapped(ulong meaning) =>
        WithPlaces((Agreement)((meaning >> SwappedShift) & AgreementMask) | ((Agreement)(meaning & AgreementMask) & Places)) | Agreement.Swapped;

    // Places that agree do not differ.
    private static Agreement WithPlaces(Agreement agreement) =>
        (agreement & Agreement.Birthplace) != Agreement.None ? agreement & ~Agreement.BirthplaceDiffers : agreement;
}
