using System.Security.Cryptography;
using System.Text;
using Meldpunt.Index.Names;
using Meldpunt.Population;

namespace Meldpunt.Index.Tests.Invented;

public sealed class InventedPopulationTests
{
    private const int Seed = 7;

    /// <summary>SHA-256 of the first thousand people and of a hundred queries of each sort. Changes only when the generator is meant to change.</summary>
    private const string KnownHash = "a53f1576797915b48e9f784959e73f37452fc25f5d84bc17880405d895710fc0";

    private static readonly InventedPopulation Population = new(Seed, registered: 5_000);

    [Fact]
    public void One_seed_makes_the_same_people_and_queries_everywhere()
    {
        var lines = Population.Register.Take(1_000).Select(PackWriter.Line).Concat(Everything(Population, 100).Select(PackWriter.Line));

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));

        Assert.Equal(KnownHash, hash);
    }

    [Fact]
    public void Another_seed_makes_other_people()
    {
        var other = new InventedPopulation(Seed + 1, registered: 100);

        Assert.NotEqual(Population.Register.Take(100).Select(PackWriter.Line), other.Register.Select(PackWriter.Line));
    }

    [Fact]
    public void A_query_is_the_same_alone_and_among_others()
    {
        var among = Population.HardOutsiders(50).Last();

        var alone = Population.HardOutsiders(1, from: 49).Single();

        Assert.Equal(PackWriter.Line(among), PackWriter.Line(alone));
    }

    [Fact]
    public void No_id_is_given_twice_and_only_a_registered_person_has_an_R()
    {
        var queries = Everything(Population, 2_000).Select(query => query.Id).ToList();
        var registered = Population.Register.Select(person => person.Id).ToHashSet();

        Assert.Equal(queries.Count, queries.Distinct().Count());
        Assert.Equal(Population.Register.Count, registered.Count);
        Assert.DoesNotContain(queries, registered.Contains);
    }

    [Fact]
    public void A_truth_or_a_related_person_is_in_the_register()
    {
        var registered = Population.Register.Select(person => person.Id).ToHashSet();

        Assert.All(Everything(Population, 500), query =>
        {
            Assert.Equal(query.Kind is QueryKind.True, query.Truth is not null);
            Assert.Equal(query.Kind is not (QueryKind.True or QueryKind.Random), query.Related is not null);
            Assert.True((query.Truth ?? query.Related) is not { } id || registered.Contains(id));
        });
    }

    [Fact]
    public void Everything_fits_what_may_be_typed_for_a_person()
    {
        var all = Population.Register.Select(person => person.Details).Concat(Everything(Population, 2_000).Select(query => query.Details));

        Assert.All(all, details =>
        {
            Assert.InRange(details.Surname.Trim().Length, 1, PersonDetails.MaxNameLength);
            Assert.InRange(details.FirstNames!.Trim().Length, 1, PersonDetails.MaxNameLength);
            Assert.True((details.Birthplace?.Length ?? 1) is > 0 and <= PersonDetails.MaxNameLength);
            Assert.True((details.Prefix?.Length ?? 1) is > 0 and <= 10);
            Assert.True(BirthDate.TryParse(details.BirthDate.ToString(), out _));
            Assert.InRange((int)details.BirthDate.Year, 1900, 2026);
        });
    }

    [Theory]
    [InlineData("Jansen", 0.0022, 0.0045)]
    [InlineData("Yılmaz", 0.0015, 0.006)]
    [InlineData("El Amrani", 0.0012, 0.005)]
    public void Frequent_surnames_are_as_frequent_as_they_should_be(string surname, double least, double most)
    {
        var bearers = new InventedPopulation(Seed, registered: 20_000).Register.Count(person => string.Equals(person.Real.Own.Full, surname, StringComparison.Ordinal));

        Assert.InRange(bearers / 20_000.0, least, most);
    }

    [Fact]
    public void Ages_prefixes_double_names_and_default_dates_are_about_as_frequent_as_in_life()
    {
        var people = Population.Register;

        Assert.InRange(Share(person => person.Details.BirthDate.Year is > 1966 and <= 2008), 0.75, 0.92);
        Assert.InRange(Share(person => person.Real.Own.Prefix.Length > 0), 0.08, 0.25);
        Assert.InRange(Share(person => person.Details.Surname.Contains('-', StringComparison.Ordinal)), 0.03, 0.12);
        Assert.InRange(Share(person => person.Details.BirthDate is { Month: 1, Day: 1 }), 0.008, 0.03);
        Assert.InRange(Share(person => person.Source is "mrz"), 0.035, 0.065);
        Assert.Contains(new InventedPopulation(Seed, 20_000).Register, person => !person.Details.BirthDate.IsComplete);

        double Share(Func<GeneratedPerson, bool> which) => people.Count(which) / (double)people.Count;
    }

    private static IEnumerable<GeneratedQuery> Everything(InventedPopulation population, int each) => population.TrueQueries(each)
        .Concat(population.HardOutsiders(each))
        .Concat(population.RandomOutsiders(each))
        .Concat(population.AmbiguousOutsiders(each))
        .Concat(population.SimilarTwins(each));
}
