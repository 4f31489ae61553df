using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Names;

namespace Meldpunt.Admin.Tests.Persons;

public sealed class PersonCheckTests
{
    [Fact]
    public void What_was_typed_is_what_is_read_without_the_spaces_around_it()
    {
        var (person, faults) = Check(new Draft { Surname = "  Zonderveld ", Birthplace = "\tSchoonhuizen\n", Prefix = "  ", Address = string.Empty });

        Assert.Empty(faults);
        Assert.Equal("Zonderveld", person!.Surname);
        Assert.Null(person.Prefix);
        Assert.Equal("Quirijn", person.FirstNames);
        Assert.Equal("1984-03-12", person.BirthDate.ToString());
        Assert.Equal("Schoonhuizen", person.Birthplace);
        Assert.Null(person.Address);
        Assert.Equal("9999 XZ", person.Postcode);
    }

    [Fact]
    public void Surname_first_names_and_birth_date_are_needed_and_the_rest_is_not()
    {
        var faults = new List<Fault>();

        var person = PersonCheck.Check(new PersonInput(), TestDays.Today, string.Empty, faults);

        Assert.Null(person);
        Assert.Equal(
            [(PersonFields.Surname, "ontbreekt"), (PersonFields.FirstNames, "ontbreekt"), (PersonFields.BirthDate, "ontbreekt")],
            faults.Select(fault => (fault.Field, fault.Code)));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("  . ")]
    public void A_full_stop_says_that_first_names_are_unknown(string typed)
    {
        var (person, faults) = Check(new Draft { FirstNames = typed });

        Assert.Empty(faults);
        Assert.Null(person!.FirstNames);
    }

    [Fact]
    public void A_full_stop_does_not_stand_for_a_surname()
    {
        var (person, faults) = Check(new Draft { Surname = "." });

        Assert.Null(person);
        Assert.Equal((PersonFields.Surname, "geen-letters"), Only(faults));
    }

    [Theory]
    [InlineData("1984-02-31")]
    [InlineData("1985-02-29")]
    [InlineData("1900-02-29")]
    [InlineData("1984-04-31")]
    [InlineData("1984-13-01")]
    [InlineData("1984-00-12")]
    [InlineData("0000-01-01")]
    [InlineData("12-03-1984")]
    [InlineData("1984-3-12")]
    [InlineData("19840312")]
    [InlineData("1984-03-12 00:00")]
    [InlineData("\u0661\u0669\u0668\u0664-03-12")]
    public void A_birth_date_that_does_not_exist_is_refused(string date)
    {
        var (person, faults) = Check(new Draft { BirthDate = date });

        Assert.Null(person);
        Assert.Equal((PersonFields.BirthDate, "datum"), Only(faults));
    }

    [Theory]
    [InlineData("1984-03-1\0")]
    [InlineData("1984-0\0-12")]
    [InlineData("198\0-03-12")]
    public void A_null_byte_is_no_digit_of_a_birth_date(string date)
    {
        var (person, faults) = Check(new Draft { BirthDate = date });

        Assert.Null(person);
        Assert.Equal((PersonFields.BirthDate, "datum"), Only(faults));
    }

    [Theory]
    [InlineData("1984-03-00")]
    [InlineData("1984-00-00")]
    [InlineData("2026-11-00")]
    [InlineData("2026-00-00")]
    [InlineData("2026-11-21")]
    [InlineData("1984-02-29")]
    [InlineData("1896-01-01")]
    public void A_birth_date_up_to_today_is_allowed_also_when_its_day_or_month_is_unknown(string date)
    {
        var (person, faults) = Check(new Draft { BirthDate = date });

        Assert.Empty(faults);
        Assert.Equal(date, person!.BirthDate.ToString());
    }

    [Theory]
    [InlineData("2026-11-22")]
    [InlineData("2026-12-00")]
    [InlineData("2027-00-00")]
    [InlineData("9999-12-31")]
    public void A_birth_date_of_the_future_is_refused(string date)
    {
        var (_, faults) = Check(new Draft { BirthDate = date });

        Assert.Equal((PersonFields.BirthDate, "toekomst"), Only(faults));
    }

