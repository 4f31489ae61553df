using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;
using Meldpunt.Index.Tests.Support;
using static Meldpunt.Index.Tests.Support.TestPersons;

namespace Meldpunt.Index.Tests.Matching;

/// <summary>What must hold of the rule whoever is compared with whom.</summary>
public sealed class RulePropertyTests
{
    private static readonly MatchStrength[] Strengths = Enum.GetValues<MatchStrength>();

    // Another source than the program's own table; see the file.
    private static readonly Dictionary<char, string> Decompositions = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Vectors", "decompositions.tsv"))
        .Where(line => line[0] != '#')
        .Select(line => line.Split('\t'))
        .ToDictionary(parts => (char)Hex(parts[0]), parts => string.Concat(parts[1].Split(' ').Select(code => (char)Hex(code))));

    public static TheoryData<string> Spellings() => [.. Respellings.Keys];

    private const string Hyphens = "hyphens for spaces";
    private const string NoHyphens = "spaces for hyphens";

    private static Dictionary<string, Func<string, string>> Respellings { get; } = new(StringComparer.Ordinal)
    {
        ["upper case"] = text => text.ToUpperInvariant(),
        ["lower case"] = text => string.Concat(text.Select(char.ToLowerInvariant)),
        ["accents apart"] = text => string.Concat(text.Select(letter => Decompositions.GetValueOrDefault(letter, letter.ToString()))),
        ["spaces around and doubled"] = text => $"  {text.Replace(" ", "   ", StringComparison.Ordinal)}\t",
        [Hyphens] = text => text.Replace(' ', '-'),
        [NoHyphens] = text => text.Replace('-', ' '),
        ["curly apostrophes"] = text => text.Replace('\'', '’'),
    };

