using System.Globalization;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Names;

namespace Meldpunt.Index.Matching;

/// <summary>
/// From a person to the hashes that the hot index compares, for both sides of the question. A working area: it folds into the same buffers every
/// time and allocates nothing once warm. Not safe for two threads.
/// </summary>
internal sealed class PersonKeys
{
    private const int DateDigits = 9;

    // What is longer counts by its beginning.
    private const int MaxAddress = 128;

    private readonly TagHasher _hasher;
    private readonly PersonForms _forms = new();
    private readonly PersonForms _swapped = new();

    public PersonKeys(TagHasher hasher)
    {
        _hasher = hasher;
    }

    /// <summary>Fills the profile of somebody who is registered.</summary>
    public void Derive(PersonDetails person, EntryProfile profile)
    {
        _forms.Fold(person);
        profile.Begin(DateKey(_forms.BirthDate));
        new PersonTags<EntryProfile>(_hasher, profile, _forms, asks: false).AddNames();
        var places = new PlaceTags<EntryProfile>(_hasher, profile, _forms, asks: false);
        places.AddPlaces();
        if (_forms.BirthDate != default && _forms.Addresses.Count > 0)
        {
            places.AddDateParts();
            AddAddressKeys(profile);
        }
    }

    /// <summary>Fills the profile of a visitor.</summary>
    public void Derive(PersonDetails person, QueryProfile profile)
    {
        _forms.Fold(person);
        profile.Begin();
        AddDateKeys(profile);
        new PersonTags<QueryProfile>(_hasher, profile, _forms, asks: true).AddNames();
        var places = new PlaceTags<QueryProfile>(_hasher, profile, _forms, asks: true);
        places.AddPlaces();
        places.AddDateParts();
        _swapped.FoldSwapped(person);
        new PersonTags<QueryProfile>(_hasher, profile, _swapped, asks: true, swapped: true).AddNames();
        AddAddressKeys(profile);
        profile.Facts = Facts();
    }

    private Agreement Facts() =>
        (_forms.LacksFirstName ? Agreement.LacksFirstName : Agreement.None)
        | (_forms.GivenNames.Count == 1 ? Agreement.SingleGivenName : Agreement.None);

    // The date as given; the same with day and month swapped; and among the dates that stand for an unknown one, the others.
    private void AddDateKeys(QueryProfile profile)
    {
        var date = _forms.BirthDate;
        if (date == default)
        {
            return;
        }

        var isDefault = date.IsRegistryDefault;
        profile.AddDateKey(DateKey(date), isDefault ? Agreement.DateIsDefault : Agreement.None);
        if (isDefault)
        {
            AddOtherDefaults(profile, date);
        }

        if (date.TrySwapDayAndMonth(out var swapped))
        {
            profile.AddDateKey(DateKey(swapped), Agreement.DateSwapped);
        }
    }

    private void AddOtherDefaults(QueryProfile profile, BirthDate date)
    {
        foreach (var other in (ReadOnlySpan<BirthDate>)[BirthDate.OfYear(date.Year), BirthDate.FirstOf(date.Year, month: 1), BirthDate.FirstOf(date.Year, month: 7)])
        {
            if (other != date && (date.Month == 0 || date.IsComplete || other.Month == 0 || other.Month == date.Month))
            {
                // Who is registered without a day may well hold a document of 1 January. Somebody of 1 January and somebody of 1 July have the year in common.
                profile.AddDateKey(DateKey(other), Agreement.DateIsDefault | (date.IsComplete && other.IsComplete ? Agreement.DatePart : Agreement.None));
            }
        }
    }

    private MatchKey DateKey(BirthDate date)
    {
        Span<char> text = stackalloc char[DateDigits];
        return date == default ? default : _hasher.Key(TagKind.BirthDate, text[..WriteDate(date, text)]);
    }

    private static int WriteDate(BirthDate date, Span<char> text)
    {
        var number = (date.Year * 10_000) + (date.Month * 100) + date.Day;
        number.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        return length;
    }

    private void AddAddressKeys(EntryProfile profile)
    {
        for (var form = 0; form < _forms.Addresses.Count && _forms.Surnames.Count > 0; form++)
        {
            profile.AddAddressKey(AddressKey(form));
        }
    }

    private void AddAddressKeys(QueryProfile profile)
    {
        for (var form = 0; form < _forms.Addresses.Count && _forms.Surnames.Count > 0; form++)
        {
            profile.AddAddressKey(AddressKey(form));
        }
    }

    // With the surname as it sounds: a street and a number alone stand in hundreds of places.
    private MatchKey AddressKey(int form)
    {
        Span<char> text = stackalloc char[Sounds.Longest + MaxAddress];
        var sound = Sounds.Whole(_forms.Surnames[0], text);
        var address = _forms.Addresses[form];
        address = address[..Math.Min(address.Length, MaxAddress)];
        address.CopyTo(text[sound.Length..]);
        return _hasher.Key(TagKind.NameAndAddress, text[..(sound.Length + address.Length)]);
    }
}
