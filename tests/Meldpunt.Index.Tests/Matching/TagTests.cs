using FsCheck.Fluent;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;
using Meldpunt.Index.Tests.Support;
using static Meldpunt.Index.Tests.Support.TestPersons;

namespace Meldpunt.Index.Tests.Matching;

/// <summary>The hashes by which two people are compared.</summary>
public sealed class TagTests
{
    // Eight forms of a surname of thirty letters each, and all else: as many as QueryProfile can hold is more.
    private const int MostKeys = 400;

    [Fact]
    public void A_hash_of_one_kind_never_equals_one_of_another_kind_of_the_same_text()
    {
        using var key = VectorKey();
        var hasher = new TagHasher(key);
        var tags = new HashSet<ulong>();

        foreach (var kind in Enum.GetValues<TagKind>())
        {
            Assert.True(tags.Add(hasher.Tag(kind, "maria")));
            Assert.True(tags.Add(hasher.Tag(kind, [])));
        }
    }

    [Fact]
    public void Another_index_key_gives_other_hashes()
    {
        using var key = VectorKey();
        using var other = SecretKey.Create();

        Assert.Empty(EntryOf(key, Everything()).Tags.Intersect(EntryOf(other, Everything()).Tags));
    }

    [Fact]
    public void Two_people_with_nothing_in_common_share_no_tag_but_those_that_say_what_is_known()
    {
        using var key = VectorKey();
        var visitor = new QueryProfile();
        new PersonKeys(new TagHasher(key)).Derive(Person("Kwezelaar", "Wietske Bo", birthDate: "1951-08-27", birthplace: "Emmen", address: "Plein 9", postcode: "7811 ZZ"), visitor);

        var entry = EntryOf(key, Everything());
        var meaning = visitor.MeaningOf(PackedTags.Pack(entry.Tags));

        const Agreement Facts = Agreement.SingleGivenName | Agreement.SurnameIsCommon;
        Assert.Equal(Agreement.BirthplaceDiffers, Meaning.AsTyped(meaning) & ~Facts);
        Assert.DoesNotContain(entry.DateKey, visitor.DateKeys.ToArray());
        Assert.Empty(entry.AddressKeys.Intersect(visitor.AddressKeys.ToArray()));
        Assert.DoesNotContain(entry.Anchors, visitor.IsAnchor);
    }

    [Theory]
    [InlineData("Jansen", "Maria")]
    [InlineData("Łukaszewska-Ångström", "Zoë Þórdís")]
    [InlineData("d’E\u0301tang", "J.P.")]
    public void An_ordinary_person_has_tens_of_keys(string surname, string firstNames)
    {
        Assert.InRange(CountKeys(Person(surname, firstNames, birthplace: "Delft", address: "Laan 7", postcode: "2611 AA")), 10, 99);
    }

    [Fact]
    public void Nobody_has_more_keys_than_stated_whatever_is_typed()
    {
        // Many words of many letters, all different, in every field at its limit.
        var words = string.Join(' ', Enumerable.Range(0, 40).Select(word => string.Concat(Enumerable.Range(0, 30).Select(letter => (char)('a' + ((word + (letter * (word + 1))) % 26))))));
        var longest = words[..PersonDetails.MaxNameLength];
        var unbroken = longest.Replace(" ", string.Empty, StringComparison.Ordinal);

        Assert.InRange(CountKeys(Full(longest)), 50, MostKeys);
        Assert.InRange(CountKeys(Full(unbroken)), 5, MostKeys);
        Properties.Hold(Prop.ForAll(Properties.AnyText, text => CountKeys(Full(text)) <= MostKeys), cases: 300);
    }

    [Fact]
    public void Names_of_the_greatest_length_that_fold_to_the_greatest_length_are_found()
    {
        var longest = Enumerable.Range(0xA0, 0xFF00).Select(value => (char)value).MaxBy(letter => NameFolder.Fold(letter.ToString()).Length);
        var full = new string(longest, PersonDetails.MaxNameLength);
        var person = Person(full, full[..^3] + " ab", prefix: full[..^1] + "x", birthplace: full, address: full[..^3] + " 17", postcode: full);

        Assert.True(FindEachOther(person, person));
    }

    [Theory]
    [InlineData(MatchStrength.Strict)]
    [InlineData(MatchStrength.Balanced)]
    [InlineData(MatchStrength.Lenient)]
    public void People_of_one_birth_date_whom_the_rule_takes_for_one_share_an_anchor(MatchStrength strength)
    {
        using var key = VectorKey();
        var keys = new PersonKeys(new TagHasher(key));
        var visitor = new QueryProfile();

        Properties.Hold(
            Prop.ForAll(
                People.Pairs.ToArbitrary(),
                pair =>
                {
                    var entry = EntryOf(key, pair.Registered.ToDetails());
                    keys.Derive(pair.Visitor.ToDetails(), visitor);
                    return visitor.DateKeys.IndexOf(entry.DateKey) < 0
                        || Compare(pair.Registered.ToDetails(), pair.Visitor.ToDetails(), strength) is null
                        || entry.Anchors.Any(visitor.IsAnchor);
                }),
            cases: 20_000);
    }

    private static PersonDetails Everything() =>
        Person("Zonderveld", "Quirijn", prefix: "van", birthplace: "Delft", address: "Laan 7", postcode: "2611 AA");

    private static PersonDetails Full(string text) => new()
    {
        Surname = text,
        Prefix = text,
        FirstNames = text,
        BirthDate = Date("1984-03-12"),
        Birthplace = text,
        Address = text.Length > 3 ? $"{text[..^3]} 17" : text,
        Postcode = text,
    };

    private static EntryProfile EntryOf(SecretKey key, PersonDetails person)
    {
        var entry = new EntryProfile();
        new PersonKeys(new TagHasher(key)).Derive(person, entry);
        return entry;
    }

    private static int CountKeys(PersonDetails person)
    {
        using var key = VectorKey();
        return EntryOf(key, person).KeyCount;
    }
}
