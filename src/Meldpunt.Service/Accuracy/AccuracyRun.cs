using Meldpunt.Index;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;

namespace Meldpunt.Service.Accuracy;

/// <summary>
/// Asks the real matcher every query of a list whose right answers are known, and counts. No server and no database; the index has a
/// random key of its own, so nothing that it holds means anything elsewhere.
/// </summary>
public sealed class AccuracyRun : IDisposable
{
    /// <summary>For so long the first queries are asked without being timed, so that what is measured is compiled code.</summary>
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromMilliseconds(300);

    /// <summary>How many queries the warm-up goes round with, and how often at most.</summary>
    private const int WarmUpQueries = 1_000, WarmUpRounds = 100;

    /// <summary>Room for this many matches of one query at first; a query that has more gets more.</summary>
    private const int UsualMatches = 64;

    // Entries match on every day here: terms are the register's business, not the matcher's.
    private static readonly DateOnly Today = new(2000, 1, 1);

    private readonly TimeProvider _time;
    private readonly MatchStrength _strength;
    private readonly SecretKey _indexKey = SecretKey.Create();
    private readonly PersonIndex _index;
    private readonly Dictionary<OpaqueId, RegisteredPerson> _register;
    private readonly LookupTimes _times;
    private readonly AccuracyTally _tally = new();
    private readonly double _keysPerPerson;
    private FoundEntry[] _found = new FoundEntry[UsualMatches];

    private AccuracyRun(IReadOnlyCollection<RegisteredPerson> register, MatchStrength strength, MatchRule rule, TimeProvider time)
    {
        _time = time;
        _strength = strength;
        _times = new LookupTimes(time);
        _register = new Dictionary<OpaqueId, RegisteredPerson>(register.Count);
        _index = new PersonIndex(_indexKey, Math.Max(1, register.Count), rule);
        var keys = 0L;
        foreach (var registered in register)
        {
            var id = OpaqueId.Create();
            _register.Add(id, registered);
            _index.Put(id, registered.Person, Today, Today);
            keys += _index.CountKeys(registered.Person);
        }

        _keysPerPerson = register.Count == 0 ? 0 : (double)keys / register.Count;
    }

    /// <summary>Asks every query and returns the figures.</summary>
    /// <param name="register">Who is registered; every id is different.</param>
    /// <param name="queries">What is asked. Read once and one by one, so that a generator can make as many as it likes.</param>
    /// <param name="strength">How much must agree for a match.</param>
    /// <param name="seen">Is shown every result in turn, if given.</param>
    /// <param name="time">Measures the lookups; the system's own, if not given.</param>
    /// <param name="rule">Decides, in place of the rule in that strength.</param>
    public static AccuracyReport Run(
        IEnumerable<RegisteredPerson> register,
        IEnumerable<LabelledQuery> queries,
        MatchStrength strength = MatchStrength.Balanced,
        Action<QueryResult>? seen = null,
        TimeProvider? time = null,
        MatchRule? rule = null)
    {
        ArgumentNullException.ThrowIfNull(queries);
        using var run = new AccuracyRun([.. register], strength, rule ?? MatchRule.Of(strength), time ?? TimeProvider.System);
        var first = new List<LabelledQuery>(WarmUpQueries);
        using var rest = queries.GetEnumerator();
        while (first.Count < WarmUpQueries && rest.MoveNext())
        {
            first.Add(rest.Current);
        }

        run.WarmUp(first);
        foreach (var query in first)
        {
            run.Ask(query, seen);
        }

        while (rest.MoveNext())
        {
            run.Ask(rest.Current, seen);
        }

        return run.Report();
    }

    public void Dispose()
    {
        _index.Dispose();
        _indexKey.Dispose();
    }

    private void WarmUp(List<LabelledQuery> queries)
    {
        var began = _time.GetTimestamp();
        for (var round = 0; round < WarmUpRounds && _time.GetElapsedTime(began) < WarmUpTime; round++)
        {
            foreach (var query in queries)
            {
                _index.Find(query.Person, Today, _found);
            }
        }
    }

    private void Ask(LabelledQuery query, Action<QueryResult>? seen)
    {
        var began = _time.GetTimestamp();
        var count = _index.Find(query.Person, Today, _found);
        _times.AddSince(began);

        var result = new QueryResult(query, count == 0 ? [] : Matched(query.Person, count));
        _tally.Add(result);
        seen?.Invoke(result);
    }

    private RegisteredPerson[] Matched(PersonDetails person, int count)
    {
        if (count > _found.Length)
        {
            _found = new FoundEntry[count];
            _index.Find(person, Today, _found);
        }

        return Array.ConvertAll(_found[..count], found => _register[found.Id]);
    }

    private AccuracyReport Report() => new()
    {
        Rule = _index.Rule.Version,
        Strength = _strength,
        Registered = _register.Count,
        Queries = _tally.Queries,
        Matches = _tally.Matches,
        Unlabelled = _tally.Unlabelled,
        True = _tally.True,
        Found = _tally.Found,
        FalseMatchesOfTrue = _tally.FalseMatchesOfTrue,
        Random = _tally.Of(OutsiderClass.Random),
        Hard = _tally.Of(OutsiderClass.Hard),
        Ambiguous = _tally.Of(OutsiderClass.Ambiguous),
        ByDifference = _tally.ByDifference,
        ByChannel = _tally.ByChannel,
        ByOutsider = _tally.ByOutsider,
        KeysPerPerson = _keysPerPerson,
        MicrosecondsP50 = _times.Microseconds(50),
        MicrosecondsP99 = _times.Microseconds(99),
    };
}
