namespace Meldpunt.Benchmarks;

/// <summary>Times of one kind of answer, and how they differ from those of another.</summary>
internal sealed class Sample(string name, int capacity)
{
    private readonly HashSet<int> _sizes = [];

    public List<double> Times { get; } = new(capacity);

    /// <summary>Welch's t: how many standard errors the means lie apart.</summary>
    public static double Welch(IReadOnlyCollection<double> left, IReadOnlyCollection<double> right) =>
        (left.Average() - right.Average()) / Math.Sqrt((Variance(left) / left.Count) + (Variance(right) / right.Count));

    /// <summary>The same without the slow tail, which is the disk's and the scheduler's; the cut is one for both, at this share of all.</summary>
    public static double WelchBelow(IReadOnlyCollection<double> left, IReadOnlyCollection<double> right, double share)
    {
        var cut = At([.. left.Concat(right).Order()], share);
        return Welch([.. left.Where(time => time < cut)], [.. right.Where(time => time < cut)]);
    }

    /// <summary>Mann and Whitney: how far the ranks lie apart, in standard deviations. Asks nothing of the shape of the times.</summary>
    public static double MannWhitney(IReadOnlyCollection<double> left, IReadOnlyCollection<double> right)
    {
        var ranks = 0.0;
        var place = 0;
        foreach (var group in left.Select(time => (time, isLeft: true)).Concat(right.Select(time => (time, isLeft: false))).GroupBy(pair => pair.time).OrderBy(group => group.Key))
        {
            var count = group.Count();
            ranks += group.Count(pair => pair.isLeft) * (place + ((count + 1) / 2.0));
            place += count;
        }

        var (n, m) = ((double)left.Count, (double)right.Count);
        var u = ranks - (n * (n + 1) / 2);
        return (u - (n * m / 2)) / Math.Sqrt(n * m * (n + m + 1) / 12);
    }

    public void Add(double microseconds, int bytes)
    {
        Times.Add(microseconds);
        _sizes.Add(bytes);
    }

    /// <summary>A line of a table.</summary>
    public string Line()
    {
        double[] sorted = [.. Times.Order()];
        return FormattableString.Invariant(
            $"| {name} | {Times.Count:N0} | {string.Join(", ", _sizes.Order())} | {Times.Average():0.0} us | {At(sorted, 0.5):0.0} us | {At(sorted, 0.9):0.0} us | {At(sorted, 0.99):0.0} us |");
    }

    private static double At(double[] sorted, double share) => sorted[(int)((sorted.Length - 1) * share)];

    private static double Variance(IReadOnlyCollection<double> times)
    {
        var mean = times.Average();
        return times.Sum(time => (time - mean) * (time - mean)) / (times.Count - 1);
    }
}
