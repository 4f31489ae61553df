using FsCheck;
using FsCheck.Fluent;

namespace Meldpunt.Index.Tests.Support;

/// <summary>Generates invented people, and the same people as somebody else types them: with what goes wrong at a gate, one thing upon another.</summary>
internal static class People
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    private static readonly (string? Prefix, string Surname)[] Surnames =
    [
        (null, "Jansen"), ("de", "Jong"), ("van den", "Berg"), (null, "Zonderveld"), (null, "Çelik"), (null, "Müller"), ("El", "Amrani"), (null, "Jansen-de Vries"),
        (null, "Groot Koerkamp"), (null, "Wildschut"), (null, "Kwezelaar"), (null, "Yılmaz"), (null, "Dijkstra"), (null, "Łukasiewicz"), (null, "Li"), (null, "Van"),
        (null, "Vandenberghe"), ("'t", "Hart"), (null, "Suharto"), (null, "Γεωργίου"),
    ];

    private static readonly string?[] FirstNames =
    [
        "Johannes Petrus", "Maria", "Anne-Marie", "Jan", "Fatima Zahra", "Mohammed", "Quirijn", "J.P.", "Bo", "Łukasz Jan", "Wietske", "M.", "Wilhelmus", "Xandrie",
        "Anna Hanna", "Ümit Şafak", ".", null, "Suharto", "Ελένη",
    ];

    private static readonly string[] BirthDates = ["1984-03-12", "1984-12-03", "1984-03-13", "1984-01-01", "1984-00-00", "1984-07-01", "1990-05-25", "1990-05-00"];
    private static readonly string?[] Birthplaces = ["Delft", "'s-Gravenhage", "Al Hoceima", "İzmir", null, null];
    private static readonly (string? Address, string? Postcode)[] Homes =
        [("Kromme Laan 7", "2611 AA"), ("Kromme Laan 7", null), ("Kerkstraat 12-B", "9401 AB"), (null, "2611 AA"), (null, null), (null, null)];

    /// <summary>Anybody.</summary>
    public static Gen<Typed> Anybody { get; } =
        from surname in Gen.Elements(Surnames)
        from firstNames in Gen.Elements(FirstNames)
        from birthDate in Gen.Elements(BirthDates)
        from birthplace in Gen.Elements(Birthplaces)
        from home in Gen.Elements(Homes)
        select new Typed(surname.Surname, surname.Prefix, firstNames, birthDate, birthplace, home.Address, home.Postcode);

    /// <summary>Somebody, and the same person or a relative as typed by another.</summary>
    public static Gen<(Typed Registered, Typed Visitor)> Pairs { get; } =
        from registered in Anybody
        from visitor in Changed(registered)
        select (registered, visitor);

    /// <summary>The same person after at most five of the changes below.</summary>
    public static Gen<Typed> Changed(Typed person) =>
        from count in Gen.Choose(0, 5)
        from changes in Change.ArrayOf(count)
        select changes.Aggregate(person, (changed, change) => change(changed));

    private static Gen<Func<Typed, Typed>> Change { get; } = Gen.Frequency(
        (2, Constants(
            person => person with { Prefix = null },
            person => person with { Prefix = null, Surname = $"{person.Prefix} {person.Surname}" },
            person => person with { Prefix = null, Surname = $"{person.Prefix?.Replace(" ", string.Empty, StringComparison.Ordinal)}{person.Surname}" },
            person => person with { Surname = person.Surname.Split('-', ' ')[^1] },
            person => person with { Surname = string.Join('-', person.Surname.Split('-', ' ').Reverse()) },
            person => person with { Surname = person.FirstNames ?? string.Empty, FirstNames = person.Surname })),
        (2, Constants(
            person => person with { FirstNames = person.FirstNames?.Split(' ', '-')[0] },
            person => person with { FirstNames = person.FirstNames?.Split(' ', '-')[^1] },
            person => person with { FirstNames = string.IsNullOrEmpty(person.FirstNames) ? null : $"{person.FirstNames[0]}." },
            person => person with { FirstNames = string.Join('.', person.FirstNames?.Split(' ').Where(name => name.Length > 0).Select(name => name[0]) ?? []) + "." },
            person => person with { FirstNames = person.FirstNames switch { "Johannes Petrus" => "Jan", "Wilhelmus" => "Wim", _ => "Wietske" } },
            person => person with { FirstNames = "." })),
        (3, from place in Gen.Choose(0, 40) from kind in Gen.Choose(0, 3) from letter in Gen.Elements(Letters.ToCharArray()) select Mistype(place, kind, letter)),
        (2, Gen.Elements(BirthDates).Select<string, Func<Typed, Typed>>(date => person => person with { BirthDate = date })),
        (2, Gen.Elements(Birthplaces).Select<string?, Func<Typed, Typed>>(place => person => person with { Birthplace = place })),
        (2, Gen.Elements(Homes).Select<(string? Address, string? Postcode), Func<Typed, Typed>>(
            home => person => person with { Address = home.Address, Postcode = home.Postcode })));

    private static Gen<Func<Typed, Typed>> Constants(params Func<Typed, Typed>[] changes) => Gen.Elements(changes);

    // One letter of the surname, or of the first names where the place lies behind it.
    private static Func<Typed, Typed> Mistype(int place, int kind, char letter) => person => place < 20
        ? person with { Surname = Mistype(person.Surname, place, kind, letter) }
        : person with { FirstNames = Mistype(person.FirstNames ?? string.Empty, place - 20, kind, letter) };

    private static string Mistype(string text, int place, int kind, char letter)
    {
        if (text.Length == 0)
        {
            return text;
        }

        var at = place % text.Length;
        return kind switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, letter.ToString()),
            2 => text.Remove(at, 1).Insert(at, letter.ToString()),
            _ => at + 1 < text.Length ? $"{text[..at]}{text[at + 1]}{text[at]}{text[(at + 2)..]}" : text,
        };
    }
}
