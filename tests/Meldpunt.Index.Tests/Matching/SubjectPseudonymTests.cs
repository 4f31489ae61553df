using Meldpunt.Index.Keys;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;
using static Meldpunt.Index.Tests.Support.TestPersons;

namespace Meldpunt.Index.Tests.Matching;

public sealed class SubjectPseudonymTests
{
    [Fact]
    public void The_same_person_typed_otherwise_has_one_pseudonym()
    {
        using var key = VectorKey();

        var one = Pseudonym(key, Person("Berg", "José Maria", prefix: "van den", birthplace: "Delft"));
        var other = Pseudonym(key, Person("VAN DEN BERG", "Jose\u0301-Maria", birthplace: "Gouda"));

        Assert.Equal(one, other);
    }

    [Theory]
    [InlineData("Jansen", "Maria", "1984-03-13")]
    [InlineData("Jansen", "Marie", "1984-03-12")]
    [InlineData("Janssen", "Maria", "1984-03-12")]
    public void Another_name_or_birth_date_is_another_pseudonym(string surname, string firstNames, string birthDate)
    {
        using var key = VectorKey();

        Assert.NotEqual(Pseudonym(key, Person()), Pseudonym(key, Person(surname, firstNames, birthDate: birthDate)));
    }

    [Fact]
    public void Another_month_s_key_gives_another_pseudonym()
    {
        using var march = VectorKey();
        using var april = SecretKey.Create();

        Assert.NotEqual(Pseudonym(march, Person()), Pseudonym(april, Person()));
    }

    private static byte[] Pseudonym(SecretKey key, PersonDetails person)
    {
        var pseudonym = new byte[SubjectPseudonym.SizeBytes];
        SubjectPseudonym.Write(key, person, pseudonym);
        return pseudonym;
    }
}
