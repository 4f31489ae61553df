namespace Meldpunt.Index.Matching;

/// <summary>
/// What a hash was made of, so that a hash of one kind equals one of another by chance alone. Of a key it is the first byte of the message; a tag is the hash
/// of a form, combined with a mask of its kind.
/// </summary>
internal enum TagKind : byte
{
    /// <summary>Under which the entries of one birth date stand together.</summary>
    BirthDate = 1,

    /// <summary>Under which the entries of one surname at one address stand together, for when the birth date was typed wrong.</summary>
    NameAndAddress = 2,

    /// <summary>A form of the surname, as written.</summary>
    Surname = 3,

    /// <summary>A form of the surname, as it sounds.</summary>
    SurnameSound = 4,

    /// <summary>The consonants of a form of the surname.</summary>
    SurnameConsonants = 5,

    /// <summary>A form of the surname with one letter left out, or none.</summary>
    SurnameLess = 6,

    /// <summary>The first given name, as written.</summary>
    FirstName = 7,

    /// <summary>The first given name, as it sounds.</summary>
    FirstNameSound = 8,

    /// <summary>A family of names that one person goes by.</summary>
    CallingName = 9,

    /// <summary>The first given name with one letter left out, never the first, or none.</summary>
    FirstNameLess = 10,

    /// <summary>A later given name, as it sounds.</summary>
    OtherName = 11,

    /// <summary>The first initials, and whether they are of names or all that is known.</summary>
    Initials = 12,

    /// <summary>That no first name is known.</summary>
    NoFirstName = 14,

    /// <summary>The birthplace.</summary>
    Birthplace = 15,

    /// <summary>House number with postcode or street.</summary>
    Address = 16,

    /// <summary>The birth date with one part left out.</summary>
    DatePart = 17,

    /// <summary>That only one given name is known.</summary>
    SingleName = 18,

    /// <summary>That a birthplace is known.</summary>
    HasBirthplace = 19,

    /// <summary>That so many initials are known.</summary>
    HasInitials = 20,

    /// <summary>A part of the first given name, or it joined with the next, as written. Meets whole names only: Anne-Marie is not Anne-Fleur.</summary>
    FirstNamePart = 21,

    /// <summary>As <see cref="SurnameLess"/>, of a part of a surname. It meets whole surnames only.</summary>
    SurnamePartLess = 22,
}
