using Meldpunt.Index.Identity;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;

namespace Meldpunt.Index.Tests.Support;

/// <summary>Invented people, and the question whether the rule takes two of them for one.</summary>
internal static class TestPersons
{
    public static readonly DateOnly Today = new(2026, 11, 21);

    /// <summary>Key bytes 00 01 02 … 1f, as in the specification's vectors.</summary>
    public static SecretKey VectorKey() => SecretKey.Fill(bytes =>
    {
        for (var position = 0; position < bytes.Length; position++)
        {
            bytes[position] = (byte)position;
        }
    });

    public static PersonDetails Person(
        string surname = "Jansen",
        string? firstNames = "Maria",
        string? prefix = null,
        string birthDate = "1984-03-12",
        string? birthplace = null) => new()
        {
            Surname = surname,
            Prefix = prefix,
            FirstNames = firstNames,
            BirthDate = Date(birthDate),
            Birthplace = birthplace,
        };

    public static BirthDate Date(string text)
    {
        Assert.True(BirthDate.TryParse(text, out var date));
        return date;
    }

    /// <summary>True when a visitor is found in an index that holds one entry.</summary>
    public static bool Finds(PersonDetails entry, PersonDetails visitor)
    {
        using var key = VectorKey();
        using var index = new PersonIndex(key, maxEntries: 4);
        index.Put(OpaqueId.Create(), entry, Today, Today);
        return index.Find(visitor, Today, new FoundEntry[1]) > 0;
    }

    /// <summary>True when each is found by the other: it should not matter who was registered and who is asked for.</summary>
    public static bool FindEachOther(PersonDetails one, PersonDetails other)
    {
        var there = Finds(one, other);
        Assert.Equal(there, Finds(other, one));
        return there;
    }
}
