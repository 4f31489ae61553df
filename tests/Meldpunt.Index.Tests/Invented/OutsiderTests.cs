using Meldpunt.Population;
using Meldpunt.Population.Likeness;
using Meldpunt.Population.Outsiders;
using Meldpunt.Population.People;
using Meldpunt.Population.Randomness;

namespace Meldpunt.Index.Tests.Invented;

/// <summary>An outsider is what its kind says, before and after the typing.</summary>
public sealed class OutsiderTests
{
    private static readonly InventedPopulation Population = new(seed: 11, registered: 2_000);
    private static readonly Dictionary<string, GeneratedPerson> Registered = Population.Register.ToDictionary(person => person.Id);

    [Fact]
    public void A_twin_shares_all_but_clearly_different_given_names() => Assert.All(Made(Kin.Twin), pair =>
    {
        var (person, twin) = pair;
        Assert.Equal((person.Own, person.Born, person.Birthplace, person.Home), (twin.Own, twin.Born, twin.Birthplace, twin.Home));
        Assert.All(person.Given, name => Assert.True(ClearlyDifferent.GivenNames(name, twin.Given[0]), $"{name} {twin.Given[0]}"));
    });

    [Fact]
    public void Father_and_son_share_a_name_and_are_a_generation_apart() => Assert.All(Made(Kin.FatherOrSon), pair =>
    {
        var (person, relative) = pair;
        Assert.Equal((person.Own, person.Given[0]), (relative.Own, relative.Given[0]));
        Assert.InRange(Math.Abs(person.Born.Year - relative.Born.Year), 18, 42);
    });

    [Fact]
    public void A_namesake_has_clearly_another_birth_date() => Assert.All(Made(Kin.Namesake), pair =>
    {
        Assert.Equal((pair.Person.Own, pair.Person.Given[0]), (pair.Other.Own, pair.Other.Given[0]));
        Assert.True(ClearlyDifferent.Dates(pair.Person.Born, pair.Other.Born), $"{pair.Person.Born} {pair.Other.Born}");
    });

    [Fact]
    public void A_spouse_goes_by_the_surname_of_the_registered_person() => Assert.All(Made(Kin.Spouse), pair =>
    {
        Assert.Equal(pair.Person.Own, pair.Other.Partner);
        Assert.NotEqual(SurnameForm.Own, pair.Other.Form);
    });

    [Fact]
    public void A_hard_outsider_still_differs_after_the_typing() => Assert.All(Population.HardOutsiders(20_000).Where(query => !query.Ambiguous), query =>
    {
        var registered = Registered[query.Related!];
        var born = ClearlyDifferent.Dates(query.Details.BirthDate, registered.Details.BirthDate);
        // Where the birth date does not show it the typed names must, in the field where they are.
        var typed = query.Differences.Contains(Difference.SwappedNames) ? query.Details.Surname : query.Details.FirstNames!;
        var first = typed.Split([' ', '.'], StringSplitOptions.RemoveEmptyEntries)[0];
        Assert.True(
            born || query.Differences.Contains(Difference.InitialOnly) || ClearlyDifferent.GivenNames(first, registered.Real.Given[0]),
            PackWriter.Line(query));
    });

    [Fact]
    public void An_initial_that_fits_the_registered_person_is_ambiguous()
    {
        var initials = Population.HardOutsiders(50_000)
            .Where(query => query.Kind is QueryKind.Twin && query.Differences.Contains(Difference.InitialOnly) && !query.Differences.Contains(Difference.DobDigit))
            .Where(query => query.Details.FirstNames!.Trim('.').Length == 1)
            .Where(query => SoundCode.Bare(Registered[query.Related!].Real.Given[0]).StartsWith(SoundCode.Bare(query.Details.FirstNames!), StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(initials);
        Assert.All(initials, query => Assert.True(query.Ambiguous, PackWriter.Line(query)));
    }

    [Fact]
    public void Few_hard_outsiders_become_ambiguous_and_no_kind_is_missing()
    {
        var hard = Population.HardOutsiders(20_000).ToList();

        Assert.InRange(hard.Count(query => query.Ambiguous) / 20_000.0, 0.001, 0.03);
        Assert.Equal(
            [QueryKind.CommonName, QueryKind.FatherSon, QueryKind.SameNameYear, QueryKind.SameSurnameDob, QueryKind.Sibling, QueryKind.Spouse, QueryKind.Twin],
            hard.Select(query => query.Kind).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Anna", QueryKind.OneLetter, "Anne")]
    [InlineData("Jan", QueryKind.NicknameFamily, "Johan")]
    [InlineData("Katrin", QueryKind.SameSound, "Kathrin")]
    public void Similar_names_are_near_in_one_way_only(string name, string subKind, string similar)
    {
        var ways = new[] { QueryKind.OneLetter, QueryKind.NicknameFamily, QueryKind.SameSound }.Where(way => SimilarNames.Of(name, way).Contains(similar)).ToList();

        Assert.Equal([subKind], ways);
        Assert.DoesNotContain(name, SimilarNames.Of(name, subKind));
        Assert.All(SimilarNames.Of(name, subKind), other => Assert.False(ClearlyDifferent.GivenNames(name, other)));
    }

    [Fact]
    public void Similar_twins_come_in_three_sorts_and_are_ambiguous()
    {
        var twins = Population.SimilarTwins(300).ToList();

        Assert.All(twins, query => Assert.True(query.Ambiguous));
        Assert.Equal([100, 100, 100], twins.CountBy(query => query.SubKind!).Select(pair => pair.Value));
    }

    private static IEnumerable<(Person Person, Person Other)> Made(Func<Person, SeededRandom, Person> make) =>
        Population.Register.Take(500).Select((registered, number) => (registered.Real, make(registered.Real, new SeededRandom(1, SeededRandom.Stream.Hard, number))));
}
