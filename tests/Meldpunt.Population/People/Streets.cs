using Meldpunt.Population.Randomness;

namespace Meldpunt.Population.People;

/// <summary>Addresses that might be anywhere in the Netherlands.</summary>
internal static class Streets
{
    private const string PostcodeLetters = "ABCDEGHJKLMNPRSTVWXZ";

    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Parts = ListFile.Sections("streets.txt");
    private static readonly string[] Additions = ["A", "B", "C", "D", "a", "b", "bis", "I", "II", "III", "1", "2", "3", "hs", "1hg", "2v"];

    public static HomeAddress Draw(SeededRandom random)
    {
        var street = random.Chance(0.25) ? random.Pick(Parts["whole"]) : random.Pick(Parts["first"]) + random.Pick(Parts["ending"]);
        // Low numbers are more frequent: every street has them.
        var number = 1 + random.Below(1 + random.Below(280));
        var addition = random.Chance(0.13) ? random.Pick(Additions) : string.Empty;
        return new HomeAddress(street, number, addition, Postcode(random));
    }

    private static string Postcode(SeededRandom random)
    {
        var number = random.Between(1011, 9999);
        return string.Create(7, (number, First: random.Pick(PostcodeLetters.ToCharArray()), Second: random.Pick(PostcodeLetters.ToCharArray())), static (text, code) =>
        {
            text[0] = (char)('0' + (code.number / 1000));
            text[1] = (char)('0' + (code.number / 100 % 10));
            text[2] = (char)('0' + (code.number / 10 % 10));
            text[3] = (char)('0' + (code.number % 10));
            text[4] = ' ';
            text[5] = code.First;
            text[6] = code.Second;
        });
    }
}
