namespace Meldpunt.Index.Documents;

/// <summary>
/// Where the fields of one size of document stand, counted from 0 over its lines put behind each other (ICAO Doc 9303: part 4 for passports,
/// part 5 for TD1 cards, part 6 for TD2 documents).
/// </summary>
internal sealed class MrzLayout
{
    /// <summary>Cards of the size of a bank card: three lines of 30, the name on the last.</summary>
    public static readonly MrzLayout Td1 = new()
    {
        Lines = 3,
        LineLength = 30,
        Name = 60..90,
        Number = 5..14,
        Birth = 30..36,
        Expiry = 38..44,
        Optional = 15..30,
        MoreOptional = 48..59,
        Composite = [5..30, 30..37, 38..45, 48..59],
        NumberMayBeLong = true,
    };

    /// <summary>Larger cards: two lines of 36, the name on the first.</summary>
    public static readonly MrzLayout Td2 = new()
    {
        Lines = 2,
        LineLength = 36,
        Name = 5..36,
        Number = 36..45,
        Birth = 49..55,
        Expiry = 57..63,
        Optional = 64..71,
        Composite = [36..46, 49..56, 57..71],
        NumberMayBeLong = true,
    };

    /// <summary>Passports: two lines of 44, the name on the first.</summary>
    public static readonly MrzLayout Td3 = new()
    {
        Lines = 2,
        LineLength = 44,
        Name = 5..44,
        Number = 44..53,
        Birth = 57..63,
        Expiry = 65..71,
        Optional = 72..86,
        HasOptionalDigit = true,
        Composite = [44..54, 57..64, 65..87],
    };

    public static IReadOnlyList<MrzLayout> All { get; } = [Td1, Td2, Td3];

    public required int Lines { get; init; }

    public required int LineLength { get; init; }

    /// <summary>Characters of all lines together.</summary>
    public int Length => Lines * LineLength;

    public required Range Name { get; init; }

    /// <summary>The document number; its check digit stands behind it, as behind both dates.</summary>
    public required Range Number { get; init; }

    public required Range Birth { get; init; }

    public required Range Expiry { get; init; }

    public required Range Optional { get; init; }

    /// <summary>The second field of optional data; empty where there is one only.</summary>
    public Range MoreOptional { get; init; }

    /// <summary>True when the optional data has a check digit of its own, behind it.</summary>
    public bool HasOptionalDigit { get; init; }

    /// <summary>What the composite check digit covers.</summary>
    public required IReadOnlyList<Range> Composite { get; init; }

    /// <summary>True when a number of more than nine characters goes on in the optional data.</summary>
    public bool NumberMayBeLong { get; init; }

    /// <summary>Where the composite check digit stands: behind the last thing that it covers.</summary>
    public int CompositeDigit => Composite[^1].End.Value;
}
