namespace Meldpunt.Admin.Persons;

/// <summary>A person as somebody typed it, nothing checked. Never printed.</summary>
public sealed class PersonInput
{
    public string? Surname { get; init; }

    public string? Prefix { get; init; }

    public string? FirstNames { get; init; }

    public string? BirthDate { get; init; }

    public string? Birthplace { get; init; }

    public string? Address { get; init; }

    public string? Postcode { get; init; }

    /// <inheritdoc cref="Index.Names.PersonDetails.IsTransliterated"/>
    public bool IsTransliterated { get; init; }

    /// <inheritdoc cref="Index.Names.PersonDetails.NameMayBeCut"/>
    public bool NameMayBeCut { get; init; }

    public override string ToString() => nameof(PersonInput);
}
