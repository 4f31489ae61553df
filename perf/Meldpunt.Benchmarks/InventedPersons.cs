using Meldpunt.Index.Names;

namespace Meldpunt.Benchmarks;

/// <summary>
/// Invented people, the same ones at every run: number so-and-so is always the same person, and no two numbers share a name and birth date.
/// Names are put together from syllables; a third have a prefix, three tenths a marked letter in the surname, a tenth are known by initials only. A
/// stranger shares a birth date with many of them, and neither the sound of a surname nor that of a first name.
/// </summary>
internal static class InventedPersons
{
    private const int BirthDays = 40 * 12 * 28;

    private static readonly string[] Heads = ["Bar", "Del", "Fen", "Gro", "Hal", "Jor", "Kam", "Lin", "Mor", "Nij", "Oost", "Pel", "Rood", "Sme", "Ter", "Vos"];
    private static readonly string[] StrangeHeads = ["Wiks", "Zulk", "Quorf", "Cast", "Prij", "Spoe", "Blau", "Vlie"];
    private static readonly string[] Middles = ["de", "é", "ka", "li", "ma", "në", "ro", "sta", "ve", "zø"];
    private static readonly string[] Tails = ["berg", "dijk", "ga", "huis", "laan", "man", "ners", "ring", "sma", "stra", "veld", "winkel"];
    private static readonly string[] StrangeTails = ["mont", "tov", "schot", "quist", "wijk", "zand"];
    private static readonly string[] Prefixes = ["van", "de", "van den", "van der", "ten", "'t"];
    private static readonly string[] Given = ["Anna", "Bram", "Chloë", "Daan", "Emine", "Fatima", "Gijs", "Hüseyin", "Ilse", "José", "Karin", "Łukasz"];
    private static readonly string[] StrangeGiven = ["Pieter", "Quinten", "Ruud", "Sanne", "Thijs", "Ursula", "Vera", "Wout", "Xander", "Yvonne"];

    /// <summary>Person number so-and-so.</summary>
    public static PersonDetails Person(int number) => Invent(number, Heads, Tails, Given);

    /// <summary>Somebody of the same birth date as that person who is in no index.</summary>
    public static PersonDetails Stranger(int number) => Invent(number, StrangeHeads, StrangeTails, StrangeGiven);

    private static PersonDetails Invent(int number, string[] heads, string[] tails, string[] given)
    {
        // The birth date and the surname count the number off, so that persons differ; the rest is drawn from it.
        var drawn = unchecked((uint)number * 2_654_435_761u) >> 8;
        var day = number % BirthDays;
        var name = number / BirthDays;
        return new PersonDetails
        {
            Surname = Surname(name, heads, tails),
            Prefix = drawn % 3 == 0 ? Pick(Prefixes, drawn / 3) : null,
            FirstNames = drawn % 10 == 0 ? "A.B." : $"{Pick(given, drawn / 7)} {Pick(given, drawn / 11)}",
            BirthDate = Date(day),
            Birthplace = "Utrecht",
        };
    }

    // 1,920 surnames for one birth date: enough for 25 million people before a name comes back.
    private static string Surname(int name, string[] heads, string[] tails) =>
        string.Concat(Pick(heads, (uint)name), Pick(Middles, (uint)(name / heads.Length)), Pick(tails, (uint)(name / (heads.Length * Middles.Length))));

    private static string Pick(string[] list, uint number) => list[number % (uint)list.Length];

    private static BirthDate Date(int day)
    {
        var text = FormattableString.Invariant($"{1960 + (day / (12 * 28)):0000}-{1 + (day / 28 % 12):00}-{1 + (day % 28):00}");
        return BirthDate.TryParse(text, out var date) ? date : throw new InvalidOperationException($"{text} is no date.");
    }
}
