using Meldpunt.Index.Matching;

namespace Meldpunt.Service.Accuracy;

/// <summary>Writes the figures for people: aligned columns of plain text.</summary>
internal static class AccuracyTable
{
    private const int CellWidth = 12;
    private const int MinNameWidth = 34;

    public static void Write(TextWriter output, AccuracyReport report, int impossibleDates)
    {
        var names = report.ByDifference.Select(row => row.Name)
            .Concat(report.ByOutsider.Select(row => AccuracyTerms.Outsider(row.Name, row.IsAmbiguous)));
        var nameWidth = Math.Max(MinNameWidth, names.Select(name => name.Length).DefaultIfEmpty().Max() + 2);

        output.WriteLine(
            $"Regel {report.Rule}, sterkte {report.Strength.ToDutch()}: "
            + $"{DutchNumbers.Of(report.Queries)} bevragingen in een register van {DutchNumbers.Of(report.Registered)} personen.");
        if (impossibleDates > 0)
        {
            output.WriteLine($"{DutchNumbers.Of(impossibleDates)} geboortedatums bestaan niet en zijn gelezen als niet opgegeven.");
        }

        Totals();
        Outsiders();
        Differences("Per kanaal", report.ByChannel);
        Differences("Per verschil", report.ByDifference);
        Heading("Per bevraging, in het geheugen", "mediaan", "99 van 100");
        Row("microseconden", DutchNumbers.Of(report.MicrosecondsP50), DutchNumbers.Of(report.MicrosecondsP99));
        Row("sleutels per persoon", DutchNumbers.Of(report.KeysPerPerson));

        void Totals()
        {
            Heading("Bezoekers in het register", "aantal", "gevonden", "recall");
            Row("samen", DutchNumbers.Of(report.True), DutchNumbers.Of(report.Found), DutchNumbers.Percent(report.Recall));
            Heading("Valse matches", "aantal", "vals");
            Row("bezoekers in het register", DutchNumbers.Of(report.True), DutchNumbers.Of(report.FalseMatchesOfTrue));
            Outsider("buitenstaanders, hard", report.Hard);
            Outsider("buitenstaanders, willekeurig", report.Random);
            Outsider("buitenstaanders, ambigu", report.Ambiguous);
            Row("samen", DutchNumbers.Of(report.Queries - report.Unlabelled), DutchNumbers.Of(report.FalseMatches));
            Row("precisie", string.Empty, string.Empty, DutchNumbers.Percent(report.Precision));
            if (report.Unlabelled > 0)
            {
                Heading("Zonder bekend antwoord", "aantal", "match");
                Row("samen", DutchNumbers.Of(report.Unlabelled), DutchNumbers.Of(report.Matches));
            }
        }

        void Outsiders()
        {
            if (report.ByOutsider.Count > 0)
            {
                Heading("Per soort buitenstaander", "aantal", "vals");
            }

            foreach (var (name, isAmbiguous, count) in report.ByOutsider)
            {
                Outsider(AccuracyTerms.Outsider(name, isAmbiguous), count);
            }
        }

        void Differences(string heading, IReadOnlyList<(string Name, DifferenceCount Count)> rows)
        {
            if (rows.Count > 0)
            {
                Heading(heading, "aantal", "gevonden", "recall");
            }

            foreach (var (name, count) in rows)
            {
                Row(name, DutchNumbers.Of(count.Queries), DutchNumbers.Of(count.Found), DutchNumbers.Percent(count.Recall));
            }
        }

        void Outsider(string name, OutsiderCount count) => Row(name, DutchNumbers.Of(count.Queries), DutchNumbers.Of(count.FalseMatches));

        void Heading(string name, params string[] cells)
        {
            output.WriteLine();
            Line(name, cells);
        }

        void Row(string name, params string[] cells) => Line("  " + name, cells);

        void Line(string name, string[] cells) =>
            output.WriteLine(name.PadRight(nameWidth) + string.Concat(cells.Select(cell => cell.PadLeft(CellWidth))));
    }
}
