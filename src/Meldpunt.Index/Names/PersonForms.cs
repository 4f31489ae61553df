namespace Meldpunt.Index.Names;

/// <summary>
/// One person in canonical form, with every spelling of every part that the rule compares. A working area: it is filled again for the next person
/// and allocates nothing. A part that is absent has no form, and no form never agrees with anything. Not safe for two threads.
/// </summary>
internal sealed class PersonForms
{
    /// <summary>Initials that are compared.</summary>
    public const int MaxInitials = 3;

    private const int MaxSurnames = 12;
    private const int MaxGivenNames = 5;
    private const int LongestField = PersonDetails.MaxNameLength * (NameFolder.MaxExpansion + 1);

    private readonly char[] _folded = new char[3 * LongestField];
    private readonly FormList _part = new(maxForms: 1);
    private readonly FormList _elision = new(maxForms: 1);
    private readonly FormList _elided = new(maxForms: 1);
    private readonly FormList _words = new(maxForms: 16);

    /// <summary>The surname without prefixes: as a whole, then its parts.</summary>
    public FormList Surnames { get; } = new(MaxSurnames);

    /// <summary>How many of <see cref="Surnames"/>, from the first on, are the whole surname; the others are parts of it.</summary>
    public int WholeSurnames { get; private set; }

    /// <summary>The given names, in the order typed; none for initials.</summary>
    public FormList GivenNames { get; } = new(MaxGivenNames);

    /// <summary>The first given name, and joined with the next where somebody may write them as one (Anne-Marie).</summary>
    public FormList FirstNames { get; } = new(maxForms: 4);

    /// <summary>The first initial, the first two, and the first three.</summary>
    public FormList Initials { get; } = new(maxForms: MaxInitials);

    /// <summary>The birthplace under the name that stands for all its names.</summary>
    public FormList Birthplaces { get; } = new(maxForms: 1);

    /// <summary>Postcode and house number, and street and house number.</summary>
    public FormList Addresses { get; } = new(maxForms: 2);

    public BirthDate BirthDate { get; private set; }

    /// <summary>True when the name comes from a document's zone.</summary>
    public bool IsTransliterated { get; private set; }

    /// <summary>True when only initials were given.</summary>
    public bool HasInitialsOnly { get; private set; }

    /// <summary>True when no first name is known, or the person has one name only, which then stands as surname.</summary>
    public bool LacksFirstName { get; private set; }

    /// <summary>Fills the forms from what somebody typed.</summary>
    public void Fold(PersonDetails person)
    {
        ArgumentNullException.ThrowIfNull(person);
        BirthDate = person.BirthDate;
        IsTransliterated = person.IsTransliterated;
        FoldSurname(person.Prefix, person.Surname);
        FoldFirstNames(person.FirstNames);
        Birthplaces.Clear();
        var place = AbsentWords.WithoutPlace(FoldWords(person.Birthplace, _folded));
        Birthplaces.Add(PlaceNames.Canonical(place));
        Addresses.Clear();
        AddressForms.Add(person.Address, person.Postcode, _folded, Addresses);
    }

    /// <summary>Fills the names as if surname and first names were typed in each other's place; birth date and places stay what they were.</summary>
    public void FoldSwapped(PersonDetails person)
    {
        ArgumentNullException.ThrowIfNull(person);
        FoldSurname(prefix: null, person.FirstNames);
        FoldFirstNames(person.Surname);
    }

    private void FoldSurname(string? prefix, string? surname)
    {
        Surnames.Clear();
        _words.Clear();
        _elision.Clear();
        _elided.Clear();
        AddWordsWithoutPrefixes(FoldWords(prefix, _folded));
        AddWordsWithoutPrefixes(AbsentWords.Without(FoldWords(surname, _folded)));
        if (_words.Count == 0)
        {
            // A surname that is a prefix and nothing else is a surname.
            var length = AbsentWords.Without(FoldWords(surname, _folded)).Length;
            Surnames.Add(_folded.AsSpan(0, NameFolder.JoinWords(_folded.AsSpan(0, length))));
            WholeSurnames = Surnames.Count;
            return;
        }

        SurnameForms.AddWholes(_words, _elided, _folded, Surnames);
        SurnameForms.AddWithPrefixes(FoldWords(prefix, _folded), FoldWords(surname, _folded.AsSpan(LongestField)), _folded.AsSpan(2 * LongestField), Surnames);
        WholeSurnames = Surnames.Count;
        SurnameForms.AddParts(_words, _folded, Surnames);
    }

