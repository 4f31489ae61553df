using Meldpunt.Index.Matching;
using static Meldpunt.Index.Tests.Support.TestPersons;

namespace Meldpunt.Index.Tests.Matching;

/// <summary>What counts as one surname, when first name and birth date agree.</summary>
public sealed class SurnameTests
{
    [Theory]
    [InlineData("Berg", "van den", "Berg", "van den")]
    [InlineData("Berg", "van den", "van den Berg", null)]
    [InlineData("Berg", "van den", "Berg", "VAN DEN")]
    [InlineData("Berg", "van den", "vandenberg", null)]
    [InlineData("Berg", "van den", "Vanden Berg", null)]
    [InlineData("Berg", "van den", "van den Berg", "van den")]
    [InlineData("Berg", "van den", "v.d. Berg", null)]
    [InlineData("Berg", "van den", "vd Berg", null)]
    [InlineData("Berg", "van den", "v/d Berg", null)]
    [InlineData("Berg", "van den", "Berg v.d.", null)]
    [InlineData("Hart", "'t", "’t Hart", null)]
    [InlineData("Arc", "d'", "d'Arc", null)]
    [InlineData("Amrani", "El", "El-Amrani", null)]
    public void A_prefix_may_stand_in_either_field_or_in_both_and_be_glued_or_abbreviated(string surname, string? prefix, string otherSurname, string? otherPrefix)
    {
        Assert.True(FindEachOther(Person(surname, prefix: prefix), Person(otherSurname, prefix: otherPrefix)));
    }

    [Theory]
    [InlineData("van", "den Berg")]
    [InlineData("van den", "den Berg")]
    [InlineData("van", "van den Berg")]
    public void A_prefix_may_be_cut_in_two_between_the_fields(string prefix, string surname)
    {
        Assert.True(FindEachOther(Person("van den Berg"), Person(surname, prefix: prefix)));
    }

    [Theory]
    [InlineData("van", null)]
    [InlineData("van", "ten")]
    [InlineData("de", "van de")]
    public void A_prefix_that_is_left_out_or_another_does_not_matter(string one, string? other)
    {
        Assert.True(FindEachOther(Person("Dijk", prefix: one), Person("Dijk", prefix: other)));
    }

    [Theory]
    [InlineData("Van")]
    [InlineData("De")]
    [InlineData("El")]
    public void A_surname_that_is_itself_a_prefix_word_is_a_surname(string surname)
    {
        Assert.True(FindEachOther(Person(surname), Person(surname)));
        Assert.False(FindEachOther(Person(surname), Person("Jansen", prefix: surname)));
    }

    [Theory]
    [InlineData("-", "van", "-", "van")]
    [InlineData("?", "van", "Van", null)]
    [InlineData("", null, "", null)]
    [InlineData(".", null, ".", null)]
    [InlineData("\u0301\u200F", null, "\u0301\u200F", null)]
    public void An_absent_surname_agrees_with_nothing_not_even_with_another_absent_one(string one, string? prefix, string other, string? otherPrefix)
    {
        Assert.False(FindEachOther(
            Person(one, prefix: prefix, birthplace: "Delft", postcode: "2611 AA"), Person(other, prefix: otherPrefix, birthplace: "Delft", postcode: "2611 AA")));
    }

    [Theory]
    [InlineData("Jansen-de Vries", "Jansen de  Vries")]
    [InlineData("Groot Koerkamp", "Grootkoerkamp")]
    [InlineData("O'Neill", "ONeill")]
    [InlineData("Özdemir", "O\u0308zdemir")]
    [InlineData("Łukasiewicz", "LUKASIEWICZ")]
    [InlineData("Yılmaz", "YILMAZ")]
    public void The_same_surname_in_another_spelling_of_its_marks_is_found(string one, string other)
    {
        Assert.True(FindEachOther(Person(one), Person(other)));
    }

    [Theory]
    [InlineData("Jansen-de Vries", "de Vries-Jansen")]
    [InlineData("Jansen-de Vries", "Jansen")]
    [InlineData("Jansen-de Vries", "de Vries")]
    [InlineData("Jansen-de Vries", "Vries")]
    [InlineData("García Márquez", "Garcia")]
    public void Of_a_double_name_either_part_will_do_in_any_order(string one, string other)
    {
        Assert.True(FindEachOther(Person(one), Person(other)));
    }

