using Meldpunt.Population;

namespace Meldpunt.Accuracy;

/// <summary>Counts of answers. One for each thread, added up at the end.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<string, (long Asked, long Found)> _perDifference = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (long Asked, long Any, long Related)> _perKind = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, (long Asked, long Found)> PerDifference => _perDifference;

    public IReadOnlyDictionary<string, (long Asked, long Any, long Related)> PerKind => _perKind;

    public (long Asked, long Found) True { get; private set; }

    /// <summary>True queries answered with somebody else, alone or beside the right one.</summary>
    public long TrueWithAnother { get; private set; }

    public (long Asked, long Any, long Related) Hard { get; private set; }

    /// <summary>Made as hard ones and hidden by the typing, and those made ambiguous on purpose; similar twins are counted apart.</summary>
    public (long Asked, long Any, long Related) Ambiguous { get; private set; }

    public (long Asked, long Any, long Related) Random { get; private set; }

    public void Count(GeneratedQuery query, bool found, bool another)
    {
        if (query.Truth is not null)
        {
            True = (True.Asked + 1, True.Found + (found ? 1 : 0));
            TrueWithAnother += another ? 1 : 0;
            CountDifferences(query, found);
            return;
        }

        var answer = (Asked: 1L, Any: found || another ? 1L : 0, Related: found ? 1L : 0);
        var kind = query.SubKind is not null ? $"{query.Kind} {query.SubKind}" : query.Ambiguous ? $"ambiguous {query.Kind}" : query.Kind;
        _perKind[kind] = Sum(_perKind.GetValueOrDefault(kind), answer);
        if (query.SubKind is not null)
        {
            return;
        }

        if (query.Ambiguous)
        {
            Ambiguous = Sum(Ambiguous, answer);
        }
        else if (query.Related is null)
        {
            Random = Sum(Random, answer);
        }
        else
        {
            Hard = Sum(Hard, answer);
        }
    }

    public void Add(Tally other)
    {
        True = (True.Asked + other.True.Asked, True.Found + other.True.Found);
        TrueWithAnother += other.TrueWithAnother;
        Hard = Sum(Hard, other.Hard);
        Ambiguous = Sum(Ambiguous, other.Ambiguous);
        Random = Sum(Random, other.Random);
        foreach (var (kind, answer) in other._perKind)
        {
            _perKind[kind] = Sum(_perKind.GetValueOrDefault(kind), answer);
        }

        foreach (var (difference, counts) in other._perDifference)
        {
            CountDifference(difference, counts.Asked, counts.Found);
        }
    }

    private static (long Asked, long Any, long Related) Sum((long Asked, long Any, long Related) left, (long Asked, long Any, long Related) right) =>
        (left.Asked + right.Asked, left.Any + right.Any, left.Related + right.Related);

    private void CountDifferences(GeneratedQuery query, bool found)
    {
        CountDifference($"channel {query.Channel}", 1, found ? 1 : 0);
        // A field that is merely not given, and small letters for capitals, make no name harder to know.
        var active = query.Differences.Count(label => label is not (Difference.AddressMissing or Difference.BirthplaceMissing or Difference.PostcodeMissing or Difference.Mrz or Difference.Case));
        CountDifference(active switch
        {
            0 => "differences 0",
            1 => "differences 1",
            _ => "differences 2 or more",
        }, 1, found ? 1 : 0);
        foreach (var difference in query.Differences)
        {
            CountDifference(difference, 1, found ? 1 : 0);
        }
    }

    private void CountDifference(string difference, long asked, long found)
    {
        var before = _perDifference.GetValueOrDefault(difference);
        _perDifference[difference] = (before.Asked + asked, before.Found + found);
    }
}
