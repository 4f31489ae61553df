using System.Runtime.InteropServices;

namespace Meldpunt.Service.Accuracy;

/// <summary>Counts results one by one, so that a run over millions of queries keeps none of them.</summary>
internal sealed class AccuracyTally
{
    /// <summary>Where true queries without any difference are counted.</summary>
    public const string NoDifference = "(geen)";

    /// <summary>Where outsiders of no known kind are counted.</summary>
    public const string NoKind = "(onbekend)";

    private readonly Dictionary<string, DifferenceCount> _differences = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DifferenceCount> _channels = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Kind, bool IsAmbiguous), OutsiderCount> _kinds = [];
    private readonly OutsiderCount[] _classes = new OutsiderCount[Enum.GetValues<OutsiderClass>().Length];

    public int Queries { get; private set; }

    public int Matches { get; private set; }

    public int Unlabelled { get; private set; }

    public int True { get; private set; }

    public int Found { get; private set; }

    public int FalseMatchesOfTrue { get; private set; }

    /// <summary>True queries by difference, the most frequent first.</summary>
    public IReadOnlyList<(string Name, DifferenceCount Count)> ByDifference => Sorted(_differences);

    /// <summary>True queries by channel, the most frequent first.</summary>
    public IReadOnlyList<(string Name, DifferenceCount Count)> ByChannel => Sorted(_channels);

    /// <summary>Outsiders by kind, the most frequent first.</summary>
    public IReadOnlyList<(string Name, bool IsAmbiguous, OutsiderCount Count)> ByOutsider =>
    [
        .. _kinds.Select(kind => (kind.Key.Kind, kind.Key.IsAmbiguous, kind.Value))
            .OrderByDescending(kind => kind.Value.Queries)
            .ThenBy(kind => kind.Kind, StringComparer.Ordinal)
            .ThenBy(kind => kind.IsAmbiguous),
    ];

    /// <summary>Outsiders of one class.</summary>
    public OutsiderCount Of(OutsiderClass outsiders) => _classes[(int)outsiders];

    /// <summary>Counts one result.</summary>
    public void Add(QueryResult result)
    {
        Queries++;
        Matches += result.Matched.Count > 0 ? 1 : 0;
        if (!result.Query.IsLabelled)
        {
            Unlabelled++;
        }
        else if (result.Query.Truth is not null)
        {
            AddTrue(result);
        }
        else
        {
            AddOutsider(result);
        }
    }

    private void AddTrue(QueryResult result)
    {
        var query = result.Query;
        var found = result.IsFound;
        True++;
        Found += found ? 1 : 0;
        FalseMatchesOfTrue += result.IsFalseMatch ? 1 : 0;
        foreach (var difference in query.Differences.DefaultIfEmpty(NoDifference))
        {
            Count(_differences, difference);
        }

        if (query.Channel is not null)
        {
            Count(_channels, query.Channel);
        }

        void Count(Dictionary<string, DifferenceCount> counts, string name)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, name, out _);
            count = new DifferenceCount(count.Queries + 1, count.Found + (found ? 1 : 0));
        }
    }

    private void AddOutsider(QueryResult result)
    {
        var query = result.Query;
        Count(ref _classes[(int)query.OutsiderClass]);
        Count(ref CollectionsMarshal.GetValueRefOrAddDefault(_kinds, (query.Kind ?? NoKind, query.IsAmbiguous), out _));

        void Count(ref OutsiderCount count) =>
            count = new OutsiderCount(count.Queries + 1, count.FalseMatches + (result.IsFalseMatch ? 1 : 0));
    }

    private static IReadOnlyList<(string Name, DifferenceCount Count)> Sorted(Dictionary<string, DifferenceCount> counts) =>
    [
        .. counts.Select(count => (count.Key, count.Value))
            .OrderByDescending(count => count.Value.Queries)
            .ThenBy(count => count.Key, StringComparer.Ordinal),
    ];
}
