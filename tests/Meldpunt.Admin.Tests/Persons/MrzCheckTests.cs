using FsCheck.Fluent;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.Persons;

public sealed class MrzCheckTests
{
    private const string Name = "P<NLDDE<BRUIJN<<WILLEKE<LISELOTTE<<<<<<<<<<<\n";
    private const string Blanked = Name + "<<<<<<<<<<NLD6503101F2403096<<<<<<<<<<<<<<<<";
    private const string WithNumbers = Name + "SPECI20142NLD6503101F2403096999999990<<<<<84";

    [Fact]
    public void A_zone_gives_a_person_that_is_marked_as_coming_from_one()
    {
        var faults = new List<Fault>();

        var person = MrzCheck.Check(Blanked, new PersonInput { Birthplace = "Delft", Postcode = "1000 AA" }, TestDays.Today, faults)!;

        Assert.Empty(faults);
        Assert.Equal(("DE BRUIJN", "WILLEKE LISELOTTE", "1965-03-10"), (person.Surname, person.FirstNames, person.BirthDate.ToString()));
        Assert.Equal(("Delft", "1000 AA"), (person.Birthplace, person.Postcode));
        Assert.True(person is { IsTransliterated: true, NameMayBeCut: false, Prefix: null, Address: null });
    }

    [Fact]
    public void A_name_that_may_be_cut_off_is_marked_as_such()
    {
        var person = MrzCheck.Check(Blanked.Replace("LISELOTTE<<<<<<<<<<<", "LISELOTTE<ANNABELLAA", StringComparison.Ordinal), new PersonInput(), TestDays.Today, []);

        Assert.True(person!.NameMayBeCut);
    }

    [Fact]
    public void A_holder_without_first_names_is_a_person_whose_first_names_are_unknown()
    {
        var person = MrzCheck.Check(Blanked.Replace("<WILLEKE<LISELOTTE", "<<<<<<<<<<<<<<<<<<", StringComparison.Ordinal), new PersonInput(), TestDays.Today, []);

        Assert.Null(person!.FirstNames);
    }

    [Fact]
    public void Typed_persons_are_not_marked_as_coming_from_a_zone()
    {
        var person = PersonCheck.Check(new Draft().PersonInput(), TestDays.Today, string.Empty, []);

        Assert.True(person is { IsTransliterated: false, NameMayBeCut: false });
    }

    [Fact]
    public void A_name_beside_a_zone_and_all_else_that_is_wrong_is_told_at_once()
    {
        var beside = new PersonInput { Surname = "Bruijn", Prefix = "de", FirstNames = "W", BirthDate = "1965-03-10", Birthplace = "<b>", Postcode = "9876 ZQ 9876 ZQ" };
        var faults = new List<Fault>();

        var person = MrzCheck.Check(WithNumbers, beside, TestDays.Today, faults);

        Assert.Null(person);
        Assert.Equal(
            [
                "achternaam naast-mrz", "voorvoegsel naast-mrz", "voornamen naast-mrz", "geboortedatum naast-mrz", "mrz mrz-extra-gegevens",
                "geboorteplaats tekens", "postcode te-lang",
            ],
            faults.Select(fault => $"{fault.Field} {fault.Code}"));
    }

    [Fact]
    public void Every_fault_of_a_zone_has_a_code_and_words_of_its_own()
    {
        Assert.Distinct(MrzWords.All.Select(words => words.Code));
        Assert.Distinct(MrzWords.All.Select(words => words.Message));
    }

    [Fact]
    public void A_fault_says_the_same_whatever_was_scanned()
    {
        // Then nothing of a number, a name or a date can be in it.
        var known = MrzWords.All.Select(words => new Fault(PersonFields.Mrz, words.Code, words.Message)).ToHashSet();
        var letters = Gen.Elements("ABPI019<\n".ToCharArray());
        var damaged =
            from zone in Gen.Elements(WithNumbers, Blanked)
            from position in Gen.Choose(0, zone.Length - 1)
            from letter in letters
            select string.Concat(zone.AsSpan(0, position), [letter], zone.AsSpan(position + 1));

        Properties.Hold(
            Prop.ForAll(damaged.ToArbitrary(), zone =>
            {
                var faults = new List<Fault>();
                MrzCheck.Check(zone, new PersonInput(), TestDays.Today, faults);
                return faults.TrueForAll(known.Contains);
            }),
            cases: 3_000);
        Assert.DoesNotContain(known, fault => fault.Message.Any(char.IsAsciiDigit));
    }
}
