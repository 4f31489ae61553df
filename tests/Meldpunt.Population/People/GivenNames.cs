using Meldpunt.Population.Randomness;

namespace Meldpunt.Population.People;

/// <summary>Given names of one sex, by year of birth where that makes a difference.</summary>
internal sealed class GivenNames
{
    // Zipf alone is too steep at the top; with 6 the first Dutch name is a few per cent of its cohort, as in life.
    private const int Flat = 6;
    private const int SecondCohort = 1960;
    private const int ThirdCohort = 1985;

    private readonly WeightedList<string>[] _cohorts;

    private GivenNames(params WeightedList<string>[] cohorts) => _cohorts = cohorts;

    /// <summary>Every name, of all cohorts together, each once.</summary>
    public IEnumerable<string> All => _cohorts.SelectMany(cohort => cohort.Items).Distinct(StringComparer.Ordinal);

    public static GivenNames Dutch(string sex)
    {
        var sections = ListFile.Sections("names-dutch.txt");
        return new GivenNames(
            ByRank(sections[$"{sex} 1900-1959"]),
            ByRank(sections[$"{sex} 1960-1984"]),
            ByRank(sections[$"{sex} 1985-2012"]));
    }

    public static GivenNames Of(IReadOnlyList<string> names) => new(ByRank(names));

    public string Draw(int birthYear, SeededRandom random)
    {
        var cohort = birthYear < SecondCohort ? 0 : birthYear < ThirdCohort ? 1 : 2;
        return _cohorts[_cohorts.Length == 1 ? 0 : cohort].Draw(random);
    }

    private static WeightedList<string> ByRank(IReadOnlyList<string> names) => WeightedList<string>.ByRank(names.Distinct(StringComparer.Ordinal), Flat);
}
