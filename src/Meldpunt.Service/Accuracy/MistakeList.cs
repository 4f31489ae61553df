using System.Text;
using Meldpunt.Index.Names;

namespace Meldpunt.Service.Accuracy;

/// <summary>
/// Writes every miss and every false match for a human to read: what was asked beside what is registered. It holds persons in clear, so
/// the file must be its owner's alone.
/// </summary>
internal sealed class MistakeList : IDisposable
{
    /// <summary>Persons shown of one false match; with more, the number says enough.</summary>
    private const int MaxShown = 20;

    private const int NameWidth = 16, ValueWidth = 40;

    private static readonly (string Name, Func<PersonDetails, string?> Read)[] Fields =
    [
        ("achternaam", person => person.Surname),
        ("voorvoegsel", person => person.Prefix),
        ("voornamen", person => person.FirstNames),
        ("geboortedatum", person => person.BirthDate == default ? null : person.BirthDate.ToString()),
        ("geboorteplaats", person => person.Birthplace),
        ("adres", person => person.Address),
        ("postcode", person => person.Postcode),
        ("gescand", person => person.IsTransliterated ? "ja" : null),
    ];

    private readonly StreamWriter _output;
    private readonly IReadOnlyDictionary<string, RegisteredPerson> _register;
    private readonly Func<PersonDetails, PersonDetails, string?>? _explain;

    /// <summary>Starts a list.</summary>
    /// <param name="output">Where to; closed with this.</param>
    /// <param name="register">Who is registered, by id.</param>
    /// <param name="explain">Says why the query (first) and the registered person (second) match, if anybody can.</param>
    public MistakeList(
        Stream output, IReadOnlyDictionary<string, RegisteredPerson> register, Func<PersonDetails, PersonDetails, string?>? explain = null)
    {
        _output = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        _register = register;
        _explain = explain;
        _output.WriteLine("Gemiste bezoekers (GEMIST) en valse matches (VALS). Een ! staat voor wat verschilt.");
    }

    public void Add(QueryResult result)
    {
        var query = result.Query;
        if (result.IsMissed)
        {
            WriteHeading("GEMIST", query);
            WriteBeside(query.Person, _register[query.Truth!]);
        }

        if (result.IsFalseMatch)
        {
            WriteHeading("VALS", query);
            foreach (var other in result.Others.Take(MaxShown))
            {
                WriteBeside(query.Person, other);
                if (_explain?.Invoke(query.Person, other.Person) is { } explanation)
                {
                    _output.WriteLine($"  uitleg: {explanation}");
                }
            }

            var more = result.Others.Count() - MaxShown;
            if (more > 0)
            {
                _output.WriteLine($"  en nog {more} anderen");
            }
        }
    }

    public void Dispose() => _output.Dispose();

    private void WriteHeading(string what, LabelledQuery query)
    {
        string?[] labels =
        [
            query.Truth is null ? $"soort: {AccuracyTerms.Outsider(query.Kind ?? AccuracyTally.NoKind, query.IsAmbiguous)}" : $"bezoeker: {query.Truth}",
            query.Related is null ? null : $"lijkt op: {query.Related}",
            query.Channel is null ? null : AccuracyTerms.Channel(query.Channel),
            query.Differences.Count == 0 ? null : $"verschillen: {string.Join(", ", query.Differences)}",
        ];
        _output.WriteLine();
        _output.WriteLine(OneLine($"{what} {query.Id}  {string.Join("; ", labels.Where(label => label is not null))}"));
    }

    private void WriteBeside(PersonDetails asked, RegisteredPerson registered)
    {
        _output.WriteLine($"    {string.Empty.PadRight(NameWidth)}{"bevraagd".PadRight(ValueWidth)} {OneLine(registered.Id)}");
        foreach (var (name, read) in Fields)
        {
            var (left, right) = (OneLine(read(asked)), OneLine(read(registered.Person)));
            var mark = string.Equals(left, right, StringComparison.OrdinalIgnoreCase) ? ' ' : '!';
            _output.WriteLine($"  {mark} {name.PadRight(NameWidth)}{left.PadRight(ValueWidth)} {right}".TrimEnd());
        }
    }

    // What a cell holds must not draw lines of its own, nor steer a terminal.
    private static string OneLine(string? text) =>
        text is null ? "-" : string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
}
