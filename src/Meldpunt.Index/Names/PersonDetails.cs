namespace Meldpunt.Index.Names;

/// <summary>
/// What is known of a person: fields a-g of protocol article 5.2, as somebody typed them. Not folded, already checked for size.
/// Never printed: <see cref="ToString"/> says nothing of the person.
/// </summary>
public sealed class PersonDetails
{
    /// <summary>Longest name or place, in UTF-16 characters (the limit of the national register of persons).</summary>
    public const int MaxNameLength = 200;

    /// <summary>What is written for first names that are unknown or that the person has not got.</summary>
    public const string UnknownFirstNames = ".";

    /// <summary>Family name, with or without its prefix.</summary>
    public required string Surname { get; init; }

    /// <summary>Prefix of the family name ("van den"), when it was given apart.</summary>
    public string? Prefix { get; init; }

    /// <summary>First names or initials; null when unknown.</summary>
    public string? FirstNames { get; init; }

    public required BirthDate BirthDate { get; init; }

    public string? Birthplace { get; init; }

    public string? Address { get; init; }

    public string? Postcode { get; init; }

    /// <summary>True when the name came from a machine-readable zone: capitals without accents, the prefix inside the surname.</summary>
    public bool IsTransliterated { get; init; }

    /// <summary>True when the name came from a machine-readable zone that was full, so that its last part may be cut off.</summary>
    public bool NameMayBeCut { get; init; }

    public override string ToString() => nameof(PersonDetails);
}
