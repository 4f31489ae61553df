using Meldpunt.Index.Names;
using static Meldpunt.Index.Tests.Support.TestPersons;

namespace Meldpunt.Index.Tests.Names;

public sealed class PersonFormsTests
{
    [Fact]
    public void The_working_area_of_a_person_shows_nothing_of_it_as_text()
    {
        var forms = new PersonForms();

        forms.Fold(Person("Zonderveld", "Quirijn"));

        object[] shown = [forms, forms.Surnames, forms.FirstNames, forms.GivenNames, forms.Initials];
        Assert.All(shown, part => Assert.Equal(part.GetType().ToString(), part.ToString()));
        Assert.All(shown, part => Assert.Null(part.GetType().GetMethod("<Clone>$")));
    }
}
