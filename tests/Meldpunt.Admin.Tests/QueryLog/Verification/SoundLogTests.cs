using Meldpunt.Admin.QueryLog.Verification;

namespace Meldpunt.Admin.Tests.QueryLog.Verification;

/// <summary>Logs in which nothing is wrong, made by hand from the specification.</summary>
public sealed class SoundLogTests
{
    private const string Decided = "2029-06-01T00:00:00Z";
    private const string OldEnough = "2027-06-01T00:00:00Z";

    [Fact]
    public void A_log_made_from_the_specification_is_in_order()
    {
        using var log = new LogByHand();

        var report = log.Verify();

        Assert.Empty(report.Findings);
        Assert.True(report.IsInOrder);
        Assert.Equal((1, 600, 600, 590, 10, 5), (report.FirstRow, report.LastRow, report.RowsChecked, report.SealedThrough, report.Unsealed, report.Checkpoints));
        Assert.Equal((LogByHand.Start.AddMinutes(1), LogByHand.Start.AddMinutes(600)), (report.FirstMoment, report.LastMoment));
        Assert.Equal(590, report.SecondPlaceSize);
        Assert.Equal(Convert.ToHexStringLower(log.Key.Id), report.KeyId);
    }

    [Fact]
    public void A_log_in_which_questions_were_refused_is_in_order_and_its_references_go_on_past_them()
    {
        // Every fifth is a match, and every fourth of the others was refused.
        using var log = new LogByHand(rows: 600, seq => seq % 5 != 0 && seq % 4 == 0 ? RowByHand.Refused(seq, LogByHand.Start.AddMinutes(seq)) : LogByHand.Row(seq));

        var report = log.Verify();

        Assert.Empty(report.Findings);
        Assert.Equal((600, 590), (report.RowsChecked, report.SealedThrough));
    }

    [Fact]
    public void Every_size_around_the_edges_of_tiles_is_in_order()
    {
        foreach (var rows in (int[])[1, 2, 9, 10, 255, 256, 257, 299, 300, 301])
        {
            using var log = new LogByHand(rows);

            Assert.Empty(log.Verify().Findings);
        }
    }

    [Fact]
    public void References_begin_at_one_in_every_year_of_the_Netherlands()
    {
        // The third row is of half an hour before the new year in UTC, and of half an hour after it in the Netherlands.
        var newYear = new DateTimeOffset(2026, 12, 31, 22, 30, 0, TimeSpan.Zero);
        using var log = new LogByHand(rows: 4, seq => seq switch
        {
            1 => RowByHand.Match(seq, newYear, reference: 1, year: 2026),
            2 => RowByHand.Match(seq, newYear.AddMinutes(10), reference: 2, year: 2026),
            3 => RowByHand.Match(seq, newYear.AddHours(1), reference: 1, year: 2027),
            _ => RowByHand.Match(seq, newYear.AddHours(3), reference: 2, year: 2027),
        });

        Assert.Empty(log.Verify().Findings);
    }

    [Fact]
    public void Of_erased_rows_the_seal_is_checked_and_how_far_they_went_is_told()
    {
        using var log = new LogByHand();
        log.Erase(lastSeq: 300, OldEnough, Decided);

        var report = log.Verify();

        Assert.Empty(report.Findings);
        Assert.Equal((300, 301, 300), (report.ErasedThrough, report.FirstRow, report.RowsChecked));
    }

    [Fact]
    public void All_sealed_rows_may_be_erased_and_the_log_goes_on()
    {
        using var log = new LogByHand();
        log.Erase(lastSeq: LogByHand.Sealed, OldEnough, Decided);

        Assert.Empty(log.Verify().Findings);
    }

    [Fact]
    public void Signatures_of_witnesses_below_a_checkpoint_are_nothing_wrong()
    {
        using var log = new LogByHand();
        var note = log.Read<string>("SELECT note FROM log_checkpoint WHERE size = 300");
        log.Execute("UPDATE log_checkpoint SET note = @note WHERE size = 300", new { note = note + $"— getuige.example {Convert.ToBase64String(new byte[76])}\n" });

        Assert.Empty(log.Verify().Findings);
    }

    [Fact]
    public void A_checkpoint_that_a_participant_kept_is_found_in_the_log()
    {
        using var log = new LogByHand();
        var kept = log.Key.Checkpoint(123, TreeByHand.Root(log.Leaves(123)));

        var report = log.Verify(kept);

        Assert.Empty(report.Findings);
        Assert.Equal(123, report.KeptSize);
    }

    [Fact]
    public void A_second_place_that_knows_more_than_the_last_sealing_in_the_database_is_right_when_the_rows_are_there()
    {
        using var log = new LogByHand();
        File.WriteAllText(log.SecondPlace, log.Key.Checkpoint(595, TreeByHand.Root(log.Leaves(595))));

        var report = log.Verify();

        Assert.Empty(report.Findings);
        Assert.Equal((595, 5), (report.SealedThrough, report.Unsealed));
    }

    [Fact]
    public void A_copy_without_keys_is_checked_with_the_key_from_outside_and_tells_that_it_saw_no_second_place()
    {
        using var log = new LogByHand();
        Directory.Delete(log.Keys, recursive: true);

        var report = log.Verify();

        Assert.Empty(report.Findings);
        Assert.Null(report.SecondPlaceSize);
        Assert.Throws<VerificationException>(() => log.VerifyWith(new VerificationRequest()));
    }

    [Fact]
    public void A_check_can_go_on_where_an_earlier_one_ended()
    {
        using var log = new LogByHand(rows: 300);
        var earlier = log.Verify().State;
        Assert.Equal(300, earlier!.Size);
        using var longer = new LogByHand();

        var report = longer.Verify(kept: longer.Key.Checkpoint(123, TreeByHand.Root(longer.Leaves(123))), from: earlier);

        Assert.Empty(report.Findings);
        Assert.Equal((300, 300, 590), (report.VerifiedBefore, report.RowsChecked, report.State!.Size));
        var whole = longer.Verify().State!;
        Assert.Equal(whole.Peaks.ToArray(), report.State.Peaks.ToArray());
        Assert.Equal((whole.LastTime, whole.ReferenceYear, whole.ReferenceNumber), (report.State.LastTime, report.State.ReferenceYear, report.State.ReferenceNumber));
    }

    [Fact]
    public void The_key_beside_the_log_will_do_and_the_report_says_where_it_came_from()
    {
        using var log = new LogByHand();

        Assert.False(log.VerifyWith(new VerificationRequest()).KeyIsFromOutside);
        Assert.True(log.Verify().KeyIsFromOutside);
        Assert.Equal(log.Key.VerifierKey, LogVerifier.ReadVerifierKey(log.Folder));
    }

    [Fact]
    public void Somebody_who_waits_hears_how_far_it_is_and_can_break_it_off()
    {
        using var log = new LogByHand();
        var told = new List<(long Done, long All)>();

        log.VerifyWith(new VerificationRequest { Progress = (done, all) => told.Add((done, all)) });

        Assert.Equal((600, 600), told[^1]);
        log.Erase(lastSeq: 300, OldEnough, Decided);
        Assert.Throws<OperationCanceledException>(() => new LogVerifier(TimeProvider.System).Verify(log.Folder, new VerificationRequest(), new CancellationToken(canceled: true)));
    }
}
