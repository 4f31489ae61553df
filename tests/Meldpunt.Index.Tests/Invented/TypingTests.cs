using Meldpunt.Population;
using Meldpunt.Population.Typing;

namespace Meldpunt.Index.Tests.Invented;

/// <summary>A label is there when the difference is, and the difference when the label is.</summary>
public sealed class TypingTests
{
    private static readonly InventedPopulation Population = new(seed: 13, registered: 3_000);
    private static readonly Dictionary<string, GeneratedPerson> Registered = Population.Register.ToDictionary(person => person.Id);

    [Fact]
    public void Without_differences_a_visitor_types_what_is_true()
    {
        var careful = new InventedPopulation(seed: 13, registered: 500, DifferenceRates.None with { MrzChannel = 0, VizChannel = 0 });
        var registered = careful.Register.Where(person => person.Source is "form").ToDictionary(person => person.Id);

        Assert.All(careful.TrueQueries(1_000).Where(query => registered.ContainsKey(query.Truth!)), query =>
        {
            var details = registered[query.Truth!].Details;
            Assert.Empty(query.Differences);
            Assert.Equal((details.Surname, details.Prefix, details.BirthDate), (query.Details.Surname, query.Details.Prefix, query.Details.BirthDate));
            Assert.Equal(details.FirstNames!.Split(' ')[0], query.Details.FirstNames!.Split(' ')[0]);
        });
    }

    [Fact]
    public void Every_label_occurs()
    {
        var labels = typeof(Difference).GetFields().Select(field => (string)field.GetRawConstantValue()!);

        var seen = Population.TrueQueries(60_000).SelectMany(query => query.Differences).Distinct();

        Assert.Empty(labels.Except(seen));
    }

    [Fact]
    public void A_label_is_there_exactly_when_the_difference_is() => Assert.All(Population.TrueQueries(20_000), query =>
    {
        var real = Registered[query.Truth!].Real;
        var typed = query.Details;
        Holds(Difference.BirthplaceMissing, typed.Birthplace is null);
        Holds(Difference.AddressMissing, typed.Address is null);
        Holds(Difference.PostcodeMissing, typed.Address is not null && typed.Postcode is null);
        Holds(Difference.Mrz, query.Channel is Channel.Mrz);
        var date = query.Differences.Count(label => label.StartsWith("dob_", StringComparison.Ordinal));
        Assert.Equal(typed.BirthDate == real.Born ? 0 : 1, date);
        if (query.Channel is Channel.Typed && typed.Birthplace is not null && !query.Differences.Contains(Difference.Case))
        {
            var place = query.Differences.Any(label => label.StartsWith("birthplace_", StringComparison.Ordinal));
            var expected = query.Differences.Contains(Difference.Diacritics) ? Letters.WithoutAccents(real.Birthplace.Name) : real.Birthplace.Name;
            // İstanbul may be written Istanbul for the accent's sake or for its name in Dutch: with both labels they are the same.
            Assert.True(place != string.Equals(typed.Birthplace, expected, StringComparison.Ordinal) || query.Differences.Contains(Difference.Diacritics), PackWriter.Line(query));
        }

        void Holds(string label, bool difference) => Assert.True(query.Differences.Contains(label) == difference, $"{label}: {PackWriter.Line(query)}");
    });

    [Fact]
    public void A_machine_readable_zone_holds_capitals_and_fits_its_line() => Assert.All(Population.TrueQueries(10_000).Where(query => query.Channel is Channel.Mrz), query =>
    {
        var (surname, given) = (query.Details.Surname, query.Details.FirstNames!);
        Assert.Matches("^[A-Z][A-Z ]*$", surname);
        Assert.Matches("^[A-Z][A-Z ]*$", given);
        Assert.InRange(surname.Length + 2 + given.Length, 4, 39);
        Assert.Null(query.Details.Prefix);
    });

    [Theory]
    [InlineData("Şükrü Yıldırım", "Sukru Yildirim")]
    [InlineData("Łukasz Żółć", "Lukasz Zolc")]
    [InlineData("Weiß Ærø", "Weiss AEro")]
    [InlineData("Jansen", "Jansen")]
    public void Accents_go_by_the_table(string with, string without) => Assert.Equal(without, Letters.WithoutAccents(with));

    [Theory]
    [InlineData(Difference.AddressMissing, 0.45, 0.55)]
    [InlineData(Difference.InitialOnly, 0.075, 0.115)]
    [InlineData(Difference.SurnameTypo, 0.06, 0.1)]
    [InlineData(Difference.SurnamePhonetic, 0.04, 0.07)]
    [InlineData(Difference.DobDigit, 0.013, 0.028)]
    [InlineData(Difference.Nickname, 0.025, 0.07)]
    [InlineData(Difference.DoubleNamePart, 0.03, 0.1)]
    public void Differences_are_about_as_frequent_as_the_README_says(string label, double least, double most)
    {
        var typed = Population.TrueQueries(20_000).Where(query => query.Channel is Channel.Typed).ToList();

        Assert.InRange(typed.Count(query => query.Differences.Contains(label)) / (double)typed.Count, least, most);
    }
}
