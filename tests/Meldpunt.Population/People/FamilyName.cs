using System.Runtime.InteropServices;

namespace Meldpunt.Population.People;

/// <summary>A surname in its two parts; the prefix is empty when there is none.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FamilyName(string Prefix, string Main)
{
    // Longest first. Lower case only: a capital (Belgian Van Damme) is part of the name itself.
    private static readonly string[] Prefixes =
    [
        "van der ", "van den ", "van de ", "van het ", "van 't ", "voor de ", "over de ", "onder de ", "aan den ", "aan de ", "aan het ", "bij de ",
        "op den ", "op de ", "op 't ", "op het ", "in 't ", "in den ", "in de ", "in het ", "uit den ", "uit de ", "uit het ", "von der ", "von den ",
        "van ", "von ", "den ", "der ", "dos ", "das ", "del ", "ter ", "ten ", "de ", "te ", "'t ", "da ", "do ", "du ", "la ", "le ", "op ", "zu ", "zum ", "vom ",
    ];

    /// <summary>The name as it is spoken: "van den Berg".</summary>
    public string Full => Prefix.Length == 0 ? Main : $"{Prefix} {Main}";

    public static FamilyName Parse(string full)
    {
        var prefix = Array.Find(Prefixes, candidate => full.StartsWith(candidate, StringComparison.Ordinal) && full.Length > candidate.Length);
        return prefix is null ? new FamilyName(string.Empty, full) : new FamilyName(prefix.TrimEnd(), full[prefix.Length..].Trim());
    }
}
