namespace Meldpunt.Index.Names;

/// <summary>
/// A person in canonical form, as spans over a buffer of the caller. An absent part is an empty span, and an empty span
/// never agrees with anything: see <see cref="Matching.MatchRule"/>.
/// </summary>
public readonly ref struct FoldedPerson
{
    /// <summary>Characters that the buffer of <see cref="Fold"/> must have; twice over for the whole surname.</summary>
    public const int BufferLength = 6 * PersonDetails.MaxNameLength * (NameFolder.MaxExpansion + 1);

    private FoldedPerson(
        ReadOnlySpan<char> bareSurname, ReadOnlySpan<char> wholeSurname, ReadOnlySpan<char> firstNames,
        bool initialsOnly, BirthDate birthDate, ReadOnlySpan<char> birthplace)
    {
        BareSurname = bareSurname;
        WholeSurname = wholeSurname;
        FirstNames = firstNames;
        HasInitialsOnly = initialsOnly;
        BirthDate = birthDate;
        Birthplace = birthplace;
    }

    /// <summary>The surname without its prefix, its words joined: <c>berg</c>.</summary>
    public ReadOnlySpan<char> BareSurname { get; }

    /// <summary>The surname with its prefix, its words joined: <c>vandenberg</c>. Equal to the bare one when there is no prefix.</summary>
    public ReadOnlySpan<char> WholeSurname { get; }

    /// <summary>The first names, words parted by one space; empty when unknown.</summary>
    public ReadOnlySpan<char> FirstNames { get; }

    /// <summary>True when only initials were given: <c>J.P.</c>.</summary>
    public bool HasInitialsOnly { get; }

    public BirthDate BirthDate { get; }

    /// <summary>Words joined; empty when unknown.</summary>
    public ReadOnlySpan<char> Birthplace { get; }

    /// <summary>True when a prefix was given apart or stands at the start of the surname.</summary>
    public bool HasPrefix => WholeSurname.Length != BareSurname.Length;

    /// <summary>The first of the first names; empty when unknown.</summary>
    public ReadOnlySpan<char> FirstGivenName
    {
        get
        {
            var end = FirstNames.IndexOf(' ');
            return end < 0 ? FirstNames : FirstNames[..end];
        }
    }

    /// <summary>The first letter of the first names; empty when unknown.</summary>
    public ReadOnlySpan<char> FirstInitial
    {
        get
        {
            // A letter outside the basic plane takes two characters.
            var letters = FirstNames.Length > 1 && char.IsHighSurrogate(FirstNames[0]) ? 2 : 1;
            return FirstNames[..Math.Min(FirstNames.Length, letters)];
        }
    }

    /// <summary>Folds a person into the buffer, which must have <see cref="BufferLength"/> characters and outlive the result.</summary>
    public static FoldedPerson Fold(PersonDetails person, Span<char> buffer)
    {
        ArgumentNullException.ThrowIfNull(person);
        var rest = buffer;
        var surname = FoldInto(person.Surname, ref rest);
        var prefix = FoldInto(person.Prefix, ref rest);
        var firstNames = FoldInto(person.FirstNames, ref rest);
        var birthplace = JoinWords(FoldInto(person.Birthplace, ref rest));

        var prefixInSurname = SurnamePrefixes.LengthAtStart(surname);
        var bare = JoinWords(surname[prefixInSurname..]);
        var wholeSurname = bare.IsEmpty ? [] : JoinPrefixes(prefix, surname[..prefixInSurname].TrimEnd(' '), bare, rest);
        return new FoldedPerson(
            bare, wholeSurname, firstNames, FirstNameText.IsInitials(person.FirstNames, firstNames), person.BirthDate, birthplace);
    }

    private static Span<char> FoldInto(string? text, scoped ref Span<char> rest)
    {
        var written = NameFolder.Fold(text, rest);
        var folded = rest[..written];
        rest = rest[written..];
        return folded;
    }

    // A prefix that stands apart and in the surname counts once ("van den" with "den Berg" or "van den Berg"); two prefixes both
    // count ("El" with "Ben Ali").
    private static Span<char> JoinPrefixes(Span<char> apart, Span<char> inSurname, Span<char> bare, Span<char> buffer)
    {
        if (StartsOrEndsWithWords(apart, inSurname))
        {
            inSurname = [];
        }
        else if (StartsOrEndsWithWords(inSurname, apart))
        {
            apart = [];
        }

        apart.CopyTo(buffer);
        inSurname.CopyTo(buffer[apart.Length..]);
        bare.CopyTo(buffer[(apart.Length + inSurname.Length)..]);
        return JoinWords(buffer[..(apart.Length + inSurname.Length + bare.Length)]);
    }

    private static bool StartsOrEndsWithWords(ReadOnlySpan<char> text, ReadOnlySpan<char> words) =>
        text.SequenceEqual(words)
        || (text.Length > words.Length
            && ((text[words.Length] == ' ' && text.StartsWith(words)) || (text[^(words.Length + 1)] == ' ' && text.EndsWith(words))));

    private static Span<char> JoinWords(Span<char> words)
    {
        var length = 0;
        foreach (var letter in words)
        {
            if (letter != ' ')
            {
                words[length] = letter;
                length++;
            }
        }

        return words[..length];
    }
}