    [Theory]
    [InlineData("Müller", "Muller")]
    [InlineData("Müller", "Mueller")]
    [InlineData("Müller", "MUXXLLER")]
    [InlineData("Mueller", "Muller")]
    [InlineData("Mueller", "MUXXLLER")]
    [InlineData("Schröder", "SCHROEDER")]
    [InlineData("Schröder", "SCHRODER")]
    [InlineData("Åström", "AASTROEM")]
    [InlineData("Peña", "PENXXA")]
    [InlineData("Ærø", "AEROE")]
    [InlineData("Weiß", "WEISS")]
    public void A_letter_with_a_mark_is_the_same_in_each_way_that_a_machine_readable_zone_writes_it(string one, string other)
    {
        Assert.True(Finds(entry: Person(one), visitor: Person(other, isTransliterated: true)));
    }

    [Theory]
    [InlineData("Müller", "Mueller")]
    [InlineData("Müller", "Muller")]
    [InlineData("Mueller", "Muller")]
    public void A_letter_with_a_mark_is_the_same_in_each_way_that_people_write_it(string one, string other)
    {
        Assert.True(FindEachOther(Person(one), Person(other)));
    }

    [Theory]
    [InlineData("Dijkstra", "Dykstra")]
    [InlineData("van Wijk", "van Wyk")]
    [InlineData("IJzerman", "Yzerman")]
    [InlineData("\u0132zerman", "IJzerman")]
    [InlineData("Jansen", "Janssen")]
    [InlineData("Visser", "Fisser")]
    [InlineData("Akker", "Acker")]
    [InlineData("Bosch", "Bos")]
    public void Surnames_that_sound_alike_agree(string one, string other)
    {
        Assert.True(FindEachOther(Person(one), Person(other)));
    }

    [Theory]
    [InlineData("Zonderveld", "Zondervled")]
    [InlineData("Zonderveld", "Zonderfelt")]
    [InlineData("Zonderveld", "Sonderveld")]
    [InlineData("Zonderveld", "Zonderwveld")]
    [InlineData("Zonderveld", "Zonerveld")]
    public void A_letter_mistyped_in_a_surname_that_is_not_a_known_name_does_not_matter(string entry, string visitor)
    {
        Assert.True(Finds(Person(entry), Person(visitor)));
    }

    [Theory]
    [InlineData("Jansen", "Hansen")]
    [InlineData("Bakker", "Dekker")]
    [InlineData("Visser", "Vissers")]
    public void A_known_surname_that_differs_by_a_letter_is_another_person_unless_the_birthplace_or_the_address_agrees(string entry, string visitor)
    {
        Assert.False(Finds(Person(entry, birthplace: "Delft"), Person(visitor)));
    }

    [Theory]
    [InlineData("Jansen", "Pietersen")]
    [InlineData("Jansen", "Hofman")]
    [InlineData("Berg", "Dijk")]
    [InlineData("Li", "Lo")]
    public void Another_surname_is_another_person_whatever_the_birthplace(string one, string other)
    {
        Assert.False(FindEachOther(Person(one, birthplace: "Delft"), Person(other, birthplace: "Delft")));
    }

    [Theory]
    [InlineData("Zonderveld", "Wietske", null)]
    [InlineData("Zonderveld", "Wietske", "van")]
    [InlineData("Nguyen", "Thi Hoa", null)]
    [InlineData("de Vries", "Jan", null)]
    public void Somebody_whose_surname_and_first_name_were_swapped_is_found(string surname, string firstNames, string? prefix)
    {
        var entry = Person(surname, firstNames, prefix);
        var visitor = Person(surname: firstNames, firstNames: surname);

        Assert.True(Finds(entry, visitor));
        Assert.NotEqual(Agreement.None, Compare(entry, visitor)!.Value & Agreement.Swapped);
    }

    [Theory]
    [InlineData(".", "Suharto")]
    [InlineData(null, "Suharto")]
    [InlineData("Suharto", ".")]
    [InlineData("Suharto", null)]
    public void Somebody_of_one_name_is_found_when_the_birthplace_agrees_and_not_without(string? one, string? other)
    {
        Assert.True(FindEachOther(Person("Suharto", one, birthplace: "Semarang"), Person("Suharto", other, birthplace: "Semarang")));
        Assert.False(FindEachOther(Person("Suharto", one), Person("Suharto", other, birthplace: "Semarang")));
    }
}