    [Theory]
    [MemberData(nameof(Spellings))]
    public void How_a_visitor_s_accents_case_spaces_and_hyphens_are_typed_never_matters(string spelling)
    {
        Hold(pair => Equals(Compare(pair.Registered, pair.Visitor), Compare(pair.Registered, Respell(pair.Visitor, spelling))));
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public void How_a_registered_person_s_accents_case_spaces_and_hyphens_were_typed_never_matters(string spelling)
    {
        Hold(pair => Equals(Compare(pair.Registered, pair.Visitor), Compare(Respell(pair.Registered, spelling), pair.Visitor)));
    }

    [Fact]
    public void A_visitor_typed_as_registered_is_found_whenever_the_index_says_that_the_person_can_be()
    {
        Properties.Hold(Prop.ForAll(People.Pairs.Select(pair => pair.Visitor).ToArbitrary(), person => Strengths.All(strength =>
            PersonIndex.CanFind(person.ToDetails(), strength) == Finds(person.ToDetails(), person.ToDetails(), strength))));
    }

    [Fact]
    public void Whoever_has_a_surname_a_first_name_and_a_whole_birth_date_can_be_found()
    {
        Properties.Hold(Prop.ForAll(People.Anybody.ToArbitrary(), person =>
            person.ToDetails() is { BirthDate: { IsComplete: true, IsRegistryDefault: false } } details
            && FirstNameText.IsInitials(details.FirstNames, NameFolder.Fold(details.FirstNames ?? string.Empty)) is false
            && NameFolder.HasContent(details.FirstNames) && !string.Equals(details.FirstNames, details.Surname, StringComparison.Ordinal)
                ? Strengths.All(strength => PersonIndex.CanFind(details, strength))
                : true));
    }

    [Fact]
    public void Places_that_a_visitor_tells_right_or_wrong_never_undo_a_match_of_equal_names_and_birth_date()
    {
        Properties.Hold(Prop.ForAll(
            Gen.Zip(People.Anybody, People.Anybody).ToArbitrary(),
            drawn =>
            {
                var (registered, other) = drawn;
                var visitor = registered.WithoutPlaces();
                return Strengths.All(strength => !IsByFirstName(Compare(registered, visitor, strength)) || Places(registered, other).All(places =>
                    Compare(registered, visitor with { Birthplace = places.Birthplace, Address = places.Address, Postcode = places.Postcode }, strength) is not null));
            }));
    }

    [Fact]
    public void Further_given_names_that_were_registered_never_undo_a_match()
    {
        var further = Gen.Elements("Petrus", "Maria Josefa", "van Assisi", "J.", "Quirijn Anna Hanna Wietske Bo");

        Properties.Hold(Prop.ForAll(
            Gen.Zip(People.Anybody, further).ToArbitrary(),
            drawn =>
            {
                var (person, names) = drawn;
                var registered = person with { FirstNames = $"{person.FirstNames} {names}" };
                var visitor = person with { FirstNames = registered.FirstNames!.Trim('.', ' ').Split(' ', '-')[0] };
                return Strengths.All(strength =>
                    Compare(registered, visitor, strength) is null || Compare(registered, registered, strength) is not null);
            }));
    }

    [Fact]
    public void Whom_a_stricter_strength_finds_every_more_lenient_one_finds()
    {
        Hold(pair => Strengths.Zip(Strengths.Skip(1)).All(strengths =>
            Compare(pair.Registered, pair.Visitor, strengths.First) is null || Compare(pair.Registered, pair.Visitor, strengths.Second) is not null));
    }

    [Fact]
    public void The_index_finds_exactly_whom_the_rule_takes_for_one()
    {
        var registers =
            from person in People.Anybody
            from others in People.Changed(person).ArrayOf(8)
            from visitor in People.Changed(person)
            select (Register: others.Append(person).ToArray(), Visitor: visitor);

        Properties.Hold(
            Prop.ForAll(registers.ToArbitrary(), drawn => Strengths.All(strength => FindsWhomTheRuleDoes(drawn.Register, drawn.Visitor, strength))),
            cases: 300);
    }

    [Fact]
    public void No_text_in_any_field_makes_the_rule_throw()
    {
        var texts = Gen.OneOf(Properties.AnyText.Generator, LongText());
        var people =
            from surname in texts
            from prefix in texts
            from firstNames in texts
            from place in texts
            from address in texts
            from number in Gen.Elements(string.Empty, " 7", "7 ")
            from date in Gen.Elements("1984-03-12", "1984-00-00", "none")
            select new Typed(surname, prefix, firstNames, date, place, number + address + number, place);

        Properties.Hold(Prop.ForAll(
            Gen.Zip(people, people).ToArbitrary(),
            drawn =>
            {
                var (one, other) = drawn;
                _ = Compare(one, other);
                return PersonIndex.CanFind(one.ToDetails()) == Compare(one, one) is not null;
            }));
    }

    // In first names a hyphen makes two names one; FirstNameTests says what that changes.
    private static Typed Respell(Typed person, string spelling) =>
        person.Map(Respellings[spelling]) is var respelled && spelling is Hyphens or NoHyphens ? respelled with { FirstNames = person.FirstNames } : respelled;

    // Few letters, often the ones that fold to many, in a field that is full or too full.
    private static Gen<string> LongText() =>
        from letters in Gen.Elements("a", "ab ", "Ǆ", "ﬃ", "ae ", "x", "uxx", "van ", "1 ", "J.", "ij", "\uFDFA", "\U00010400", "st 1 ")
        from length in Gen.Elements(30, 199, 200, 201, 1_000)
        select string.Concat(Enumerable.Repeat(letters, (length / letters.Length) + 1))[..length];

    private static IEnumerable<Typed> Places(Typed right, Typed wrong) =>
        from place in (string?[])[null, right.Birthplace, wrong.Birthplace]
        from home in (Typed[])[right.WithoutPlaces(), right, wrong]
        select home with { Birthplace = place };

    // Initials, and a name that is missing, are weak enough for a wrong birthplace to weigh against them.
    private static bool IsByFirstName(Agreement? agreement) => ((agreement ?? Agreement.None) & Agreement.FirstNameEqual) != Agreement.None;

    private static bool FindsWhomTheRuleDoes(Typed[] register, Typed visitor, MatchStrength strength)
    {
        using var key = VectorKey();
        using var index = new PersonIndex(key, register.Length, strength);
        for (var number = 0; number < register.Length; number++)
        {
            index.Put(HotKeys.Id(number), register[number].ToDetails(), Today, Today);
        }

        var found = new FoundEntry[register.Length + 1];
        var count = index.Find(visitor.ToDetails(), Today, found);
        var expected = register
            .Select((person, number) => (Id: HotKeys.Id(number), Agreement: Compare(person, visitor, strength)))
            .Where(compared => compared.Agreement is not null)
            .Select(compared => new FoundEntry(compared.Id, compared.Agreement!.Value))
            .ToHashSet();
        return count == expected.Count && expected.SetEquals(found[..count]);
    }

    private static void Hold(Func<(Typed Registered, Typed Visitor), bool> property) => Properties.Hold(Prop.ForAll(People.Pairs.ToArbitrary(), property), cases: 2_000);

    private static Agreement? Compare(Typed registered, Typed visitor, MatchStrength strength = MatchStrength.Balanced) =>
        TestPersons.Compare(registered.ToDetails(), visitor.ToDetails(), strength);

    private static int Hex(string code) => int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
