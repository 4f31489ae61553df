namespace Meldpunt.Index.Documents;

/// <summary>Why a machine-readable zone gives no person. Says nothing of what stood in it.</summary>
public enum MrzFault
{
    /// <summary>Not the number of lines and characters of a zone, or the name line is short in a way that can mean more than one thing.</summary>
    WrongLength,

    /// <summary>Something else than A-Z, digits and <c>&lt;</c>, or a digit in the name.</summary>
    WrongCharacters,

    /// <summary>The zone of something else than a passport, identity card or residence permit, or of a card with a layout of its own.</summary>
    UnsupportedDocument,

    /// <summary>A driving licence: one line that opens its chip and holds no name and no birth date.</summary>
    DrivingLicence,

    /// <summary>The field for optional data is not empty; in Dutch documents before 2021 it holds the citizen service number.</summary>
    OptionalData,

    /// <summary>The check digit of the document number does not agree.</summary>
    NumberCheck,

    /// <summary>The check digit of the birth date does not agree.</summary>
    BirthDateCheck,

    /// <summary>The check digit of the expiry date does not agree.</summary>
    ExpiryCheck,

    /// <summary>The check digit of the optional data does not agree.</summary>
    OptionalDataCheck,

    /// <summary>The check digit over the whole does not agree, though all others do.</summary>
    CompositeCheck,

    /// <summary>There is no surname in the name field.</summary>
    NoName,

    /// <summary>The document does not know the holder's year of birth.</summary>
    BirthYearUnknown,

    /// <summary>The birth date is no day of the calendar.</summary>
    BirthDateImpossible,
}
