using static Meldpunt.Index.Tests.Support.TestPersons;

namespace Meldpunt.Index.Tests.Names;

/// <summary>What counts as one address. Asked by a birth date of which a part is wrong: then two people are one only when their addresses agree.</summary>
public sealed class AddressFormsTests
{
    [Theory]
    [InlineData("Kromme Laan 17", null, "Kromme Laan 17", null)]
    [InlineData("Kromme Laan 17", null, "KROMMELAAN 17", null)]
    [InlineData("Kromme Laan 17-A", null, "Kromme Laan 17 a", null)]
    [InlineData("Kromme Laan 17A", null, "Kromme Laan 17", null)]
    [InlineData("Kromme Laan 17 bis", null, "Kromme Laan 17 II", null)]
    [InlineData("Kerkstraat 3", null, "Kerkstr. 3", null)]
    [InlineData("Kerkstraat 3", null, "kerk-straat 3", null)]
    [InlineData("1e Helmersstraat 12", null, "1e Helmersstraat 12", null)]
    [InlineData("Žižkova 5", null, "Zizkova 5", null)]
    [InlineData("12 Rue de l'Église", null, "12 rue de l’Eglise", null)]
    [InlineData("Kromme Laan 17", "2611 AA", "Kromlaan 17", "2611aa")]
    [InlineData("17", "2611 AA", "Kromme Laan 17", "2611AA")]
    [InlineData("Kromme Laan 17", "2611 AA", "Kromme Laan 17", "2612 BB")]
    [InlineData("Kromme Laan 17", "2611 AA", "Kromme Laan 17", null)]
    [InlineData("Kromme Laan 17, Delft", "2611 AA", "Kromme Laan 17", null)]
    public void The_same_house_in_another_spelling_or_with_postcode_or_street_alone_is_one_address(
        string address, string? postcode, string otherAddress, string? otherPostcode)
    {
        Assert.True(IsOne(address, postcode, otherAddress, otherPostcode));
    }

    [Theory]
    [InlineData("Kromme Laan 17", "2611 AA", "Kromme Laan 18", "2611 AA")]
    [InlineData("Kromme Laan 17", "2611 AA", "Kromme Laan 1", "2611 AA")]
    [InlineData("Kromme Laan 17", "2611 AA", "Rechte Laan 17", "2612 BB")]
    [InlineData("1e Helmersstraat 12", null, "1e Helmersstraat 14", null)]
    [InlineData("1e Helmersstraat 12", null, "2e Helmersstraat 12", null)]
    [InlineData("Kromme Laan", "2611 AA", "Kromme Laan", "2611 AA")]
    [InlineData("Kromme Laan 17", null, "17", null)]
    [InlineData("17", null, "17", null)]
    [InlineData("Postbus", null, "Postbus", null)]
    [InlineData(null, "2611 AA", null, "2611 AA")]
    [InlineData("-", null, "-", null)]
    [InlineData("", "", "", "")]
    [InlineData(null, null, null, null)]
    public void Another_house_or_half_an_address_is_no_address_in_common(string? address, string? postcode, string? otherAddress, string? otherPostcode)
    {
        Assert.False(IsOne(address, postcode, otherAddress, otherPostcode));
    }

    [Fact]
    public void A_street_of_the_greatest_length_is_an_address()
    {
        var street = new string('k', 195);

        Assert.True(IsOne($"{street} 17", null, $"{street} 17", null));
        Assert.False(IsOne($"{street} 17", null, $"{street} 18", null));
    }

    private static bool IsOne(string? address, string? postcode, string? otherAddress, string? otherPostcode) => FindEachOther(
        Person(birthDate: "1984-03-12", address: address, postcode: postcode),
        Person(birthDate: "1984-03-13", address: otherAddress, postcode: otherPostcode));
}
