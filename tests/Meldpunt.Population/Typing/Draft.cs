using Meldpunt.Index.Names;

namespace Meldpunt.Population.Typing;

/// <summary>What is about to be typed, while the differences are being made.</summary>
internal sealed class Draft
{
    public required string Channel { get; init; }

    public string Surname { get; set; } = string.Empty;

    public string? Prefix { get; set; }

    /// <summary>The given names as they are to be typed, initials without dots among them.</summary>
    public List<string> Given { get; } = [];

    /// <summary>True when only initials are given: each of <see cref="Given"/> is then one letter.</summary>
    public bool InitialsOnly { get; set; }

    /// <summary>The text of the first names, when it is more than the given names with spaces between.</summary>
    public string? FirstNames { get; set; }

    public BirthDate Born { get; set; }

    public string? Birthplace { get; set; }

    public string? Address { get; set; }

    public string? Postcode { get; set; }

    public SortedSet<string> Differences { get; } = new(StringComparer.Ordinal);

    public PersonDetails ToDetails() => new()
    {
        Surname = Surname,
        Prefix = Prefix,
        FirstNames = FirstNames,
        BirthDate = Born,
        Birthplace = Birthplace,
        Address = Address,
        Postcode = Postcode,
    };
}
