using System.Globalization;
using Meldpunt.Population.Outsiders;
using Meldpunt.Population.People;
using Meldpunt.Population.Randomness;
using Meldpunt.Population.Typing;

namespace Meldpunt.Population;

/// <summary>
/// A register of invented people, and the questions asked about people in it and outside it. All follows from the seed: query number so-and-so is the same
/// on every machine, alone or among a million. Safe to use from many threads; what it hands out one after the other takes no memory.
/// </summary>
public sealed class InventedPopulation
{
    private const int MaxAttempts = 10_000;

    // Shares as in the data that this was set beside; how the sorts divide matters less than that none is missing.
    private static readonly WeightedList<(string Kind, Func<Person, SeededRandom, Person> Make)> HardKinds = new(
    [
        ((QueryKind.Twin, Kin.Twin), 190),
        ((QueryKind.SameSurnameDob, Kin.SameSurnameAndBirthDate), 180),
        ((QueryKind.FatherSon, Kin.FatherOrSon), 175),
        ((QueryKind.SameNameYear, Kin.NamesakeOfTheYear), 175),
        ((QueryKind.CommonName, Kin.Namesake), 125),
        ((QueryKind.Sibling, Kin.Sibling), 100),
        ((QueryKind.Spouse, Kin.Spouse), 55),
    ]);

    private static readonly WeightedList<(string Kind, Func<Person, SeededRandom, Person> Make)> AmbiguousKinds = new(
    [
        ((QueryKind.NearSurname, NearlyThePerson.NearSurname), 44),
        ((QueryKind.NearFirst, NearlyThePerson.NearFirst), 34),
        ((QueryKind.Doppelganger, NearlyThePerson.Doppelganger), 22),
    ]);

    private readonly int _seed;
    private readonly Typist _typist;
    private readonly GeneratedPerson[] _register;
    private readonly int[] _commonNames;

    /// <summary>Makes the register; the queries are made when they are asked for.</summary>
    /// <param name="seed">Another seed is another population.</param>
    /// <param name="registered">People in the register, at least 1.</param>
    /// <param name="rates">How often the typing differs; null for the default.</param>
    public InventedPopulation(int seed, int registered, DifferenceRates? rates = null)
    {
        _seed = seed;
        _typist = new Typist(rates ?? DifferenceRates.Default);
        _register = new GeneratedPerson[registered];
        for (var number = 0; number < registered; number++)
        {
            var random = new SeededRandom(seed, SeededRandom.Stream.Register, number);
            _register[number] = Registrar.Register(number, PersonMaker.Draw(random), random);
        }

        _commonNames = WithCommonNames();
    }

    public IReadOnlyList<GeneratedPerson> Register => _register;

    /// <summary>Visitors who are registered, number <paramref name="from"/> and on.</summary>
    public IEnumerable<GeneratedQuery> TrueQueries(long count, long from = 0) => Numbered(count, from, TrueQuery);

    /// <summary>Outsiders derived from a registered person, honestly different; where the typing hid the difference they are marked ambiguous.</summary>
    public IEnumerable<GeneratedQuery> HardOutsiders(long count, long from = 0) => Numbered(count, from, HardOutsider);

    /// <summary>Other people of the same population.</summary>
    public IEnumerable<GeneratedQuery> RandomOutsiders(long count, long from = 0) => Numbered(count, from, RandomOutsider);

    /// <summary>Outsiders as near to a registered person as that person's own typing; all marked ambiguous.</summary>
    public IEnumerable<GeneratedQuery> AmbiguousOutsiders(long count, long from = 0) => Numbered(count, from, AmbiguousOutsider);

    /// <summary>Twins of registered people with nearly the same first name, in three sorts by turns (<see cref="GeneratedQuery.SubKind"/>); all marked ambiguous.</summary>
    public IEnumerable<GeneratedQuery> SimilarTwins(long count, long from = 0) => Numbered(count, from, SimilarTwin);

