using System.Globalization;
using Meldpunt.Index.Names;

namespace Meldpunt.Index.Matching;

/// <summary>Derives the tags of one person's birthplace, address and parts of the birth date: what supports a name, or a date that was typed wrong.</summary>
internal readonly ref struct PlaceTags<TSink>(TagHasher hasher, TSink sink, PersonForms forms, bool asks)
    where TSink : ITagSink
{
    private readonly TagHasher _hasher = hasher;
    private readonly TSink _sink = sink;
    private readonly PersonForms _forms = forms;
    private readonly bool _asks = asks;

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

    private void Add(TagKind kind, ReadOnlySpan<char> form, Agreement agreement) => _sink.Add(_hasher.Tag(kind, form), Meaning.Of(agreement));
}
