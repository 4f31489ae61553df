using System.Globalization;
using Meldpunt.Index.Names;

namespace Meldpunt.Index.Matching;

/// <summary>
/// Derives the tags of one person from its forms. Both sides go through the same code; where a visitor asks for another kind than an entry is
/// kept under, it says so. What each kind of tag is for, and what it buys, stands in docs/spec/matching.md and docs/accuracy.md.
/// </summary>
internal readonly ref struct PersonTags<TSink>
    where TSink : ITagSink
{
    // A letter of a shorter name is too large a part of it to be called a typing error.
    private const int ShortestMistyped = 4;

    // One odd name may not cost more than this.
    private const int LongestMistyped = 30;

    private readonly TagHasher _hasher;
    private readonly TSink _sink;
    private readonly PersonForms _forms;
    private readonly bool _asks;
    private readonly bool _swapped;

    public PersonTags(TagHasher hasher, TSink sink, PersonForms forms, bool asks, bool swapped = false)
    {
        _hasher = hasher;
        _sink = sink;
        _forms = forms;
        _asks = asks;
        _swapped = swapped;
    }

    /// <summary>The tags of surname and first names.</summary>
    public void AddNames()
    {
        for (var form = 0; form < _forms.Surnames.Count; form++)
        {
            AddSurname(_forms.Surnames[form]);
        }

        for (var form = 0; form < _forms.FirstNames.Count; form++)
        {
            AddFirstName(_forms.FirstNames[form]);
        }

        AddOtherNames();
        AddInitials();
        if (_forms.LacksFirstName || _asks)
        {
            Add(TagKind.NoFirstName, [], Agreement.LacksFirstName);
        }
    }

    /// <summary>The tags of birthplace and address.</summary>
    public void AddPlaces()
    {
        Span<char> code = stackalloc char[Sounds.Longest];
        for (var form = 0; form < _forms.Birthplaces.Count; form++)
        {
            Add(TagKind.Birthplace, Sounds.Place(_forms.Birthplaces[form], code), Agreement.Birthplace);
            Add(TagKind.HasBirthplace, [], Agreement.BirthplaceDiffers);
        }

        for (var form = 0; form < _forms.Addresses.Count; form++)
        {
            Add(TagKind.Address, _forms.Addresses[form], Agreement.Address);
        }
    }

    /// <summary>
    /// The tags of a birth date of which one part may be wrong: two of its three parts, of the year the decade at least. Only for people who
    /// gave an address, because a wrong date counts for nothing without it.
    /// </summary>
    public void AddDateParts()
    {
        var date = _forms.BirthDate;
        if (date == default)
        {
            return;
        }

        if (date.Month != 0)
        {
            AddDatePart('m', (date.Year * 100) + date.Month);
        }

        if (date.IsComplete)
        {
            AddDatePart('d', (date.Year * 100) + date.Day);
            AddDatePart('t', (((date.Year / 10 * 100) + date.Month) * 100) + date.Day);
        }

        // An unknown month agrees with every month of the year, on whichever side it is unknown.
        if (_asks || date.Month == 0)
        {
            AddDatePart('o', date.Year);
        }

        if (!_asks || date.Month == 0)
        {
            AddDatePart('j', date.Year);
        }
    }

    private void AddDatePart(char part, int number)
    {
        Span<char> text = stackalloc char[16];
        text[0] = part;
        number.TryFormat(text[1..], out var length, default, CultureInfo.InvariantCulture);
        Add(TagKind.DatePart, text[..(length + 1)], Agreement.DatePart);
    }

    private void AddSurname(ReadOnlySpan<char> surname)
    {
        Span<char> sound = stackalloc char[Sounds.Longest];
        Span<char> consonants = stackalloc char[Sounds.Longest];
        var code = Sounds.Whole(surname, sound);
        var bare = consonants[..SoundCode.WriteConsonants(code, consonants)];
        Add(TagKind.Surname, surname, Agreement.SurnameEqual);
        Add(TagKind.SurnameSound, code, Agreement.SurnameSound);
        _sink.AddAnchor(_hasher.Tag(TagKind.SurnameConsonants, bare), Meaning.Of(bare.Length > 1 ? Agreement.SurnameConsonants : Agreement.None, _swapped));
        if (!_swapped)
        {
            AddWithLetterLeftOut(TagKind.SurnameLess, surname, keepFirst: false, Agreement.SurnameTypo);
        }
    }

    private void AddFirstName(ReadOnlySpan<char> name)
    {
        Span<char> sound = stackalloc char[Sounds.Longest];
        var code = Sounds.Whole(name, sound);
        Add(TagKind.FirstName, name, Agreement.FirstNameEqual);
        _sink.AddAnchor(_hasher.Tag(TagKind.FirstNameSound, code), Meaning.Of(Agreement.FirstNameSound, _swapped, _swapped ? -1 : 0));
        foreach (var role in CallingNames.RolesOf(name))
        {
            Add(TagKind.CallingName, [_asks ? CallingNames.Opposite(role) : role], Agreement.CallingName);
        }

        if (!_swapped)
        {
            AddWithLetterLeftOut(TagKind.FirstNameLess, name, keepFirst: true, Agreement.FirstNameTypo);
        }
    }

    private void AddOtherNames()
    {
        if (_swapped)
        {
            return;
        }

        Span<char> sound = stackalloc char[Sounds.Longest];
        for (var name = _asks ? 0 : 1; name < _forms.GivenNames.Count; name++)
        {
            var code = Sounds.Whole(_forms.GivenNames[name], sound);
            var single = name == 0 ? Agreement.OtherGivenName : Agreement.None;
            _sink.Add(_hasher.Tag(TagKind.OtherName, code), Meaning.Of(single, givenName: name));
            if (_asks && name > 0)
            {
                _sink.AddAnchor(_hasher.Tag(TagKind.FirstNameSound, code), Meaning.Of(Agreement.OtherGivenName, givenName: name));
            }
        }

        if (_forms.GivenNames.Count == 1 || _asks)
        {
            Add(TagKind.SingleName, [], Agreement.SingleGivenName);
        }
    }

    // An initial of somebody whose names are known is only ever met by somebody of whom nothing but initials is known: twins share initials.
    private void AddInitials()
    {
        for (var form = 0; form < _forms.Initials.Count; form++)
        {
            var agreement = form == 0 ? Agreement.Initial : Agreement.TwoInitials;
            if (_asks || _forms.HasInitialsOnly)
            {
                Add(TagKind.InitialOnly, _forms.Initials[form], agreement);
            }

            if (_asks == _forms.HasInitialsOnly)
            {
                Add(TagKind.InitialOfName, _forms.Initials[form], agreement);
            }
        }
    }

    // Two names that become equal by leaving at most one letter out of each differ by one insertion, deletion, substitution or transposition.
    private void AddWithLetterLeftOut(TagKind kind, ReadOnlySpan<char> name, bool keepFirst, Agreement agreement)
    {
        if (name.Length is < ShortestMistyped or > LongestMistyped)
        {
            return;
        }

        Span<char> less = stackalloc char[LongestMistyped];
        Add(kind, name, agreement);
        for (var left = keepFirst ? 1 : 0; left < name.Length; left++)
        {
            // Leaving out either of two equal letters gives the same name.
            if (left == 0 || name[left] != name[left - 1])
            {
                name[..left].CopyTo(less);
                name[(left + 1)..].CopyTo(less[left..]);
                Add(kind, less[..(name.Length - 1)], agreement);
            }
        }
    }

    private void Add(TagKind kind, ReadOnlySpan<char> form, Agreement agreement) =>
        _sink.Add(_hasher.Tag(kind, form), Meaning.Of(agreement, _swapped));
}
