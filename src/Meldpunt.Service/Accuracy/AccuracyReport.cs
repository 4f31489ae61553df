using Meldpunt.Index.Matching;

namespace Meldpunt.Service.Accuracy;

/// <summary>The figures of one accuracy run. <c>docs/accuracy.md</c> says how each is counted.</summary>
public sealed class AccuracyReport
{
    /// <summary>Name and version of the rule that was run.</summary>
    public required string Rule { get; init; }

    public required MatchStrength Strength { get; init; }

    /// <summary>Persons in the register.</summary>
    public required int Registered { get; init; }

    public required int Queries { get; init; }

    /// <summary>Queries with any match, right or wrong.</summary>
    public required int Matches { get; init; }

    /// <summary>Queries of which the right answer is not known.</summary>
    public required int Unlabelled { get; init; }

    /// <summary>Queries of visitors who are in the register.</summary>
    public required int True { get; init; }

    /// <summary>Those of them for whom the right person was among the matches.</summary>
    public required int Found { get; init; }

    /// <summary>Queries of visitors in the register that (also) matched somebody else.</summary>
    public required int FalseMatchesOfTrue { get; init; }

    public required OutsiderCount Random { get; init; }

    public required OutsiderCount Hard { get; init; }

    public required OutsiderCount Ambiguous { get; init; }

    /// <summary>True queries by difference, the most frequent first; a query with several differences counts in each.</summary>
    public required IReadOnlyList<(string Name, DifferenceCount Count)> ByDifference { get; init; }

    /// <summary>True queries by how the data came to the gate, the most frequent first.</summary>
    public required IReadOnlyList<(string Name, DifferenceCount Count)> ByChannel { get; init; }

    /// <summary>Outsiders by kind, the most frequent first; the ambiguous of a kind apart.</summary>
    public required IReadOnlyList<(string Name, bool IsAmbiguous, OutsiderCount Count)> ByOutsider { get; init; }

    /// <summary>Keys that a registered person takes in the index, on average.</summary>
    public required double KeysPerPerson { get; init; }

    /// <summary>Half of the lookups took at most this many microseconds.</summary>
    public required double MicrosecondsP50 { get; init; }

    /// <summary>99 of 100 lookups took at most this many microseconds.</summary>
    public required double MicrosecondsP99 { get; init; }

    /// <summary>Share of the true visitors who were found; null when there are none.</summary>
    public double? Recall => True == 0 ? null : (double)Found / True;

    /// <summary>Found, of found and all queries with a false match; null when nothing could be judged, 0 when nobody was found.</summary>
    public double? Precision => (Queries - Unlabelled, Found) switch
    {
        (0, _) => null,
        (_, 0) => 0,
        _ => (double)Found / (Found + FalseMatches),
    };

    /// <summary>Queries with a false match, of outsiders and of true visitors.</summary>
    public int FalseMatches => FalseMatchesOfTrue + Random.FalseMatches + Hard.FalseMatches + Ambiguous.FalseMatches;
}
