using Meldpunt.Admin.QueryLog.Verification;

namespace Meldpunt.Admin.Tests.QueryLog.Verification;

/// <summary>Logs that hang together in themselves: sealed anew, turned back, or sealed with something wrong in them.</summary>
public sealed class ForgedLogTests
{
    private static readonly KeyByHand Stranger = new(LogByHand.Origin, number: 99);

    [Fact]
    public void Who_replaces_the_key_beside_the_log_as_well_is_seen_by_whoever_brought_the_key_or_a_checkpoint()
    {
        using var log = new LogByHand();
        var kept = log.Key.Checkpoint(300, log.RootAt(300));
        SealAnew(log, Stranger);
        log.Execute("UPDATE log_identity SET vkey = @VerifierKey", new { Stranger.VerifierKey });

        Assert.True(log.VerifyWith(new VerificationRequest()).IsInOrder);
        Assert.False(log.Verify().IsInOrder);
        Assert.Equal(
            ["Het bewaarde checkpoint is niet getekend met de sleutel van dit logboek."],
            log.VerifyWith(new VerificationRequest { KeptCheckpoint = kept }).Findings.Select(finding => finding.Sentence));
    }

    [Fact]
    public void Who_can_sign_is_seen_by_whoever_kept_a_checkpoint()
    {
        using var log = new LogByHand();
        var before = log.Key.Checkpoint(300, log.RootAt(300));
        var later = log.Key.Checkpoint(610, log.RootAt(600));
        SealAnew(log, log.Key);

        Assert.True(log.Verify().IsInOrder);
        Assert.True(log.Verify(before).IsInOrder, "before the row that was replaced nothing changed");
        Assert.Equal(["Het logboek is teruggedraaid of gesplitst: het bewaarde checkpoint over 610 rijen staat er niet in."], Sentences(log.Verify(later)));
    }

    [Fact]
    public void An_older_copy_of_the_whole_database_is_behind_the_second_place()
    {
        using var log = new LogByHand();
        using var older = new LogByHand(rows: 300);
        File.Copy(log.SecondPlace, older.SecondPlace, overwrite: true);

        Assert.Equal(["Het logboek is teruggedraaid: de tweede plaats kent 590 verzegelde rijen, de database 300."], Sentences(older.Verify()));
    }

    [Fact]
    public void An_older_copy_of_database_and_second_place_is_behind_a_checkpoint_that_was_kept()
    {
        using var log = new LogByHand();
        using var older = new LogByHand(rows: 300);
        var kept = File.ReadAllText(log.SecondPlace);

        Assert.Empty(older.Verify().Findings);
        Assert.Equal(["Het logboek is teruggedraaid of gesplitst: het bewaarde checkpoint over 590 rijen staat er niet in."], Sentences(older.Verify(kept)));
    }

    [Fact]
    public void An_older_copy_is_behind_what_an_earlier_check_saw()
    {
        using var log = new LogByHand();
        using var older = new LogByHand(rows: 300);

        var report = older.Verify(from: log.Verify().State);

        Assert.Contains("Het logboek is teruggedraaid: eerder waren 590 rijen verzegeld en in orde, nu 300.", Sentences(report));
    }

    [Fact]
    public void Tiles_that_changed_behind_an_earlier_check_are_seen_by_the_next()
    {
        using var log = new LogByHand(rows: 300);
        var state = log.Verify().State;
        log.Execute("UPDATE log_tile SET hashes = zeroblob(length(hashes)) WHERE id = 1");

        Assert.Contains("De tegels over de rijen die eerder in orde waren, zijn veranderd.", Sentences(log.Verify(from: state)));
    }

