using System.Globalization;
using FsCheck.Fluent;
using Meldpunt.Index.Documents;
using Meldpunt.Index.Tests.Support;

namespace Meldpunt.Index.Tests.Documents;

/// <summary>Whatever a scanner makes of the lines, and what stands in a name and a birth date.</summary>
public sealed class MrzTextTests
{
    private static readonly string[] Sound =
        [Specimens.UtopianCard, Specimens.UtopianLargeCard, Specimens.LongNumberCard, Specimens.DutchCardOf2021, Specimens.BlankedPassport];

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("  \n")]
    [InlineData("\t")]
    [InlineData("")]
    public void Lines_may_end_in_anything_and_in_nothing(string lineEnd)
    {
        Assert.All(Sound, zone => Assert.Empty(Faults(zone.Replace("\n", lineEnd, StringComparison.Ordinal) + lineEnd)));
    }

    [Fact]
    public void Lower_case_is_read()
    {
        Assert.Equal("DE BRUIJN", Read(string.Concat(Specimens.DutchCardOf2021.Select(char.ToLowerInvariant)))!.Surname);
    }

    [Theory]
    [InlineData(Specimens.UtopianCard)]
    [InlineData(Specimens.UtopianLargeCard)]
    [InlineData(Specimens.BlankedPassport)]
    public void The_fillers_behind_the_name_may_all_be_missing(string zone)
    {
        var lines = zone.Split('\n');
        var name = lines.Length == 3 ? 2 : 0;
        lines[name] = lines[name].TrimEnd('<');

        var holder = Read(string.Join('\n', lines))!;

        Assert.Equal(Read(zone)!.FirstNames, holder.FirstNames);
        Assert.False(holder.NameMayBeCut);
    }

    [Fact]
    public void A_name_line_that_is_short_but_ends_in_a_filler_has_lost_something_else()
    {
        Assert.Equal([MrzFault.WrongLength], Faults(Specimens.UtopianCard[..^1]));
        Assert.Equal([MrzFault.WrongLength], Faults(Specimens.BlankedPassport.Replace("<<\n", "<\n", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n ")]
    [InlineData("P<NLDDE<BRUIJN<<WILLEKE<LISELOTTE<<<<<<<<<<<")]
    [InlineData("P<NLD\n<<<<<<<<<<NLD6503101F2403096<<<<<<<<<<<<<<<<")]
    [InlineData("I<NLDSPECI20212<<<<<<<<<<<<<<<\n6503101F3108022NLD<<<<<<<<<<<8")]
    [InlineData("I<NLDSPECI20212<<<<<<<<<<<<<<\n6503101F3108022NLD<<<<<<<<<<<8\nDE<BRUIJN<<WILLEKE")]
    [InlineData("A\nB\nC\nD")]
    public void Another_number_of_lines_or_characters_is_no_zone(string text)
    {
        Assert.Equal([MrzFault.WrongLength], Faults(text));
    }

    [Fact]
    public void A_text_without_end_is_no_zone()
    {
        Assert.Equal([MrzFault.WrongLength], Faults(new string('<', MrzReader.MaxTextLength + 1)));
    }

    [Theory]
    [InlineData('É')]
    [InlineData('.')]
    [InlineData('ı')]
    [InlineData('\0')]
    [InlineData('٣')]
    public void Other_characters_than_those_of_a_zone_are_refused(char character)
    {
        Assert.Equal([MrzFault.WrongCharacters], Faults(Specimens.UtopianCard.With(64, character)));
    }

    [Fact]
    public void A_digit_in_the_name_is_refused()
    {
        Assert.Equal([MrzFault.WrongCharacters], Faults(Specimens.UtopianCard.With(64, '0')));
    }

    [Theory]
    [InlineData("VAN<DER<MUELLEN<<AARTJE<DIRKJE", "VAN DER MUELLEN", "AARTJE DIRKJE", true)]
    [InlineData("ERIKSSON<<ANNA<<<<<<<<<<<<<<<<", "ERIKSSON", "ANNA", false)]
    [InlineData("ARKFREITH<<<<<<<<<<<<<<<<<<<<<", "ARKFREITH", null, false)]
    [InlineData("BENNELONG<WOOLOOMOOLOO<WARRAND", "BENNELONG WOOLOOMOOLOO WARRAND", null, true)]
    public void A_name_that_fills_its_field_may_be_cut_off(string field, string surname, string? firstNames, bool mayBeCut)
    {
        var holder = Read(Specimens.UtopianCard[..^30] + field)!;

        Assert.Equal((surname, firstNames, mayBeCut), (holder.Surname, holder.FirstNames, holder.NameMayBeCut));
    }

    [Theory]
    [InlineData("<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<")]
    [InlineData("<<ANNA<MARIA<<<<<<<<<<<<<<<<<<")]
    public void A_zone_without_a_surname_gives_no_person(string field)
    {
        Assert.Equal([MrzFault.NoName], Faults(Specimens.UtopianCard[..^30] + field));
    }

    [Theory]
    [InlineData("740812", "1974-08-12")]
    [InlineData("7408<<", "1974-08-00")]
    [InlineData("74<<<<", "1974-00-00")]
    [InlineData("261121", "2026-11-21")]
    [InlineData("261122", "1926-11-22")]
    [InlineData("26<<<<", "2026-00-00")]
    [InlineData("000229", "2000-02-29")]
    [InlineData("270101", "1927-01-01")]
    public void A_birth_date_is_the_last_one_that_is_not_in_the_future(string digits, string expected)
    {
        Assert.Equal(expected, Read(Born(digits))!.BirthDate.ToString());
    }

    [Theory]
    [InlineData("<<<<<<", MrzFault.BirthYearUnknown)]
    [InlineData("<<0812", MrzFault.BirthYearUnknown)]
    [InlineData("740231", MrzFault.BirthDateImpossible)]
    [InlineData("741301", MrzFault.BirthDateImpossible)]
    [InlineData("74<<12", MrzFault.BirthDateImpossible)]
    [InlineData("7<0812", MrzFault.BirthDateImpossible)]
    [InlineData("74081<", MrzFault.BirthDateImpossible)]
    [InlineData("7A0812", MrzFault.BirthDateImpossible)]
    public void A_birth_date_without_a_year_or_of_no_day_gives_no_person(string digits, MrzFault fault)
    {
        Assert.Equal([fault], Faults(Born(digits)));
    }

    [Fact]
    public void Whatever_is_scanned_is_read_or_refused_and_nothing_is_thrown()
    {
        var zones = Gen.Elements("ABPI019< \r\nd1é".ToCharArray()).ArrayOf().Select(letters => new string(letters));
        var damaged =
            from zone in Gen.Elements([.. Sound, Specimens.DutchPassport, Specimens.DutchDrivingLicence])
            from position in Gen.Choose(0, zone.Length - 1)
            from letter in Gen.Elements("AZ09< \n~".ToCharArray())
            from length in Gen.Choose(0, zone.Length)
            from isWhole in Gen.Elements(true, true, false)
            select isWhole ? zone.With(position, letter) : zone[..length];

        Properties.Hold(Prop.ForAll(Properties.AnyText, text => IsReadOrRefused(text)), cases: 3_000);
        Properties.Hold(Prop.ForAll(Gen.OneOf(zones, damaged).ToArbitrary(), text => IsReadOrRefused(text)), cases: 5_000);
    }

    [Fact]
    public void On_whatever_day_it_is_read_nothing_is_thrown()
    {
        foreach (var today in new[] { DateOnly.MinValue, new DateOnly(99, 1, 1), DateOnly.MaxValue })
        {
            var faults = new List<MrzFault>();
            var holder = MrzReader.Read(Specimens.UtopianCard, today, faults);
            Assert.Equal(faults.Count > 0, holder is null);
        }
    }

    [Fact]
    public void A_holder_says_nothing_of_itself_as_text()
    {
        Assert.Equal(nameof(MrzHolder), Read(Specimens.UtopianCard)!.ToString());
    }

    [Fact]
    public void A_holder_has_no_room_for_anything_but_name_and_birth_date()
    {
        Assert.Equal(
            ["BirthDate", "FirstNames", "NameMayBeCut", "Surname"],
            typeof(MrzHolder).GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal));
    }

    private static bool IsReadOrRefused(string text)
    {
        var faults = new List<MrzFault>();
        var holder = MrzReader.Read(text, TestPersons.Today, faults);
        return (holder is null) == (faults.Count > 0) && faults.Distinct().Count() == faults.Count;
    }

    private static MrzHolder? Read(string text) => MrzReader.Read(text, TestPersons.Today, []);

    private static List<MrzFault> Faults(string text)
    {
        var faults = new List<MrzFault>();
        MrzReader.Read(text, TestPersons.Today, faults);
        return faults;
    }

    /// <summary>The card of Utopia with another birth date, and no number so that only the date's own digit has to be made again.</summary>
    private static string Born(string digits)
    {
        var digit = MrzCheckDigit.Of(digits).ToString(CultureInfo.InvariantCulture);
        return $"I<UTO<<<<<<<<<<<<<<<<<<<<<<<<<\n{digits}{digit}F1204159UTO<<<<<<<<<<<<\nERIKSSON<<ANNA<MARIA<<<<<<<<<<";
    }
}
