using Meldpunt.Index.Keys;
using Meldpunt.Index.Names;

namespace Meldpunt.Index.Matching;

/// <summary>
/// The rule over two people, without an index: for explaining, and for checking that the index finds what it should. Not safe for two threads.
/// </summary>
public sealed class PersonComparison
{
    // One name, however it is written down; a letter typed wrong is not among it.
    private const Agreement SameSurname = Agreement.SurnameEqual | Agreement.SurnameSound | Agreement.SurnameConsonants;
    private const Agreement SameFirstName = Agreement.FirstNameEqual | Agreement.FirstNameSound | Agreement.CallingName | Agreement.Initial | Agreement.TwoInitials
        | Agreement.ThreeInitials | Agreement.OtherGivenName | Agreement.TwoGivenNames | Agreement.LacksFirstName;

    private readonly PersonKeys _keys;
    private readonly EntryProfile _entry = new();
    private readonly QueryProfile _query = new();

    /// <param name="hashKey">Any key; equal parts give equal hashes under whichever.</param>
    public PersonComparison(SecretKey hashKey)
    {
        _keys = new PersonKeys(new TagHasher(hashKey));
    }

    /// <summary>In what a registered person and a visitor agree when the rule calls them the same; null when it does not.</summary>
    public Agreement? Compare(PersonDetails registered, PersonDetails visitor, MatchRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        _keys.Derive(registered, _entry);
        _keys.Derive(visitor, _query);
        var meaning = _query.MeaningOf(PackedTags.Pack(_entry.Tags));
        var date = _query.DateKeys.IndexOf(_entry.DateKey);
        if (_entry.DateKey != default && date >= 0)
        {
            return rule.DecideOnDate(meaning, _query.Facts | _query.DateFact(date), out var onDate) ? onDate : null;
        }

        var sharesAddress = _entry.AddressKeys.Any(key => _query.AddressKeys.Contains(key));
        return sharesAddress && rule.DecideOnAddress(meaning, _query.Facts, out var onAddress) ? onAddress : null;
    }

    /// <summary>
    /// By what a visitor can be told from a registered person. Gates write one document by ear, shorter or longer, with a calling name or an initial, and a date that is not known in several ways:
    /// none of that tells people apart. Of a visitor without a first name nothing does: whoever comes without one would be them.
    /// </summary>
    public Distinction Tell(PersonDetails registered, PersonDetails visitor)
    {
        ArgumentNullException.ThrowIfNull(registered);
        ArgumentNullException.ThrowIfNull(visitor);
        _keys.Derive(registered, _entry);
        _keys.Derive(visitor, _query);
        var meaning = _query.MeaningOf(PackedTags.Pack(_entry.Tags));
        var asTyped = Meaning.AsTyped(meaning);
        if ((_query.Facts & Agreement.LacksFirstName) != Agreement.None)
        {
            return Distinction.None;
        }

        if (IsAnotherDate(registered.BirthDate, visitor.BirthDate) || (IsAnotherName(asTyped) && IsAnotherName(Meaning.AsSwapped(meaning))))
        {
            return Distinction.NameOrDate;
        }

        return (asTyped & Agreement.BirthplaceDiffers) != Agreement.None ? Distinction.Birthplace : Distinction.None;
    }

    private static bool IsAnotherDate(BirthDate registered, BirthDate visitor) =>
        registered != visitor && !registered.IsRegistryDefault && !visitor.IsRegistryDefault;

    private static bool IsAnotherName(Agreement agreement) =>
        (agreement & SameSurname) == Agreement.None || (agreement & SameFirstName) == Agreement.None;
}
