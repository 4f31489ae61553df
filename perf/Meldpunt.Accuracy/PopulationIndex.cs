using System.Buffers.Binary;
using Meldpunt.Index;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Matching;
using Meldpunt.Population;

namespace Meldpunt.Accuracy;

/// <summary>The real index, filled with the people of a population under their numbers.</summary>
internal sealed class PopulationIndex : IDisposable
{
    private const int MaxFound = 64;
    private static readonly DateOnly Today = new(2026, 11, 21);

    private readonly SecretKey _key;
    private readonly PersonIndex _index;
    private readonly Dictionary<string, OpaqueId> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<OpaqueId, GeneratedPerson> _persons = [];

    public PopulationIndex(InventedPopulation population, string strength)
    {
        // Any key gives the same answers; a fixed one gives the same run.
        _key = SecretKey.Fill(bytes => bytes.Clear());
        _index = new PersonIndex(_key, population.Register.Count, MatchStrengths.Parse(strength));
        for (var number = 0; number < population.Register.Count; number++)
        {
            var person = population.Register[number];
            var id = Id(number);
            _ids[person.Id] = id;
            _persons[id] = person;
            _index.Put(id, person.Details, Today, Today);
        }
    }

    /// <summary>Whether the person whom the query is, or was derived from, is found; and the others who are.</summary>
    public (bool Found, IReadOnlyList<GeneratedPerson> Others) Ask(GeneratedQuery query)
    {
        var found = new FoundEntry[MaxFound];
        var count = Math.Min(_index.Find(query.Details, Today, found), MaxFound);
        if (count == 0)
        {
            return (false, []);
        }

        var wanted = (query.Truth ?? query.Related) is { } person ? _ids[person] : default;
        var others = new List<GeneratedPerson>();
        var isFound = false;
        foreach (var id in found[..count].Select(entry => entry.Id))
        {
            if (id == wanted)
            {
                isFound = true;
            }
            else
            {
                others.Add(_persons[id]);
            }
        }

        return (isFound, others);
    }

    public GeneratedPerson? Person(string? id) => id is null ? null : _persons[_ids[id]];

    public void Dispose()
    {
        _index.Dispose();
        _key.Dispose();
    }

    private static OpaqueId Id(int number)
    {
        Span<byte> bytes = stackalloc byte[OpaqueId.SizeBytes];
        BinaryPrimitives.WriteInt32LittleEndian(bytes[sizeof(ulong)..], number + 1);
        return new OpaqueId(bytes);
    }
}
