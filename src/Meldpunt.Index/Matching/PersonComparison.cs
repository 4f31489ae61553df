using Meldpunt.Index.Keys;
using Meldpunt.Index.Names;

namespace Meldpunt.Index.Matching;

/// <summary>
/// The rule over two people, without an index: for explaining, and for checking that the index finds what it should. Not safe for two threads.
/// </summary>
public sealed class PersonComparison
{
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
}
