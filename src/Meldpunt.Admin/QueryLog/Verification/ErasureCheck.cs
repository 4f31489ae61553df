using System.Globalization;

namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>The statements of what was erased (section 5): signed by the log's key, in order, and none of a row that was still within the retention period.</summary>
internal static class ErasureCheck
{
    private const int Lines = 5;

    /// <summary>Checks all statements, oldest first.</summary>
    /// <param name="statements">What is stored, in the order of the last row erased.</param>
    /// <param name="key">The log's key.</param>
    /// <param name="retentionMonths">How long rows are kept, in calendar months.</param>
    /// <param name="now">No decision can be of later.</param>
    /// <param name="findings">What is wrong with them.</param>
    /// <param name="choices">When the period was chosen, oldest first: a decision is held against what was in force when it was made. Null when it was never changed.</param>
    /// <returns>When the last of those that are right was decided; the earliest moment there is when there is none.</returns>
    public static DateTimeOffset Check(
        IEnumerable<StoredErasure> statements, VerifierKey key, long retentionMonths, DateTimeOffset now, Findings findings, IReadOnlyList<StoredRetention>? choices = null)
    {
        var (lastBefore, lastDecision) = (DateTimeOffset.MinValue, DateTimeOffset.MinValue);
        foreach (var statement in statements)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"De verklaring dat de rijen 1 tot en met {statement.LastSeq} gewist zijn");
            if (SignedText.Open(statement.Note, key) is not { } text)
            {
                findings.Add($"{name}, is niet getekend met de sleutel van dit logboek, of is daarna veranderd.");
            }
            else if (!TryRead(text, key.Name, out var lastSeq, out var before, out var decided) || lastSeq != statement.LastSeq)
            {
                findings.Add($"{name}, is niet van dit logboek, gaat over andere rijen of heeft een andere vorm.");
            }
            else if (MonthsAt(decided, retentionMonths, choices ?? []) is var months && !IsOldEnough(before, decided, months))
            {
                findings.Add($"{name}, is van voor het einde van de bewaartermijn van {months} maanden.");
            }
            else if (decided > now || before < lastBefore || decided < lastDecision)
            {
                findings.Add($"{name}, noemt een moment dat nog komt, of dat voor dat van een eerdere verklaring ligt.");
            }
            else
            {
                (lastBefore, lastDecision) = (before, decided);
            }
        }

        return lastDecision;
    }

    // A decision is written down in whole seconds, so within its second either of two periods may have been in force.
    private static long MonthsAt(DateTimeOffset decided, long now, IReadOnlyList<StoredRetention> choices)
    {
        const int MillisecondsInSecond = 1_000;
        var second = decided.ToUnixTimeMilliseconds();
        return Math.Min(InForce(second), InForce(second + MillisecondsInSecond));

        long InForce(long moment) =>
            choices.LastOrDefault(choice => choice.ChosenAt <= moment)?.Months ?? (choices.Count > 0 ? choices[0].MonthsBefore : now);
    }

    /// <summary>The last row that a statement says was erased; -1 when it says none. Whether the statement may be believed is another question.</summary>
    public static long LastSeqOf(string note)
    {
        var lines = note.Split('\n', 3);
        return lines.Length == 3 && long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var lastSeq) ? lastSeq : -1;
    }

    private static bool TryRead(string text, string origin, out long lastSeq, out DateTimeOffset before, out DateTimeOffset decided)
    {
        var lines = text.Split('\n');
        (lastSeq, before, decided) = (0, default, default);
        return lines.Length == Lines
            && string.Equals(lines[0], origin + LogFormat.ErasureSuffix, StringComparison.Ordinal)
            && long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out lastSeq)
            && string.Equals(lines[1], lastSeq.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            && TryReadMoment(lines[2], out before)
            && TryReadMoment(lines[3], out decided)
            && lines[4].Length == 0;
    }

    private static bool TryReadMoment(string line, out DateTimeOffset moment) => DateTimeOffset.TryParseExact(
        line, LogFormat.MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment);

    // The other way round, AddMonths could leave the years that there are.
    private static bool IsOldEnough(DateTimeOffset before, DateTimeOffset decided, long retentionMonths)
    {
        const int MonthsInAllYears = 9_999 * 12;
        var latest = decided.Year > 1 + (retentionMonths / 12) && retentionMonths is >= 0 and < MonthsInAllYears
            ? decided.AddMonths(-(int)retentionMonths)
            : DateTimeOffset.MinValue;
        return before <= latest;
    }
}
