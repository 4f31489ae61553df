using Meldpunt.Index.Identity;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;

namespace Meldpunt.Index.Tests.Support;

/// <summary>Invented people, and the question whether the rule takes two of them for one.</summary>
internal static class TestPersons
{
    public static readonly DateOnly Today = new(2026, 11, 21);

    /// <summary>Key bytes 00 01 02 … 1f.</summary>
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
        string? birthplace = null,
        string? address = null,
        string? postcode = null,
        bool isTransliterated = false) => new()
        {
            Surname = surname,
            Prefix = prefix,
            FirstNames = firstNames,
            BirthDate = Date(birthDate),
            Birthplace = birthplace,
            Address = address,
            Postcode = postcode,
            IsTransliterated = isTransliterated,
        };

    public static BirthDate Date(string text)
    {
        Assert.True(BirthDate.TryParse(text, out var date));
        return date;
    }

    /// <summary>In what the rule finds two people to be one; null when it takes them for two.</summary>
    public static Agreement? Compare(PersonDetails entry, PersonDetails visitor, MatchStrength strength = MatchStrength.Balanced)
    {
        using var key = VectorKey();
        return new PersonComparison(key).Compare(entry, visitor, MatchRule.Of(strength));
    }

    /// <summary>True when a visitor is found in an index that holds one entry; the rule without an index must say the same.</summary>
    public static bool Finds(PersonDetails entry, PersonDetails visitor, MatchStrength strength = MatchStrength.Balanced)
    {
        using var key = VectorKey();
        using var index = new PersonIndex(key, maxEntries: 4, strength);
        index.Put(OpaqueId.Create(), entry, Today, Today);

        var isFound = index.Find(visitor, Today, new FoundEntry[1]) > 0;

        Assert.Equal(Compare(entry, visitor, strength) is not null, isFound);
        return isFound;
    }

    /// <summary>True when each is found by the other: it should not matter who was registered and who is asked for.</summary>
    public static bool FindEachOther(PersonDetails one, PersonDetails other, MatchStrength strength = MatchStrength.Balanced)
    {
        var there = Finds(one, other, strength);
        Assert.Equal(there, Finds(other, one, strength));
        return there;
    }
}
