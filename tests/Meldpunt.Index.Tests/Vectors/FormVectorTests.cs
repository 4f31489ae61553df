using Meldpunt.Index.Names;
using Meldpunt.Index.Tests.Support;

namespace Meldpunt.Index.Tests.Vectors;

/// <summary>The forms of each part of a person, as the specification lists them.</summary>
public sealed class FormVectorTests
{
    private const string AnyDate = "1984-03-12";
    private const string OnlyInitials = "only";

    public static TheoryData<string, string, string> Surnames() => new(
        SpecificationVectors.Rows("surnames", cells: 3).Select(cells => (cells[0], cells[1], cells[2])));

    public static TheoryData<string, string, string, string, string> GivenNames() => new(
        SpecificationVectors.Rows("given names", cells: 5).Select(cells => (cells[0], cells[1], cells[2], cells[3], cells[4])));

    public static TheoryData<string, string, string> Sounds() => new(
        SpecificationVectors.Rows("sounds", cells: 3).Select(cells => (cells[0], cells[1], cells[2])));

    public static TheoryData<string, string> Places() => new(
        SpecificationVectors.Rows("places", cells: 2).Select(cells => (cells[0], cells[1])));

    public static TheoryData<string, string, string> Addresses() => new(
        SpecificationVectors.Rows("addresses", cells: 3).Select(cells => (cells[0], cells[1], cells[2])));

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Surnames))]
    public void A_surname_has_the_forms_that_the_specification_says(string prefix, string surname, string expected)
    {
        var forms = Fold($"{prefix}|{surname}||{AnyDate}");

        Assert.Equal(expected, Join(forms.Surnames));
    }

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(GivenNames))]
    public void First_names_have_the_forms_that_the_specification_says(string typed, string firstNames, string givenNames, string initials, string how)
    {
        var forms = Fold($"|Jansen|{typed}|{AnyDate}||||{how.Replace(OnlyInitials, string.Empty, StringComparison.Ordinal)}");

        Assert.Equal(firstNames, Join(forms.FirstNames));
        Assert.Equal(givenNames, Join(forms.GivenNames));
        Assert.Equal(initials, Join(forms.Initials));
        Assert.Equal(string.Equals(how, OnlyInitials, StringComparison.Ordinal), forms.HasInitialsOnly);
        Assert.Equal(initials.Length == 0, forms.LacksFirstName);
    }

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Sounds))]
    public void A_name_sounds_as_the_specification_says(string name, string expectedCode, string expectedConsonants)
    {
        var code = new char[2 * name.Length];
        var consonants = new char[2 * name.Length];

        var codeLength = SoundCode.Write(name, code);
        var consonantsLength = SoundCode.WriteConsonants(code.AsSpan(0, codeLength), consonants);

        Assert.Equal(expectedCode, new string(code, 0, codeLength));
        Assert.Equal(expectedConsonants, new string(consonants, 0, consonantsLength));
    }

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Places))]
    public void A_place_has_the_name_that_the_specification_says(string typed, string expected)
    {
        var forms = Fold($"|Jansen||{AnyDate}|{typed}");

        Assert.Equal(expected, Join(forms.Birthplaces));
    }

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Addresses))]
    public void An_address_has_the_forms_that_the_specification_says(string address, string postcode, string expected)
    {
        var forms = Fold($"|Jansen||{AnyDate}||{address}|{postcode}");

        Assert.Equal(expected, Join(forms.Addresses).Replace('|', ' '));
    }

    private static PersonForms Fold(string person)
    {
        var forms = new PersonForms();
        forms.Fold(SpecificationVectors.Person(person));
        return forms;
    }

    private static string Join(FormList forms) => string.Join(", ", Enumerable.Range(0, forms.Count).Select(form => forms[form].ToString()));
}
