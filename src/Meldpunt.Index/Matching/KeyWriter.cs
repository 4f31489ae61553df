using System.Text;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Names;

namespace Meldpunt.Index.Matching;

/// <summary>
/// Hashes typed combinations of one folded person into match keys. The message of a key is
/// <c>surname kind, first-name kind, date kind, surname, 0, first name, 0, yyyymmdd [, 0, birthplace, 0]</c> in UTF-8; folded text holds no zero,
/// so two different combinations never give one message.
/// </summary>
internal ref struct KeyWriter
{
    /// <summary>Bytes that the scratch buffer must have: four folded parts at three bytes a character, and the fixed bytes.</summary>
    public const int ScratchBytes = (4 * PersonDetails.MaxNameLength * NameFolder.MaxExpansion * 3) + 32;

    private readonly ReadOnlySpan<byte> _indexKey;
    private readonly FoldedPerson _person;
    private readonly Span<byte> _scratch;
    private readonly Span<MatchKey> _keys;

    public KeyWriter(ReadOnlySpan<byte> indexKey, FoldedPerson person, Span<byte> scratch, Span<MatchKey> keys)
    {
        _indexKey = indexKey;
        _person = person;
        _scratch = scratch;
        _keys = keys;
    }

    /// <summary>Keys written so far.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// Adds the key of one combination. Adds nothing when a part of it is absent: absent never equals absent, so an unknown
    /// first name, or an incomplete birth date without a birthplace, gives no key at all.
    /// </summary>
    public void Add(SurnameKind surnameKind, ReadOnlySpan<char> surname, FirstNameKind firstNameKind, ReadOnlySpan<char> firstName)
    {
        var dateIsComplete = _person.BirthDate.IsComplete;
        if (surname.IsEmpty || firstName.IsEmpty || _person.BirthDate == default || (!dateIsComplete && _person.Birthplace.IsEmpty))
        {
            return;
        }

        _scratch[0] = (byte)surnameKind;
        _scratch[1] = (byte)firstNameKind;
        _scratch[2] = dateIsComplete ? (byte)1 : (byte)2;
        var length = 3;
        length += Append(surname, length);
        length += Append(firstName, length);
        length += _person.BirthDate.WriteDigits(_scratch[length..]);
        if (!dateIsComplete)
        {
            _scratch[length] = 0;
            length++;
            length += Append(_person.Birthplace, length);
        }

        Span<byte> hash = stackalloc byte[MatchKey.SizeBytes];
        Sodium.KeyedHash(hash, _scratch[..length], _indexKey);
        _keys[Count] = new MatchKey(hash);
        Count++;
    }

    private readonly int Append(ReadOnlySpan<char> text, int offset)
    {
        var length = Encoding.UTF8.GetBytes(text, _scratch[offset..]);
        _scratch[offset + length] = 0;
        return length + 1;
    }
}
