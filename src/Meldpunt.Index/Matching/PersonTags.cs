using System.Runtime.CompilerServices;
using Meldpunt.Index.Names;

namespace Meldpunt.Index.Matching;

/// <summary>
/// Derives the tags of one person from its forms. Both sides go through the same code; where a visitor asks for another kind than an entry is
/// kept under, it says so. What each kind of tag is for, and what it buys, stands in docs/spec/matching.md and docs/accuracy.md.
/// </summary>
internal readonly ref struct PersonTags<TSink>
    where TSink : ITagSink
{
    private const int MaxPartsWithLetters = 3;

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
            AddSurname(form);
        }

        for (var form = 0; form < _forms.FirstNames.Count; form++)
        {
            AddFirstName(_forms.FirstNames[form], isWhole: form == 0);
        }

        AddOtherNames();
        AddInitials();
        if (_forms.LacksFirstName || _asks)
        {
            Add(TagKind.NoFirstName, [], Agreement.LacksFirstName);
        }
    }

    // A part of a surname meets whole surnames only, so a whole one is asked for as a part too.
    [SkipLocalsInit]
    private void AddSurname(int form)
    {
        var surname = _forms.Surnames[form];
        Span<char> sound = stackalloc char[Sounds.Longest];
        Span<char> consonants = stackalloc char[Sounds.Longest];
        var code = Sounds.Whole(surname, sound);
        var bare = consonants[..SoundCode.WriteConsonants(code, consonants)];
        var isPart = form >= _forms.WholeSurnames;
        var tags = new SurnameHashes(_hasher.Hash(surname), _hasher.Hash(code), _hasher.Hash(bare), HasConsonants: bare.Length > 1, IsCommon(surname));
        AddSurname(tags, isPart && !_asks);
        if (_asks && !isPart)
        {
            AddSurname(tags, isPart: true);
        }

        if (!_swapped && HasLetterTags(form))
        {
            var known = NameLexicon.IsSurname(surname) ? Agreement.None : Meaning.UnknownSurname;
            LetterTags.Add(_hasher, _sink, LetterKinds(isPart), surname, tags.Written, first: 0, _asks, Agreement.SurnameTypo | known);
        }
    }

    private void AddSurname(in SurnameHashes hashes, bool isPart)
    {
        const int Whole = 0;
        const int Part = 1;
        var place = isPart ? Part : Whole;
        Add(_hasher.Tag(TagKind.Surname, hashes.Written, place), Agreement.SurnameEqual);
        Add(_hasher.Tag(TagKind.SurnameSound, hashes.Sound, place), Agreement.SurnameSound | (hashes.IsCommon ? Agreement.None : Meaning.UncommonSurname));
        AddAnchor(_hasher.Tag(TagKind.SurnameConsonants, hashes.Consonants, place), hashes.HasConsonants ? Agreement.SurnameConsonants : Agreement.None);
    }

    private ReadOnlySpan<TagKind> LetterKinds(bool isPart) => (_asks, isPart) switch
    {
        (true, false) => [TagKind.SurnameLess, TagKind.SurnamePartLess],
        (false, true) => [TagKind.SurnamePartLess],
        _ => [TagKind.SurnameLess],
    };

    // Vandenberg is as common as van den Berg.
    private static bool IsCommon(ReadOnlySpan<char> surname) =>
        NameLexicon.IsCommonSurname(surname) || NameLexicon.IsCommonSurname(SurnamePrefixes.WithoutGlued(surname));

    // The surname itself, and the first few of its parts that are long enough: a limit on what one odd name costs.
    private bool HasLetterTags(int form) =>
        form == 0 || (form >= _forms.WholeSurnames && form < _forms.WholeSurnames + MaxPartsWithLetters && _forms.Surnames[form].Length > LetterTags.Shortest);

    [SkipLocalsInit]
    private void AddFirstName(ReadOnlySpan<char> name, bool isWhole)
    {
        Span<char> sound = stackalloc char[Sounds.Longest];
        var code = Sounds.Whole(name, sound);
        var hash = _hasher.Hash(name);
        if (!isWhole)
        {
            AddPart(hash, code);
            return;
        }

        var known = NameLexicon.IsGivenName(name) ? Agreement.None : Meaning.UnknownFirstName;
        AddAnchorToAsk(_hasher.Tag(TagKind.FirstName, hash), Agreement.FirstNameEqual);
        if (_asks)
        {
            AddAnchor(_hasher.Tag(TagKind.FirstNamePart, hash), Agreement.FirstNameEqual | Agreement.FirstNameSound);
        }

        _sink.AddAnchor(
            _hasher.Tag(TagKind.FirstNameSound, code),
            Meaning.Of(Agreement.FirstNameSound | known, _swapped) | (_swapped ? 0 : Meaning.OfGivenName(0, isEntryFirst: true)));

        foreach (var role in CallingNames.RolesOf(name))
        {
            // Whose document says Harry is not called Harry for short.
            if (!_forms.IsTransliterated || CallingNames.IsFormal(role))
            {
                Add(_hasher.Tag(TagKind.CallingName, [_asks ? CallingNames.Opposite(role) : role]), Agreement.CallingName);
            }
        }

        if (!_swapped)
        {
            LetterTags.Add(_hasher, _sink, [TagKind.FirstNameLess], name, hash, first: 1, _asks, Agreement.FirstNameTypo | known);
        }
    }

    // A part of a first name, or it joined with the next, is a guess at how somebody writes it. It counts when it is written alike, not when it sounds so:
    // Geert is not Gert-Jan.
    private void AddPart(ulong hash, ReadOnlySpan<char> code)
    {
        AddAnchor(_hasher.Tag(_asks ? TagKind.FirstName : TagKind.FirstNamePart, hash), Agreement.FirstNameEqual | Agreement.FirstNameSound);
        if (_asks)
        {
            AddAnchor(_hasher.Tag(TagKind.FirstNameSound, code), Agreement.None);
        }
    }

    // Only one side needs to look for more; the other keeps less.
    private void AddAnchorToAsk(ulong tag, Agreement agreement)
    {
        if (_asks)
        {
            AddAnchor(tag, agreement);
        }
        else
        {
            Add(tag, agreement);
        }
    }

    [SkipLocalsInit]
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
            if (SoundsLikeEarlier(code, name))
            {
                // One name in two spellings is one name.
                continue;
            }

            var single = name == 0 ? Agreement.OtherGivenName : Agreement.None;
            _sink.Add(_hasher.Tag(TagKind.OtherName, code), Meaning.Of(single) | Meaning.OfGivenName(name, isEntryFirst: false));
            if (_asks && name > 0)
            {
                _sink.AddAnchor(_hasher.Tag(TagKind.FirstNameSound, code), Meaning.Of(Agreement.OtherGivenName) | Meaning.OfGivenName(name, isEntryFirst: true));
            }
        }

        if (_forms.GivenNames.Count == 1 || _asks)
        {
            Add(TagKind.SingleName, [], Agreement.SingleGivenName);
        }
    }

    [SkipLocalsInit]
    private bool SoundsLikeEarlier(ReadOnlySpan<char> code, int name)
    {
        Span<char> sound = stackalloc char[Sounds.Longest];
        for (var earlier = 0; earlier < name; earlier++)
        {
            if (Sounds.Whole(_forms.GivenNames[earlier], sound).SequenceEqual(code))
            {
                return true;
            }
        }

        return false;
    }

    // An initial of somebody whose names are known is only ever met by somebody of whom nothing but initials is known: twins share initials.
    private void AddInitials()
    {
        for (var form = 0; form < _forms.Initials.Count; form++)
        {
            AddAsInitials(TagKind.Initials, _forms.Initials[form], AgreesBy(form));
        }

        // Names that are known in full are all there are, so a further initial than they have is another person's.
        var known = _forms.HasInitialsOnly || _forms.Initials.Count == 0 ? _forms.Initials.Count : PersonForms.MaxInitials;
        for (var form = 1; form < known; form++)
        {
            AddAsInitials(TagKind.HasInitials, [(char)form], DiffersBy(form));
        }
    }

    private void AddAsInitials(TagKind kind, ReadOnlySpan<char> text, Agreement agreement)
    {
        const int Only = 0;
        const int OfNames = 1;
        var hash = _hasher.Hash(text);
        if (_asks || _forms.HasInitialsOnly)
        {
            AddInitials(_hasher.Tag(kind, hash, Only), agreement);
        }

        if (_asks == _forms.HasInitialsOnly)
        {
            AddInitials(_hasher.Tag(kind, hash, OfNames), agreement);
        }
    }

    // The first one is an anchor: with a mistyped surname there is no other that an initial could hold on to.
    private void AddInitials(ulong tag, Agreement agreement)
    {
        if (agreement == Agreement.Initial)
        {
            AddAnchor(tag, agreement);
        }
        else
        {
            Add(tag, agreement);
        }
    }

    private static Agreement AgreesBy(int form) => form switch
    {
        0 => Agreement.Initial,
        1 => Agreement.TwoInitials,
        _ => Agreement.ThreeInitials,
    };

    private static Agreement DiffersBy(int form) => form == 1 ? Agreement.LaterInitialDiffers : Agreement.ThirdInitialDiffers;

    private void Add(TagKind kind, ReadOnlySpan<char> form, Agreement agreement) => Add(_hasher.Tag(kind, form), agreement);

    private void Add(ulong tag, Agreement agreement) => _sink.Add(tag, Meaning.Of(agreement, _swapped));

    private void AddAnchor(ulong tag, Agreement agreement) => _sink.AddAnchor(tag, Meaning.Of(agreement, _swapped));

    /// <summary>The hashes of one form of a surname, made once for whatever it is asked as.</summary>
    private readonly record struct SurnameHashes(ulong Written, ulong Sound, ulong Consonants, bool HasConsonants, bool IsCommon);
}
