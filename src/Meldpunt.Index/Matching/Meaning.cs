using System.Numerics;

namespace Meldpunt.Index.Matching;

/// <summary>
/// What the tags in common say, in one word of 64 bits: agreements with the names as typed, agreements with surname and first name swapped, and
/// which of the given names were met.
/// </summary>
internal static class Meaning
{
    private const int SwappedShift = 28;
    private const int NameShift = 56;
    private const ulong AgreementMask = (1UL << SwappedShift) - 1;

    // The visitor's given names, and above them whether the entry's first one was met.
    private const ulong VisitorFirst = 1;
    private const int EntryFirstName = 7;
    private const ulong EntryFirst = 1UL << EntryFirstName;

    /// <summary>Says that the form of the surname that agrees is no common one; what is left without it is <see cref="Agreement.SurnameIsCommon"/>.</summary>
    public const Agreement UncommonSurname = Agreement.SurnameIsCommon;

    /// <summary>Says that a form that differs by a letter is no known surname; what is left without it is <see cref="Agreement.SurnameIsKnown"/>.</summary>
    public const Agreement UnknownSurname = Agreement.SurnameIsKnown;

    /// <summary>Says that the first name is no known one; what is left without it is <see cref="Agreement.FirstNameIsKnown"/>.</summary>
    public const Agreement UnknownFirstName = Agreement.FirstNameIsKnown;

    /// <summary>Parts that do not depend on which name is which.</summary>
    private const Agreement Places = Agreement.Birthplace | Agreement.BirthplaceDiffers | Agreement.Address | Agreement.DatePart;

    /// <summary>
    /// The word for one agreement. Of what "differs" it says that both sides have it; whether they differ is seen when all is read.
    /// </summary>
    public static ulong Of(Agreement agreement, bool swapped = false) => (ulong)agreement << (swapped ? SwappedShift : 0);

    /// <summary>The word for a given name of the visitor that an entry has.</summary>
    public static ulong OfGivenName(int visitorName, bool isEntryFirst) =>
        (1UL << (NameShift + visitorName)) | (isEntryFirst ? EntryFirst << NameShift : 0);

    /// <summary>In what the two agree, taking the names as typed.</summary>
    public static Agreement AsTyped(ulong meaning)
    {
        var agreement = Settle((Agreement)(meaning & AgreementMask));
        var names = meaning >> NameShift;

        // Two names in common, and among them the first of each: later names run in families.
        var two = BitOperations.PopCount(names & ~EntryFirst) > 1 && (names & VisitorFirst) != 0 && (names & EntryFirst) != 0;
        return two ? agreement | Agreement.TwoGivenNames : agreement;
    }

    /// <summary>In what the two agree when the visitor's surname and first name are swapped.</summary>
    public static Agreement AsSwapped(ulong meaning) =>
        Settle((Agreement)((meaning >> SwappedShift) & AgreementMask) | ((Agreement)(meaning & AgreementMask) & Places)) | Agreement.Swapped;

    // What agrees does not differ, and what is equal is no typing error.
    private static Agreement Settle(Agreement agreement)
    {
        agreement = Without(agreement, Agreement.Birthplace, Agreement.BirthplaceDiffers);
        agreement = Without(agreement, Agreement.TwoInitials, Agreement.LaterInitialDiffers);
        agreement = Without(agreement, Agreement.ThreeInitials, Agreement.ThirdInitialDiffers);
        agreement = Without(agreement, Agreement.SurnameEqual, Agreement.SurnameTypo);
        agreement = Without(agreement, Agreement.FirstNameEqual, Agreement.FirstNameTypo);
        agreement = Turned(agreement, Agreement.SurnameSound, UncommonSurname);
        agreement = Turned(agreement, Agreement.SurnameTypo, UnknownSurname);
        return Turned(agreement, Agreement.FirstNameSound | Agreement.FirstNameTypo, UnknownFirstName);
    }

    private static Agreement Without(Agreement agreement, Agreement when, Agreement part) =>
        (agreement & when) != Agreement.None ? agreement & ~part : agreement;

    // The tags say of a name what makes it weigh more; the rule asks for the contrary, which holds when no form was met that says it.
    private static Agreement Turned(Agreement agreement, Agreement when, Agreement part) =>
        (agreement & when) != Agreement.None ? agreement ^ part : agreement & ~part;
}