    [Theory]
    [InlineData("1895-12-31")]
    [InlineData("0001-01-01")]
    public void A_birth_date_more_than_130_years_ago_is_refused(string date)
    {
        var (_, faults) = Check(new Draft { BirthDate = date });

        Assert.Equal((PersonFields.BirthDate, "te-oud"), Only(faults));
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(201, "te-lang")]
    [InlineData(300, "te-lang")]
    [InlineData(100_000, "te-lang")]
    public void A_surname_has_at_most_200_letters(int length, string? code)
    {
        var (person, faults) = Check(new Draft { Surname = new string('z', length) });

        Assert.Equal(code is null, person is not null);
        Assert.Equal(code is null ? [] : [code], faults.Select(fault => fault.Code), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("Janse😀")]
    [InlineData("\u202EnesnaJ")]
    [InlineData("Jan\u200Dsen")]
    [InlineData("محمد")]
    [InlineData("יעקב")]
    [InlineData("Иванов")]
    [InlineData("Jan\0sen")]
    [InlineData("\0")]
    [InlineData("Jan\uD83Dsen")]
    [InlineData("Jansen\uDE00")]
    [InlineData("Jansen\uFFFD")]
    [InlineData("Jan\nsen")]
    [InlineData("Jansen<script>")]
    [InlineData("Jansenª")]
    public void A_surname_of_other_signs_than_stand_on_a_document_in_Latin_letters_is_refused(string surname)
    {
        var (person, faults) = Check(new Draft { Surname = surname });

        Assert.Null(person);
        Assert.Equal((PersonFields.Surname, "tekens"), Only(faults));
    }

    [Theory]
    [InlineData("O'Zonderling")]
    [InlineData("O\u2019Zonderling")]
    [InlineData("Zonder-Veld / Velden")]
    [InlineData("Żółćkowski")]
    [InlineData("Zo\u0308nder")]
    [InlineData("Nguyễn")]
    [InlineData("Þórsdóttir")]
    [InlineData("Ĳzerveld")]
    [InlineData("Zəndərov")]
    [InlineData("Zal·la")]
    [InlineData("Zonder\u2011Veld\u00A0Velden")]
    [InlineData("X")]
    public void A_surname_with_accents_hyphens_and_apostrophes_is_allowed(string surname)
    {
        var (person, faults) = Check(new Draft { Surname = surname });

        Assert.Empty(faults);
        Assert.Equal(surname, person!.Surname);
    }

    [Theory]
    [InlineData("-")]
    [InlineData("'-.")]
    [InlineData("- , /")]
    [InlineData("\u0301\u0301")]
    public void A_surname_without_letters_is_refused(string surname)
    {
        var (person, faults) = Check(new Draft { Surname = surname });

        Assert.Null(person);
        Assert.Equal((PersonFields.Surname, "geen-letters"), Only(faults));
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_with_its_path()
    {
        var draft = new Draft
        {
            Surname = "Zonder\0veld",
            Prefix = "van de van de van de van de",
            FirstNames = " ",
            BirthDate = "1984-02-31",
            Birthplace = "Schoon\u202Ehuizen",
            Address = new string('a', PersonDetails.MaxNameLength + 1),
            Postcode = "9999 XZ 9999 XZ",
        };
        var faults = new List<Fault>();

        var person = PersonCheck.Check(draft.PersonInput(), TestDays.Today, "persoon.", faults);

        Assert.Null(person);
        Assert.Equal(
            [
                ("persoon.achternaam", "tekens"),
                ("persoon.voorvoegsel", "te-lang"),
                ("persoon.voornamen", "ontbreekt"),
                ("persoon.geboortedatum", "datum"),
                ("persoon.geboorteplaats", "tekens"),
                ("persoon.adres", "te-lang"),
                ("persoon.postcode", "te-lang"),
            ],
            faults.Select(fault => (fault.Field, fault.Code)));
    }

    [Fact]
    public void Faults_of_others_do_not_stand_in_the_way_of_reading_a_person()
    {
        var faults = new List<Fault> { new("ander", "ontbreekt", "Een ander veld ontbreekt.") };

        var person = PersonCheck.Check(new Draft().PersonInput(), TestDays.Today, string.Empty, faults);

        Assert.NotNull(person);
        Assert.Single(faults);
    }

    private static (PersonDetails? Person, List<Fault> Faults) Check(Draft draft)
    {
        var faults = new List<Fault>();
        var person = PersonCheck.Check(draft.PersonInput(), TestDays.Today, string.Empty, faults);
        return (person, faults);
    }

    private static (string Field, string Code) Only(IEnumerable<Fault> faults)
    {
        var fault = Assert.Single(faults);
        return (fault.Field, fault.Code);
    }
}