    private void AddWordsWithoutPrefixes(ReadOnlySpan<char> words)
    {
        foreach (var range in words.Split(' '))
        {
            var word = words[range];
            if (SurnamePrefixes.IsPrefixWord(word))
            {
                _elision.Clear();
                _elision.Add(word is "d" or "l" or "t" or "s" or "o" ? word : []);
            }
            else
            {
                AddElided(word);
                _words.Add(word);
            }
        }
    }

    // D'Arc is written apart, together, and in a passport's zone as DARC; so are 't Hart and O'Brien.
    private void AddElided(ReadOnlySpan<char> word)
    {
        if (_elision.Count == 0 || _elided.Count > 0)
        {
            return;
        }

        var free = _elided.Free;
        if (word.Length < free.Length)
        {
            free[0] = _elision[0][0];
            word.CopyTo(free[1..]);
            _elided.Add(word.Length + 1);
        }

        _elision.Clear();
    }

    private void FoldFirstNames(string? firstNames)
    {
        GivenNames.Clear();
        FirstNames.Clear();
        _part.Clear();
        Initials.Clear();
        var words = AbsentWords.Without(FoldWords(firstNames, _folded));
        HasInitialsOnly = FirstNameText.IsInitials(firstNames, words);
        AddInitials(words, _folded.AsSpan(LongestField));
        if (!HasInitialsOnly && !words.IsEmpty)
        {
            AddGivenNames(firstNames);
            AddFirstNames(_folded.AsSpan(LongestField));
        }

        LacksFirstName = words.IsEmpty;
    }

    // A name with a hyphen is one name, and so is El Mehdi: everybody's El would be the same.
    private void AddGivenNames(string? firstNames)
    {
        var text = firstNames.AsSpan(0, Math.Min(firstNames?.Length ?? 0, PersonDetails.MaxNameLength));
        var buffer = _folded.AsSpan(LongestField);
        var article = 0;
        foreach (var range in new WordRanges(text))
        {
            var length = NameFolder.Fold(text[range], buffer[article..LongestField]);
            if (GivenNames.Count == 0 && buffer.Slice(article, length).IndexOf(' ') is > 0 and var end)
            {
                _part.Add(IsArticle(buffer[..(article + end)]) ? [] : buffer[..(article + end)]);
            }

            length = NameFolder.JoinWords(buffer[..(article + length)]);
            article = IsArticle(buffer[..length]) ? length : 0;
            if (article == 0)
            {
                GivenNames.Add(buffer[..length]);
            }
        }

        GivenNames.Add(buffer[..article]);
    }

    private static bool IsArticle(ReadOnlySpan<char> word) => word is "el" or "al" or "sidi" or "moulay" or "lalla" or "thi" or "abd" or "abdel" or "abdul" or "abdoel" or "abdal" or "abou" or "abu" or "oum" or "umm";

    private void AddFirstNames(Span<char> buffer)
    {
        if (GivenNames.Count > 0)
        {
            FirstNames.Add(GivenNames[0]);
            FirstNames.Add(ZoneSpelling.Undo(GivenNames[0], buffer, IsTransliterated));
            if (_part.Count > 0)
            {
                FirstNames.Add(_part[0]);
            }
        }

        // Written as one name or as two: Anne Marie is Annemarie.
        if (GivenNames.Count > 1 && GivenNames[0].Length + GivenNames[1].Length <= buffer.Length)
        {
            GivenNames[0].CopyTo(buffer);
            GivenNames[1].CopyTo(buffer[GivenNames[0].Length..]);
            FirstNames.Add(buffer[..(GivenNames[0].Length + GivenNames[1].Length)]);
        }
    }

    private void AddInitials(ReadOnlySpan<char> words, Span<char> buffer)
    {
        var length = 0;
        var count = 0;
        foreach (var range in words.Split(' '))
        {
            if (words[range].IsEmpty || count == MaxInitials)
            {
                break;
            }

            // A letter outside the basic plane takes two characters.
            var letter = words[range][..(char.IsHighSurrogate(words[range][0]) && words[range].Length > 1 ? 2 : 1)];
            letter.CopyTo(buffer[length..]);
            length += letter.Length;
            count++;
            Initials.Add(buffer[..length]);
        }
    }

    private static ReadOnlySpan<char> FoldWords(string? text, Span<char> buffer) =>
        buffer[..NameFolder.Fold(text.AsSpan(0, Math.Min(text?.Length ?? 0, PersonDetails.MaxNameLength)), buffer[..LongestField])];
}
