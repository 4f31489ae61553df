using Dapper;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.QueryLog.Verification;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Tests.QueryLog.Verification;

/// <summary>Logs that the program itself wrote and sealed.</summary>
public sealed class RealLogTests : IAsyncDisposable
{
    private readonly TestRegister _register = TestRegister.Create();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public void A_new_log_without_a_row_is_in_order()
    {
        var report = Verify();

        Assert.Empty(report.Findings);
        Assert.Equal((0, 0, null), (report.RowsChecked, report.SealedThrough, report.FirstRow));
    }

    [Fact]
    public async Task What_the_program_wrote_and_sealed_is_in_order_over_many_checkpoints_and_a_new_year()
    {
        await FillAsync(rounds: 12, rowsARound: 30);
        _register.Time.Set(TestDays.At(new DateOnly(2027, 1, 1), hour: 0, minute: 20));
        await FillAsync(rounds: 2, rowsARound: 7);

        var report = Verify();

        Assert.Empty(report.Findings);
        Assert.Equal((374, 374, 0), (report.RowsChecked, report.SealedThrough, report.Unsealed));
        Assert.Equal(14, report.Checkpoints);
    }

    [Fact]
    public async Task Refused_questions_among_matches_are_sealed_and_in_order()
    {
        await FillAsync(rounds: 1, rowsARound: 10);
        var garage = await _register.JoinAsync();
        await _register.Installation.QueryLog.AppendAsync(garage.Gate, new Draft().Person(), [], matchedCount: 0, QueryPurpose.Refused);
        await FillAsync(rounds: 1, rowsARound: 10);

        var report = Verify();

        Assert.Empty(report.Findings);
        Assert.Equal((21, 21), (report.RowsChecked, report.SealedThrough));
    }

    [Fact]
    public async Task Rows_that_wait_for_their_seal_are_counted_and_nothing_wrong()
    {
        await FillAsync(rounds: 1, rowsARound: 5);
        await AppendAsync(3);

        var report = Verify();

        Assert.Empty(report.Findings);
        Assert.Equal((5, 3), (report.SealedThrough, report.Unsealed));
    }

    [Fact]
    public async Task A_check_goes_on_while_the_log_grows()
    {
        await FillAsync(rounds: 2, rowsARound: 40);
        var first = Verify();
        await FillAsync(rounds: 3, rowsARound: 90);
        var second = Verify(first.State);
        await FillAsync(rounds: 1, rowsARound: 1);
        var third = Verify(second.State);

        Assert.Equal([0L, 0L, 0L], [first.FindingCount, second.FindingCount, third.FindingCount]);
        Assert.Equal([80L, 270L, 1L], [first.RowsChecked, second.RowsChecked, third.RowsChecked]);
        Assert.Equal(Verify().State!.Peaks.ToArray(), third.State!.Peaks.ToArray());
    }

    [Theory]
    [InlineData("UPDATE query_log SET row = CAST(substr(row, 1, 20) || randomblob(16) || substr(row, 37) AS BLOB) WHERE seq = 44", 44, "Rij 44 is niet de rij die verzegeld is")]
    [InlineData("DELETE FROM query_log WHERE seq = 44", 44, "Rij 44 ontbreekt")]
    [InlineData("DELETE FROM query_log WHERE seq > 78", 79, "De rijen 79 tot en met 80 ontbreken")]
    [InlineData("UPDATE log_tile SET hashes = zeroblob(length(hashes))", 1, "Rij 1 is niet de rij die verzegeld is")]
    [InlineData("UPDATE log_checkpoint SET note = replace(note, '40', '41') WHERE size = 40", null, "is niet getekend")]
    public async Task What_was_done_to_it_is_told(string sql, int? row, string sentence)
    {
        await FillAsync(rounds: 2, rowsARound: 40);
        Tamper(sql);

        var report = Verify();

        Assert.Equal(row, report.Findings[0].Row);
        Assert.Contains(sentence, report.Findings[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_can_be_checked_while_it_is_written_and_sealed()
    {
        await FillAsync(rounds: 1, rowsARound: 10);
        using var sealer = LogSealer.Open(_register.Installation);
        var garage = await _register.JoinAsync("Parkeergarage Zuid");
        var writing = Task.Run(async () =>
        {
            for (var number = 0; number < 300; number++)
            {
                await _register.AppendAsync(garage, new Draft().Person());
                await sealer.SealAsync();
            }
        }, TestContext.Current.CancellationToken);

        var checks = 0;
        for (VerifiedState? state = null; !writing.IsCompleted || checks < 3; checks++)
        {
            var report = Verify(checks % 2 == 0 ? null : state);
            Assert.Empty(report.Findings);
            state = report.State;
        }

        await writing;
        Assert.Equal(310, Verify().SealedThrough);
    }

    [Fact]
    public async Task The_verifier_tells_of_a_row_its_number_and_nothing_that_stands_in_it()
    {
        await FillAsync(rounds: 2, rowsARound: 20);
        var garage = await _register.JoinAsync("Garage Naamloos");
        await _register.AppendAsync(garage, new Draft().Person(), OpaqueId.Create());
        Tamper("UPDATE query_log SET row = CAST(substr(row, 1, 3) || x'01' || substr(row, 5) AS BLOB)");
        Tamper("DELETE FROM query_log WHERE seq IN (3, 7)");

        var report = Verify();

        var said = string.Join('\n', report.Findings.Select(finding => finding.Sentence));
        Assert.NotEmpty(said);
        string[] telling = ["match", "Garage", "Inrit", "poort", "veiligheid", "M-2026", garage.Gate.AccountId.ToString(), garage.Participant.Id.ToString()];
        Assert.All(telling, word => Assert.DoesNotContain(word, said, StringComparison.OrdinalIgnoreCase));
    }

    // In every round another minute, so that each leaves a checkpoint.
    private async Task FillAsync(int rounds, int rowsARound)
    {
        using var sealer = LogSealer.Open(_register.Installation);
        for (var round = 0; round < rounds; round++)
        {
            await AppendAsync(rowsARound);
            await sealer.SealAsync();
            _register.Time.Set(_register.Time.GetUtcNow().AddMinutes(1));
        }
    }

    private async Task AppendAsync(int rows)
    {
        var garage = await _register.JoinAsync($"Garage {OpaqueId.Create()}");
        for (var number = 0; number < rows; number++)
        {
            await _register.AppendAsync(garage, new Draft().Person(), number % 3 == 0 ? [OpaqueId.Create(), OpaqueId.Create()] : []);
        }
    }

    private void Tamper(string sql)
    {
        using var connection = _register.Installation.Database.Open();
        connection.Execute($"DROP TRIGGER IF EXISTS query_log_is_append_only_1; DROP TRIGGER IF EXISTS query_log_is_append_only_2; {sql}");
    }

    private VerificationReport Verify(VerifiedState? from = null) => new LogVerifier(_register.Time).Verify(
        _register.Folder, new VerificationRequest { From = from }, TestContext.Current.CancellationToken);
}
