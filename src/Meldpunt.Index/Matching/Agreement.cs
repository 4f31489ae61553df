namespace Meldpunt.Index.Matching;

/// <summary>
/// In what a visitor and an entry agree, and what must be known of the visitor to weigh it. It names parts of a person, never what stands in them.
/// </summary>
[Flags]
public enum Agreement
{
    /// <summary>In nothing.</summary>
    None = 0,

    /// <summary>A form of the surname is written alike.</summary>
    SurnameEqual = 1 << 0,

    /// <summary>A form of the surname sounds alike.</summary>
    SurnameSound = 1 << 1,

    /// <summary>The consonants of a form of the surname are alike.</summary>
    SurnameConsonants = 1 << 2,

    /// <summary>A form of the surname differs by one letter.</summary>
    SurnameTypo = 1 << 3,

    /// <summary>The first given name is written alike.</summary>
    FirstNameEqual = 1 << 4,

    /// <summary>The first given name sounds alike.</summary>
    FirstNameSound = 1 << 5,

    /// <summary>The first given names are two names that one person goes by: Johannes and Jan.</summary>
    CallingName = 1 << 6,

    /// <summary>The first given name differs by one letter, not the first one.</summary>
    FirstNameTypo = 1 << 7,

    /// <summary>One of the two has initials only, and the first one agrees.</summary>
    Initial = 1 << 8,

    /// <summary>One of the two has initials only, and the first two agree.</summary>
    TwoInitials = 1 << 9,

    /// <summary>The first given name of one is a later given name of the other.</summary>
    OtherGivenName = 1 << 10,

    /// <summary>Two given names are alike, in any order.</summary>
    TwoGivenNames = 1 << 11,

    /// <summary>The birthplace agrees.</summary>
    Birthplace = 1 << 12,

    /// <summary>The house number agrees, with the postcode or the street.</summary>
    Address = 1 << 13,

    /// <summary>Both birthplaces are known and they do not agree.</summary>
    BirthplaceDiffers = 1 << 23,

    /// <summary>One of the two has initials only, and the first three agree.</summary>
    ThreeInitials = 1 << 24,

    /// <summary>One of the two has initials only, and a later one of them differs.</summary>
    LaterInitialDiffers = 1 << 25,

    /// <summary>As <see cref="LaterInitialDiffers"/>, and it is the third.</summary>
    ThirdInitialDiffers = 1 << 26,

    /// <summary>Surname and first name agree when the visitor's are swapped.</summary>
    Swapped = 1 << 14,

    /// <summary>The birth dates agree when day and month of one are swapped.</summary>
    DateSwapped = 1 << 15,

    /// <summary>The birth dates differ in one part: day, month, or the last figure of the year.</summary>
    DatePart = 1 << 16,

    /// <summary>The birth date is one that registries write when it is unknown: 1 January, 1 July, or without a day.</summary>
    DateIsDefault = 1 << 17,

    /// <summary>The surname agrees in no other form than a common one.</summary>
    SurnameIsCommon = 1 << 18,

    /// <summary>The visitor's surname, as typed, is a known name, so less likely to be a typing error.</summary>
    SurnameIsKnown = 1 << 19,

    /// <summary>The visitor's first name, as typed, is a known name, so less likely to be a typing error.</summary>
    FirstNameIsKnown = 1 << 20,

    /// <summary>No first name is known of one of the two, or it has one name only.</summary>
    LacksFirstName = 1 << 21,

    /// <summary>One of the two has one given name only.</summary>
    SingleGivenName = 1 << 22,
}
