using Meldpunt.Index.Names;

namespace Meldpunt.Benchmarks;

/// <summary>
/// Invented people, the same ones at every run: number so-and-so is always the same person, and no two numbers share a name and birth date.
/// Names are put together from syllables; a third have a prefix, three tenths a marked letter in the surname, a tenth are known by initials only.
/// </summary>
internal static class InventedPersons
{
    private const int BirthDays = 40 * 12 * 28;

    private static readonly string[] Heads = ["Bar", "Del", "Fen", "Gro", "Hal", "Jor", "Kam", "Lin", "Mor", "Nij", "Oost", "Pel", "Rood", "Sme", "Ter", "Vos"];
    private static readonly string[] Middles = ["de", "é", "ka", "li", "ma", "në", "ro", "sta", "ve", "zø"];
    private static readonly string[] Tails = ["berg", "dijk", "ga", "huis", "laan", "man", "ners", "ring", "sma", "stra", "veld", "winkel"];
    private static readonly string[] Prefixes = ["van", "de", "van den", "van der", "ten", "'t"];
    private static readonly string[] Given = ["Anna", "Bram", "Chloë", "Daan", "Emine", "Fatima", "Gijs", "Hüseyin", "Ilse", "José", "Karin", "Łukasz"];

    /// <summary>Person number so-and-so.</summary>
    public static PersonDetails Person(int number)
    {
        // The birth date and the surname count the number off, so that persons differ; the rest is drawn from it.
        var drawn = unchecked((uint)number * 2_654_435_761u) >> 8;
        var day = number % BirthDays;
        var name = number / BirthDays;
        return new PersonDetails
        {
            Surname = Surname(name),
            Prefix = drawn % 3 == 0 ? Pick(Prefixes, drawn / 3) : null,
            FirstNames = drawn % 10 == 0 ? "A.B." : $"{Pick(Given, drawn / 7)} {Pick(Given, drawn / 11)}",
            BirthDate = Date(day),
            Birthplace = "Utrecht",
        };
    }

    // 1,920 surnames for one birth date: enough for 25 million people before a name comes back.
    private static string Surname(int name) =>
        string.Concat(Pick(Heads, (uint)name), Pick(Middles, (uint)(name / Heads.Length)), Pick(Tails, (uint)(name / (Heads.Length * Middles.Length))));

    private static string Pick(string[] list, uint number) => list[number % (uint)list.Length];

    private static BirthDate Date(int day)
    {
        var text = FormattableString.Invariant($"{1960 + (day / (12 * 28)):0000}-{1 + (day / 28 % 12):00}-{1 + (day % 28):00}");
        return BirthDate.TryParse(text, out var date) ? date : throw new InvalidOperationException($"{text} is no date.");
    }
}
