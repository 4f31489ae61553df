using Meldpunt.Index.Matching;
using Meldpunt.Service.Accuracy;

namespace Meldpunt.Service.Tests.Accuracy;

/// <summary>How right and wrong answers are counted, on sets of which every number is known.</summary>
public sealed class CountingTests
{
    [Fact]
    public void Recall_and_precision_of_a_small_set_are_what_the_hand_counts()
    {
        // Two persons cannot be told apart; one is alone.
        RegisteredPerson[] register =
            [SmallPack.Registered("R1", "Zonderland"), SmallPack.Registered("R2", "Zonderland"), SmallPack.Registered("R3", "Quispel")];
        LabelledQuery[] queries =
        [
            Query("found", "Quispel", truth: "R3"),
            Query("found beside another", "Zonderland", truth: "R1"),
            Query("missed", "Brinkhuijsen", truth: "R3"),
            Query("missed, another instead", "Quispel", truth: "R1"),
            Query("outsider", "Abspoel", kind: "random"),
            Query("random, matches", "Quispel", kind: "random"),
            Query("hard, matches two", "Zonderland", kind: "twin"),
            Query("hard", "Abspoel", kind: "twin"),
            Query("ambiguous, matches", "Quispel", kind: "twin", isAmbiguous: true),
        ];

        var report = AccuracyRun.Run(register, queries);

        Assert.Equal((3, 9, 4, 2), (report.Registered, report.Queries, report.True, report.Found));
        Assert.Equal(0.5, report.Recall);
        Assert.Equal(2, report.FalseMatchesOfTrue);
        Assert.Equal(new OutsiderCount(2, 1), report.Random);
        Assert.Equal(new OutsiderCount(2, 1), report.Hard);
        Assert.Equal(new OutsiderCount(1, 1), report.Ambiguous);
        Assert.Equal(5, report.FalseMatches);
        Assert.Equal(2.0 / (2 + 5), report.Precision);
        Assert.Equal(6, report.Matches);
    }

    [Fact]
    public void A_query_counts_under_each_of_its_differences_and_under_its_channel()
    {
        LabelledQuery[] queries =
        [
            Query("a", "Zonderland", truth: "R1", differences: ["moved", "initial_only"], channel: "typed"),
            Query("b", "Abspoel", truth: "R1", differences: ["moved"], channel: "mrz"),
            Query("c", "Zonderland", truth: "R1", channel: "typed"),
            Query("an outsider's differences say nothing of recall", "Abspoel", kind: "random", differences: ["moved"], channel: "typed"),
        ];

        var report = AccuracyRun.Run([SmallPack.Registered("R1", "Zonderland")], queries);

        Assert.Equal(
            [("moved", new DifferenceCount(2, 1)), ("(geen)", new DifferenceCount(1, 1)), ("initial_only", new DifferenceCount(1, 1))],
            report.ByDifference);
        Assert.Equal([("typed", new DifferenceCount(2, 2)), ("mrz", new DifferenceCount(1, 0))], report.ByChannel);
    }

    [Fact]
    public void Outsiders_are_counted_by_kind_and_the_ambiguous_apart()
    {
        LabelledQuery[] queries =
        [
            Query("a", "Zonderland", kind: "twin"),
            Query("b", "Abspoel", kind: "twin"),
            Query("c", "Zonderland", kind: "twin", isAmbiguous: true),
            Query("nobody knows the kind", "Abspoel"),
        ];

        var report = AccuracyRun.Run([SmallPack.Registered("R1", "Zonderland")], queries);

        Assert.Equal(
            [("twin", false, new OutsiderCount(2, 1)), ("(onbekend)", false, new OutsiderCount(1, 0)), ("twin", true, new OutsiderCount(1, 1))],
            report.ByOutsider);
        Assert.Equal(new OutsiderCount(1, 0), report.Random);
    }

