using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Signals;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Names;
using Meldpunt.Population;

namespace Meldpunt.Admin.Tests.QueryLog.Signals;

/// <summary>
/// Invented shifts of a gate that does what it is for: visitors come by chance, some in families, some twice, some are typed again; one in a hundred matches. All
/// follows from the seed.
/// </summary>
internal sealed class OrdinaryShift(int seed, int visitorsAnHour, int hours = 8)
{
#pragma warning disable CA5394 // Seeded on purpose: a failure must come back.
    private const double Families = 0.05;
    private const double TypedAgain = 0.08;
    private const double ComesBack = 0.10;
    private const double Matches = 0.01;

    private static readonly TimeSpan Correction = TimeSpan.FromSeconds(12);

    private readonly Random _random = new(seed);

    /// <summary>The questions of the shift, each with how long after the one before it comes.</summary>
    public IEnumerable<(PersonDetails Person, TimeSpan After, bool IsMatch)> Questions()
    {
        var population = new InventedPopulation(seed, registered: 1);
        var been = new List<PersonDetails>();
        var passed = TimeSpan.Zero;
        foreach (var visitor in population.RandomOutsiders(long.MaxValue).Select(query => query.Details))
        {
            foreach (var person in Party(visitor, been))
            {
                var after = TimeSpan.FromHours(-Math.Log(1 - _random.NextDouble()) / visitorsAnHour);
                passed += after;
                if (passed > TimeSpan.FromHours(hours))
                {
                    yield break;
                }

                been.Add(person);
                yield return (person, after, _random.NextDouble() < Matches);
                if (_random.NextDouble() < TypedAgain)
                {
                    passed += Correction;
                    yield return (With(person, person.FirstNames + "a", person.BirthDate), Correction, false);
                }
            }
        }
    }

    /// <summary>The kinds of signal that the shift raises, without a database.</summary>
    public IReadOnlyList<SignalKind> Signals()
    {
        var inbox = new RunInbox();
        var time = new Support.ManualTime(Support.TestDays.Now);
        var (runs, bursts, subjects) = (new RunWatch(inbox, time), new NoMatchBursts(), new RepeatedSubjects());
        var book = new SignalBook();
        var kinds = new HashSet<Signal>();
        var sightings = new List<Sighting>();
        var account = OpaqueId.Create();
        var subjectIds = new Dictionary<string, OpaqueId>(StringComparer.Ordinal);
        long seq = 0;
        foreach (var (person, after, isMatch) in Questions())
        {
            time.Advance(after);
            seq++;
            var outcome = isMatch ? QueryOutcome.Match : QueryOutcome.NoMatch;
            inbox.Offer(new LoggedQuery { Seq = seq, RecordedAt = time.GetUtcNow(), AccountId = account, ParticipantId = account }, person);
            runs.Turn();
            runs.TakeSightings(sightings);
            var key = $"{person.Surname}/{person.FirstNames}/{person.BirthDate}";
            if (!subjectIds.TryGetValue(key, out var subject))
            {
                subjectIds[key] = subject = OpaqueId.Create();
            }

            var row = new WatchedRow(seq, time.GetUtcNow().ToUnixTimeMilliseconds(), QueryPurpose.Gate, outcome, account, account, subject);
            sightings.AddRange(((Sighting?[])[bursts.Observe(row), subjects.Observe(row)]).OfType<Sighting>());
            sightings.ForEach(sighting => book.Note(sighting));
            sightings.Clear();
            kinds.UnionWith(book.Changed);
            book.Written();
        }

        return [.. kinds.Select(signal => signal.Kind)];
    }

    private IEnumerable<PersonDetails> Party(PersonDetails visitor, List<PersonDetails> been)
    {
        if (been.Count > 0 && _random.NextDouble() < ComesBack)
        {
            yield return been[_random.Next(been.Count)];
            yield break;
        }

        yield return visitor;
        if (_random.NextDouble() < Families)
        {
            // Parents first, then children by age, as a counter does.
            for (var member = 0; member < _random.Next(1, 5); member++)
            {
                var born = new DateOnly(1970, 1, 1).AddDays((member * 900) + _random.Next(3_000));
                Assert.True(BirthDate.TryParse(born.ToString("O", System.Globalization.CultureInfo.InvariantCulture), out var date));
                yield return With(visitor, $"Kind{member}", date);
            }
        }
    }

    private static PersonDetails With(PersonDetails person, string? firstNames, BirthDate birthDate) =>
        new() { Surname = person.Surname, Prefix = person.Prefix, FirstNames = firstNames, BirthDate = birthDate };
}
