using Meldpunt.Index.Documents;
using Meldpunt.Index.Tests.Support;

namespace Meldpunt.Index.Tests.Documents;

public sealed class MrzReaderTests
{
    [Theory]
    [InlineData(Specimens.UtopianCard, "ERIKSSON", "ANNA MARIA", "1974-08-12")]
    [InlineData(Specimens.UtopianLargeCard, "ERIKSSON", "ANNA MARIA", "1974-08-12")]
    [InlineData(Specimens.LongNumberCard, "STEVENSON", "PETER JOHN", "1934-07-12")]
    [InlineData(Specimens.DutchCardOf2021, "DE BRUIJN", "WILLEKE LISELOTTE", "1965-03-10")]
    [InlineData(Specimens.BlankedPassport, "DE BRUIJN", "WILLEKE LISELOTTE", "1965-03-10")]
    public void A_published_specimen_gives_the_name_and_birth_date_of_its_holder(string zone, string surname, string firstNames, string birthDate)
    {
        var holder = Holder(zone);

        Assert.Equal((surname, firstNames, birthDate), (holder.Surname, holder.FirstNames, holder.BirthDate.ToString()));
        Assert.False(holder.NameMayBeCut);
    }

    [Theory]
    [InlineData(Specimens.UtopianPassport)]
    [InlineData(Specimens.DutchPassport)]
    [InlineData(Specimens.DutchPassportOfAnotherDay)]
    [InlineData(Specimens.DutchCardOf2014)]
    public void A_published_specimen_with_optional_data_has_that_against_it_and_nothing_else(string zone)
    {
        Assert.Equal([MrzFault.OptionalData], Faults(zone));
    }

    [Theory]
    [InlineData(Specimens.DutchCardOf2021, 14, MrzFault.NumberCheck)]
    [InlineData(Specimens.DutchCardOf2021, 37, MrzFault.BirthDateCheck)]
    [InlineData(Specimens.DutchCardOf2021, 45, MrzFault.ExpiryCheck)]
    [InlineData(Specimens.DutchCardOf2021, 60, MrzFault.CompositeCheck)]
    [InlineData(Specimens.LongNumberCard, 18, MrzFault.NumberCheck)]
    [InlineData(Specimens.UtopianLargeCard, 46, MrzFault.NumberCheck)]
    [InlineData(Specimens.UtopianLargeCard, 56, MrzFault.BirthDateCheck)]
    [InlineData(Specimens.UtopianLargeCard, 64, MrzFault.ExpiryCheck)]
    [InlineData(Specimens.UtopianLargeCard, 72, MrzFault.CompositeCheck)]
    public void A_check_digit_that_does_not_agree_is_named(string zone, int position, MrzFault fault)
    {
        Assert.Equal([fault], Faults(zone.With(position, Specimens.Next(zone[position]))));
    }

    [Theory]
    [InlineData(54, MrzFault.NumberCheck)]
    [InlineData(64, MrzFault.BirthDateCheck)]
    [InlineData(72, MrzFault.ExpiryCheck)]
    [InlineData(87, MrzFault.OptionalDataCheck)]
    [InlineData(88, MrzFault.CompositeCheck)]
    public void A_check_digit_of_a_passport_that_does_not_agree_is_named(int position, MrzFault fault)
    {
        var zone = Specimens.DutchPassport;

        Assert.Equal([MrzFault.OptionalData, fault], Faults(zone.With(position, Specimens.Next(zone[position]))));
    }

    [Fact]
    public void Every_digit_that_is_misread_in_a_number_or_a_date_is_noticed()
    {
        var zone = Specimens.DutchCardOf2021;

        foreach (var position in Enumerable.Range(5, 10).Concat(Enumerable.Range(31, 7)).Concat(Enumerable.Range(39, 7)))
        {
            var misread = char.IsAsciiDigit(zone[position]) ? Specimens.Next(zone[position]) : 'A';

            Assert.NotEmpty(Faults(zone.With(position, misread)));
        }
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        var zone = Specimens.DutchPassport.With(54, '9').With(64, '9').With(72, '9').With(5, '<').With(6, '<');

        Assert.Equal([MrzFault.OptionalData, MrzFault.NumberCheck, MrzFault.BirthDateCheck, MrzFault.ExpiryCheck, MrzFault.NoName], Faults(zone));
    }

    [Theory]
    [InlineData('<')]
    [InlineData('0')]
    public void An_empty_field_may_have_a_zero_or_a_filler_for_its_check_digit(char digit)
    {
        var zone = Specimens.BlankedPassport.With(54, digit).With(87, digit);

        Assert.Equal("DE BRUIJN", Holder(zone).Surname);
    }

    [Fact]
    public void A_blanked_zone_may_have_its_check_digit_over_the_whole_made_again()
    {
        Assert.Equal("DE BRUIJN", Holder(Specimens.BlankedPassport.With(88, '2')).Surname);
    }

    [Fact]
    public void A_check_digit_over_what_was_blanked_may_not_stay_behind()
    {
        Assert.Equal([MrzFault.CompositeCheck], Faults(Specimens.BlankedPassport.With(88, '4')));
        Assert.Equal([MrzFault.OptionalDataCheck], Faults(Specimens.BlankedPassport.With(87, '7')));
        Assert.Equal([MrzFault.NumberCheck], Faults(Specimens.BlankedPassport.With(54, '2')));
    }

    [Fact]
    public void Only_a_zone_without_a_number_may_lack_the_digit_over_the_whole()
    {
        Assert.Equal([MrzFault.CompositeCheck], Faults(Specimens.DutchCardOf2021.With(60, '<')));
    }

    [Fact]
    public void Optional_data_in_either_field_of_a_card_is_refused()
    {
        Assert.Contains(MrzFault.OptionalData, Faults(Specimens.DutchCardOf2021.With(29, '7')));
        Assert.Contains(MrzFault.OptionalData, Faults(Specimens.DutchCardOf2021.With(59, '7')));
        Assert.Contains(MrzFault.OptionalData, Faults(Specimens.LongNumberCard.With(25, '7')));
    }

    [Fact]
    public void Optional_data_of_a_Dutch_card_is_never_taken_for_the_rest_of_a_long_number()
    {
        // With the digit of the number lost, the nine digits behind it look like a rest and a check digit.
        Assert.Equal([MrzFault.OptionalData, MrzFault.NumberCheck], Faults(Specimens.DutchCardOf2014.With(14, '<')));
    }

    [Fact]
    public void A_Dutch_driving_licence_is_recognised_also_when_its_check_digit_was_misread()
    {
        Assert.Equal([MrzFault.DrivingLicence], Faults(Specimens.DutchDrivingLicence));
        Assert.Equal([MrzFault.DrivingLicence], Faults(Specimens.DutchDrivingLicence.With(29, '5')));
    }

    [Theory]
    [InlineData("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<")]
    [InlineData("IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<\n8806923102858CORINNE<<<<<<<6512068F6")]
    public void A_visa_and_the_old_French_card_are_told_apart_from_a_bad_scan(string zone)
    {
        Assert.Equal([MrzFault.UnsupportedDocument], Faults(zone));
    }

    private static MrzHolder Holder(string zone)
    {
        var faults = new List<MrzFault>();
        var holder = MrzReader.Read(zone, TestPersons.Today, faults);
        Assert.Empty(faults);
        return holder!;
    }

    private static List<MrzFault> Faults(string zone)
    {
        var faults = new List<MrzFault>();
        Assert.Null(MrzReader.Read(zone, TestPersons.Today, faults));
        return faults;
    }
}