    [Fact]
    public void Queries_without_a_known_answer_are_only_counted_as_match_or_no_match()
    {
        LabelledQuery[] queries =
        [
            new() { Id = "a", Person = SmallPack.Person("Zonderland"), IsLabelled = false },
            new() { Id = "b", Person = SmallPack.Person("Abspoel"), IsLabelled = false },
        ];

        var report = AccuracyRun.Run([SmallPack.Registered("R1", "Zonderland")], queries);

        Assert.Equal((2, 2, 1), (report.Queries, report.Unlabelled, report.Matches));
        Assert.Equal((null, null, 0), (report.Recall, report.Precision, report.FalseMatches));
    }

    [Fact]
    public void Who_finds_nobody_has_precision_zero_and_who_was_asked_nothing_has_none()
    {
        var nobody = AccuracyRun.Run([SmallPack.Registered("R1", "Zonderland")], [Query("a", "Abspoel", truth: "R1")]);
        var nothing = AccuracyRun.Run([], []);

        Assert.Equal((0.0, 0.0), (nobody.Recall, nobody.Precision));
        Assert.Equal((null, null, 0.0), (nothing.Recall, nothing.Precision, nothing.MicrosecondsP99));
    }

    [Fact]
    public void Everybody_who_matches_is_seen_however_many_they_are()
    {
        var register = Enumerable.Range(0, 200).Select(number => SmallPack.Registered($"R{number}", "Zonderland")).ToArray();
        var seen = new List<QueryResult>();

        AccuracyRun.Run(register, [Query("a", "Zonderland", truth: "R7")], seen: seen.Add);

        var result = Assert.Single(seen);
        Assert.Equal(register.Select(person => person.Id).Order(), result.Matched.Select(person => person.Id).Order());
        Assert.True(result is { IsFound: true, IsMissed: false, IsFalseMatch: true });
    }

    [Theory]
    [InlineData(MatchStrength.Strict)]
    [InlineData(MatchStrength.Balanced)]
    [InlineData(MatchStrength.Lenient)]
    public void Every_strength_finds_who_is_typed_as_registered_and_more_queries_than_the_warm_up_takes(MatchStrength strength)
    {
        const int Queries = 2_500;
        var queries = Enumerable.Range(0, Queries).Select(number => Query($"Q{number}", "Zonderland", truth: "R1"));

        var report = AccuracyRun.Run([SmallPack.Registered("R1", "Zonderland")], queries, strength);

        Assert.Equal((Queries, Queries, strength), (report.Queries, report.Found, report.Strength));
        Assert.True(report.KeysPerPerson >= 1, "A person who can be found has a key.");
        Assert.InRange(report.MicrosecondsP50, 0.001, report.MicrosecondsP99);
    }

    [Fact]
    public void Percentiles_are_the_shortest_time_within_which_that_many_were_done()
    {
        var clock = new SteppedClock();
        var times = new LookupTimes(clock);
        foreach (var microseconds in Enumerable.Range(1, 200).Reverse())
        {
            var began = clock.GetTimestamp();
            clock.Advance(microseconds);
            times.AddSince(began);
        }

        Assert.Equal((100.0, 198.0, 200.0), (times.Microseconds(50), times.Microseconds(99), times.Microseconds(100)));
    }

    private static LabelledQuery Query(
        string id, string surname, string? truth = null, string? kind = null, bool isAmbiguous = false, string[]? differences = null, string? channel = null) => new()
        {
            Id = id,
            Person = SmallPack.Person(surname),
            Truth = truth,
            Kind = kind,
            IsAmbiguous = isAmbiguous,
            Differences = differences ?? [],
            Channel = channel,
        };

    private sealed class SteppedClock : TimeProvider
    {
        private long _microseconds;

        public override long TimestampFrequency => 1_000_000;

        public override long GetTimestamp() => _microseconds;

        public void Advance(long microseconds) => _microseconds += microseconds;
    }
}
