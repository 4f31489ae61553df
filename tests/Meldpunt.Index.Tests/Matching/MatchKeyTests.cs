using System.Text;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;
using Meldpunt.Index.Tests.Support;
using static Meldpunt.Index.Tests.Support.TestPersons;

namespace Meldpunt.Index.Tests.Matching;

public sealed class MatchKeyTests
{
    [Fact]
    public void Keys_are_those_of_the_specification()
    {
        using var key = VectorKey();
        var persons = 0;
        var person = Person();
        var entryKeys = new List<MatchKey>();
        var queryKeys = new List<MatchKey>();

        foreach (var line in SpecificationVectors.Lines("keys").Append("person end|||1900-01-01|"))
        {
            if (line.StartsWith("person ", StringComparison.Ordinal))
            {
                if (persons > 0)
                {
                    Assert.Equal(entryKeys, EntryKeys(key, person));
                    Assert.Equal(queryKeys, QueryKeys(key, person));
                }

                persons++;
                person = ReadPerson(line["person ".Length..]);
                entryKeys.Clear();
                queryKeys.Clear();
                continue;
            }

            var keys = line.StartsWith("entry ", StringComparison.Ordinal) ? entryKeys : queryKeys;
            keys.Add(new MatchKey(Convert.FromHexString(line[(line.LastIndexOf('=') + 1)..].Trim())));
        }

        Assert.True(persons > 4);
    }

    [Fact]
    public void The_specification_shows_the_bytes_that_its_keys_are_the_hash_of()
    {
        using var key = VectorKey();
        var lines = SpecificationVectors.Lines("keys").Where(line => !line.StartsWith("person ", StringComparison.Ordinal));
        foreach (var parts in lines.Select(line => line.Split('=', StringSplitOptions.TrimEntries)))
        {
            var message = Message(parts[0].Split(' ')[1..]);
            var hash = new byte[MatchKey.SizeBytes];

            Sodium.KeyedHash(hash, message, key.Bytes);

            Assert.Equal(parts[1], Convert.ToHexStringLower(hash));
        }
    }

    [Fact]
    public void Keys_of_different_kinds_are_never_equal_for_the_same_text()
    {
        using var key = VectorKey();
        var keys = new HashSet<MatchKey>();

        foreach (var surnameKind in Enum.GetValues<SurnameKind>())
        {
            foreach (var firstNameKind in Enum.GetValues<FirstNameKind>())
            {
                foreach (var date in new[] { "1984-03-12", "1984-03-00" })
                {
                    Assert.True(keys.Add(OneKey(key, surnameKind, firstNameKind, date)));
                }
            }
        }

        Assert.Equal(12, keys.Count);
    }

    [Fact]
    public void Text_that_moves_from_one_part_to_the_next_gives_another_key()
    {
        using var key = VectorKey();

        var keys = EntryKeys(key, Person("Jansen", "Anna")).Concat(EntryKeys(key, Person("Jansena", "Nna")));

        Assert.Distinct(keys);
    }

    [Fact]
    public void Another_index_key_gives_other_keys()
    {
        using var key = VectorKey();
        using var other = SecretKey.Create();

        var shared = EntryKeys(key, Person()).Intersect(EntryKeys(other, Person()));

        Assert.Empty(shared);
    }

    [Fact]
    public void Nobody_has_more_keys_than_stated_and_names_of_the_greatest_length_fit()
    {
        // The table's longest folds, in every field at its limit.
        var longest = FoldingTableLetters().MaxBy(letter => NameFolder.Fold(letter.ToString()).Length);
        var text = new string(longest, PersonDetails.MaxNameLength);
        using var key = VectorKey();

        var person = Person(text, text, prefix: text, birthDate: "1984-00-00", birthplace: text);

        Assert.Equal(MatchRule.MaxKeys, EntryKeys(key, person).Count);
        Assert.Equal(MatchRule.MaxKeys, QueryKeys(key, person).Count);
        Assert.True(FindEachOther(person, person));
    }

    private static IEnumerable<char> FoldingTableLetters() => Enumerable.Range(0xA0, 0xD000).Select(value => (char)value);

    private static MatchKey OneKey(SecretKey key, SurnameKind surnameKind, FirstNameKind firstNameKind, string date)
    {
        var person = FoldedPerson.Fold(Person(birthDate: date, birthplace: "x"), new char[FoldedPerson.BufferLength]);
        var keys = new MatchKey[1];
        var writer = new KeyWriter(key.Bytes, person, new byte[KeyWriter.ScratchBytes], keys);
        writer.Add(surnameKind, "x", firstNameKind, "x");
        return keys[0];
    }

    private static List<MatchKey> EntryKeys(SecretKey key, PersonDetails person)
    {
        var keys = new MatchKey[MatchRule.MaxKeys];
        return [.. keys[..MatchRule.DeriveEntryKeys(key, person, keys)]];
    }

    private static List<MatchKey> QueryKeys(SecretKey key, PersonDetails person)
    {
        var keys = new MatchKey[MatchRule.MaxKeys];
        return [.. keys[..MatchRule.DeriveQueryKeys(key, person, keys)]];
    }

    private static PersonDetails ReadPerson(string line)
    {
        var parts = line.Split('|').Select(part => part.Trim()).ToArray();
        return Person(parts[1], parts[2], prefix: parts[0], birthDate: parts[3], birthplace: parts[4]);
    }

    // Three bytes in hexadecimal, then text and zeros in turn: 010101 vandenberg 00 jan 00 19840312
    private static byte[] Message(string[] parts) =>
        [.. parts.SelectMany((part, position) =>
            position == 0 || string.Equals(part, "00", StringComparison.Ordinal) ? Convert.FromHexString(part) : Encoding.UTF8.GetBytes(part))];
}