    [Theory]
    [InlineData("time that runs backwards", "is van een eerder tijdstip dan de rij ervoor")]
    [InlineData("a match without a reference", "uitkomst, aantal en referentie")]
    [InlineData("a reference without a match", "uitkomst, aantal en referentie")]
    [InlineData("a reference of another year", "van een ander jaar")]
    [InlineData("a reference left out", "sluit met haar referentie niet aan")]
    [InlineData("a reference used twice", "sluit met haar referentie niet aan")]
    [InlineData("an entry without an id", "aantal en plaatsen")]
    [InlineData("an id too many", "aantal en plaatsen")]
    [InlineData("an agreement too many", "aantal en plaatsen")]
    [InlineData("a refused question with a match", "is geweigerd en noemt toch een match")]
    [InlineData("a refused question with a match and no reference", "is geweigerd en noemt toch een match")]
    [InlineData("a refused question with matched ids", "aantal en plaatsen")]
    [InlineData("a refused question with an agreement", "aantal en plaatsen")]
    [InlineData("a refused question with a count", "uitkomst, aantal en referentie")]
    [InlineData("a refused question with a reference", "uitkomst, aantal en referentie")]
    [InlineData("a purpose that there is not", "doel dat niet bestaat")]
    [InlineData("a month that there is not", "maand die niet bestaat")]
    [InlineData("a moment that there is not", "tijdstip dat niet bestaat")]
    [InlineData("a rule that is no text", "geen tekst")]
    public void A_row_that_is_wrong_in_itself_is_named_although_it_was_sealed_so(string what, string sentence)
    {
        using var log = new LogByHand(rows: 10, seq => seq == 10 ? Wrong(what) : LogByHand.Row(seq));

        var report = log.Verify();

        Assert.Equal((10L, 1L), (report.Findings[0].Row, report.FindingCount));
        Assert.Contains(sentence, report.Findings[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_is_broken_all_over_is_told_of_in_a_few_sentences_and_a_number()
    {
        using var log = new LogByHand();
        log.Execute("UPDATE query_log SET row = zeroblob(386)");

        var report = log.Verify();

        Assert.Equal((20, 600), (report.Findings.Count, report.FindingCount));
        Assert.Equal(1, report.Findings[0].Row);
    }

    private static byte[] Wrong(string what) => what.StartsWith("a refused question", StringComparison.Ordinal) ? WrongRefusal(what) : WrongMatch(what);

    private static byte[] WrongRefusal(string what)
    {
        var time = LogByHand.Start.AddMinutes(10);
        var (row, match) = (RowByHand.Refused(10, time), RowByHand.Match(10, time, reference: 2, count: 1));
        switch (what)
        {
            case "a refused question with a match":
                match[1] = row[1];
                return match;
            case "a refused question with a match and no reference":
                match[1] = row[1];
                match.AsSpan(116, 6).Clear();
                return match;
            case "a refused question with matched ids":
                match.AsSpan(126, 16).CopyTo(row.AsSpan(126));
                break;
            case "a refused question with an agreement":
                row[254] = 1;
                break;
            case "a refused question with a count":
                row[125] = 1;
                break;
            default:
                match.AsSpan(116, 6).CopyTo(row.AsSpan(116));
                break;
        }

        return row;
    }

    private static byte[] WrongMatch(string what)
    {
        var time = LogByHand.Start.AddMinutes(10);
        var row = RowByHand.Match(10, what.Contains("backwards", StringComparison.Ordinal) ? time.AddMinutes(-2) : time, reference: 2, count: 1);
        switch (what)
        {
            case "a match without a reference":
                row.AsSpan(116, 6).Clear();
                break;
            case "a reference without a match":
                row[2] = 0;
                break;
            case "a reference of another year":
                row[117]++;
                break;
            case "a reference left out":
                row[121] = 3;
                break;
            case "a reference used twice":
                row[121] = 1;
                break;
            case "an entry without an id":
                row.AsSpan(126, 16).Clear();
                break;
            case "an id too many":
                row[126 + 16] = 1;
                break;
            case "an agreement too many":
                row[254 + 4] = 1;
                break;
            case "a purpose that there is not":
                row[1] = 9;
                break;
            case "a month that there is not":
                row[288] = 13;
                break;
            case "a moment that there is not":
                row[12] = 0xFF;
                break;
            case "a rule that is no text":
                row[290 + 31] = (byte)'x';
                break;
        }

        return row;
    }

    // Another row 304, its leaf, every tile, every checkpoint and the second place: all that the specification asks, by whoever has a key.
    internal static void SealAnew(LogByHand log, KeyByHand key)
    {
        log.Rows[303] = RowByHand.NoMatch(304, LogByHand.Start.AddMinutes(304).AddSeconds(1));
        log.Change(304, row => log.Rows[303].CopyTo(row, 0));
        log.Seal(log.Rows, key);
    }

    private static IEnumerable<string> Sentences(VerificationReport report) => report.Findings.Select(finding => finding.Sentence);
}
