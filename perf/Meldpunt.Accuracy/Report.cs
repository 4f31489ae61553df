using System.Globalization;

namespace Meldpunt.Accuracy;

/// <summary>Writes the counts as tables.</summary>
internal static class Report
{
    public static void Write(TextWriter output, StressOptions options, Tally tally)
    {
        Line(output, $"seed {options.Seed}, {options.Registered:N0} registered, strength {options.Strength}");
        Line(output, $"\nrecall {Share(tally.True.Found, tally.True.Asked)} ({tally.True.Found:N0} of {tally.True.Asked:N0}); with somebody else too or instead: {tally.TrueWithAnother:N0}");
        output.WriteLine("\n| outsiders | asked | matched with any record | rate [95 % Poisson] | with the record derived from | rate [95 % Poisson] |");
        output.WriteLine("|---|---|---|---|---|---|");
        WriteOutsiders(output, "**hard**", tally.Hard);
        WriteOutsiders(output, "**random**", tally.Random);
        WriteOutsiders(output, "**ambiguous**", tally.Ambiguous);
        foreach (var (kind, answer) in tally.PerKind.Where(pair => !string.Equals(pair.Key, Population.QueryKind.Random, StringComparison.Ordinal)))
        {
            WriteOutsiders(output, kind, answer);
        }

        output.WriteLine("\n| true queries with | asked | found | recall |");
        output.WriteLine("|---|---|---|---|");
        foreach (var (difference, (asked, found)) in tally.PerDifference)
        {
            Line(output, $"| {difference} | {asked:N0} | {found:N0} | {Share(found, asked)} |");
        }
    }

    private static void WriteOutsiders(TextWriter output, string name, (long Asked, long Any, long Related) answer) => Line(
        output,
        $"| {name} | {answer.Asked:N0} | {answer.Any:N0} | {PoissonInterval.Rate(answer.Any, answer.Asked)} | {answer.Related:N0} | {PoissonInterval.Rate(answer.Related, answer.Asked)} |");

    private static string Share(long part, long whole) => whole == 0 ? "-" : ((double)part / whole).ToString("0.0000", CultureInfo.InvariantCulture);

    private static void Line(TextWriter output, FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