    private static IEnumerable<GeneratedQuery> Numbered(long count, long from, Func<long, GeneratedQuery> make)
    {
        for (var index = from; index < from + count; index++)
        {
            yield return make(index);
        }
    }

    private GeneratedQuery TrueQuery(long index)
    {
        var random = new SeededRandom(_seed, SeededRandom.Stream.True, index);
        var visitor = random.Pick(_register);
        var draft = _typist.Type(visitor.Real, random);
        NoteSource(draft, visitor);
        return new GeneratedQuery(Id('T', index), draft.ToDetails(), draft.Channel, visitor.Id, QueryKind.True, [.. draft.Differences], Related: null, Ambiguous: false);
    }

    private GeneratedQuery HardOutsider(long index)
    {
        var random = new SeededRandom(_seed, SeededRandom.Stream.Hard, index);
        var (kind, make) = HardKinds.Draw(random);
        var common = kind is QueryKind.CommonName;
        var related = _register[common ? random.Pick(_commonNames) : random.Below(_register.Length)];
        var draft = _typist.Type(make(related.Real, random), random);
        NoteSource(draft, related);
        return Outsider(Id('H', index), draft, kind, related, Doubt.Remains(draft, related));
    }

    private GeneratedQuery RandomOutsider(long index)
    {
        var random = new SeededRandom(_seed, SeededRandom.Stream.Random, index);
        var draft = _typist.Type(PersonMaker.Draw(random), random);
        return Outsider(Id('U', index), draft, QueryKind.Random, related: null, ambiguous: false);
    }

    private GeneratedQuery AmbiguousOutsider(long index)
    {
        var random = new SeededRandom(_seed, SeededRandom.Stream.Ambiguous, index);
        var (kind, make) = AmbiguousKinds.Draw(random);
        var related = random.Pick(_register);
        var draft = _typist.Type(make(related.Real, random), random);
        NoteSource(draft, related);
        return Outsider(Id('A', index), draft, kind, related, ambiguous: true);
    }

    private GeneratedQuery SimilarTwin(long index)
    {
        var random = new SeededRandom(_seed, SeededRandom.Stream.SimilarTwin, index);
        var subKind = NearlyThePerson.SubKind(index);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var related = random.Pick(_register);
            if (NearlyThePerson.SimilarTwin(related.Real, subKind, random) is { } twin)
            {
                var draft = _typist.Type(twin, random);
                NoteSource(draft, related);
                return Outsider(Id('S', index), draft, QueryKind.SimilarTwin, related, ambiguous: true) with { SubKind = subKind };
            }
        }

        throw new InvalidOperationException($"Nobody in the register has a name with a similar one ({subKind}); it is too small.");
    }

    private static GeneratedQuery Outsider(string id, Draft draft, string kind, GeneratedPerson? related, bool ambiguous) =>
        new(id, draft.ToDetails(), draft.Channel, Truth: null, kind, [.. draft.Differences], related?.Id, ambiguous);

    private static void NoteSource(Draft draft, GeneratedPerson registered)
    {
        if (registered.Source is not Registrar.FromForm)
        {
            draft.Differences.Add(registered.Source is Registrar.FromMrz ? Difference.RegisteredFromMrz : Difference.RegisteredByTyping);
        }
    }

    private static string Id(char stream, long index) => string.Create(CultureInfo.InvariantCulture, $"{stream}{index:000000}");

    // People whose surname another registered person has too; everybody, when there are none.
    private int[] WithCommonNames()
    {
        var shared = Enumerable.Range(0, _register.Length)
            .GroupBy(number => _register[number].Real.Own.Main, StringComparer.Ordinal)
            .Where(group => group.Skip(1).Any())
            .SelectMany(group => group)
            .ToArray();
        return shared.Length > 0 ? shared : [.. Enumerable.Range(0, _register.Length)];
    }
}
