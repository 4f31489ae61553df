namespace Meldpunt.Index.Names;

/// <summary>
/// One form of a person, for the pseudonym in the query log, as spans over a buffer of the caller; an absent part is an empty span. What the rule compares
/// are the many forms of <see cref="PersonForms"/>.
/// </summary>
public readonly ref struct FoldedPerson
{
    /// <summary>Characters that the buffer of <see cref="Fold"/> must have; twice over for the whole surname.</summary>
    public const int BufferLength = 6 * PersonDetails.MaxNameLength * (NameFolder.MaxExpansion + 1);

    private FoldedPerson(ReadOnlySpan<char> wholeSurname, ReadOnlySpan<char> bareSurname, ReadOnlySpan<char> firstNames, BirthDate birthDate)
    {
        WholeSurname = wholeSurname;
        BareSurname = bareSurname;
        FirstNames = firstNames;
        BirthDate = birthDate;
    }

    /// <summary>The surname with its prefix, its words joined: <c>vandenberg</c>; empty when there is none.</summary>
    public ReadOnlySpan<char> WholeSurname { get; }

    /// <summary>The surname without its prefix, its words joined: <c>berg</c>; by this people stand in a list.</summary>
    public ReadOnlySpan<char> BareSurname { get; }

    /// <summary>The first names, words parted by one space; empty when unknown.</summary>
    public ReadOnlySpan<char> FirstNames { get; }

    public BirthDate BirthDate { get; }

    /// <summary>Folds a person into the buffer, which must have <see cref="BufferLength"/> characters and outlive the result.</summary>
    public static FoldedPerson Fold(PersonDetails person, Span<char> buffer)
    {
        ArgumentNullException.ThrowIfNull(person);
        var rest = buffer;
        var surname = FoldInto(person.Surname, ref rest);
        var prefix = FoldInto(person.Prefix, ref rest);
        var firstNames = FoldInto(person.FirstNames, ref rest);
        var prefixInSurname = SurnamePrefixes.LengthAtStart(surname);
        var bare = JoinWords(surname[prefixInSurname..]);
        var wholeSurname = bare.IsEmpty ? [] : JoinPrefixes(prefix, surname[..prefixInSurname].TrimEnd(' '), bare, rest);
        return new FoldedPerson(wholeSurname, bare, firstNames, person.BirthDate);
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

    private static Span<char> JoinWords(Span<char> words) => words[..NameFolder.JoinWords(words)];
}
