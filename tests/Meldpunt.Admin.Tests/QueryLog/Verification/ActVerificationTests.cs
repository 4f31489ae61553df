using System.Security.Cryptography;
using System.Text;
using Dapper;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.QueryLog.Retention;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.QueryLog.Verification;
using Meldpunt.Admin.Tests.QueryLog.Retention;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Tests.QueryLog.Verification;

/// <summary>The verifier holds the text of every act to its sealed row.</summary>
public sealed class ActVerificationTests : IAsyncDisposable
{
    private readonly TestRegister _register = TestRegister.Create();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task A_log_with_acts_between_queries_is_in_order()
    {
        await FillAsync();

        var report = Verify();

        Assert.Empty(report.Findings);
        Assert.Equal((9, 9), (report.RowsChecked, report.SealedThrough));
    }

    [Theory]
    [InlineData("UPDATE administrative_act SET text = replace(text, 'bevestigd', 'afgekeurd') WHERE seq = 6", 6, "Rij 6 is een handeling met een andere tekst")]
    [InlineData("DELETE FROM administrative_act WHERE seq = 6", 6, "Rij 6 is een handeling waarvan de tekst ontbreekt")]
    [InlineData("UPDATE administrative_act SET text = (SELECT text FROM old WHERE old.seq = CASE administrative_act.seq WHEN 3 THEN 6 WHEN 6 THEN 3 ELSE administrative_act.seq END)", 3, "Rij 3 is een handeling met een andere tekst")]
    [InlineData("UPDATE administrative_act SET subject_id = zeroblob(16) WHERE seq = 6", 6, "onder een ander kenmerk")]
    [InlineData("UPDATE administrative_act SET participant_id = zeroblob(16) WHERE seq = 6", 6, "onder een ander kenmerk")]
    [InlineData("INSERT INTO administrative_act SELECT 4, subject_id, participant_id, text FROM administrative_act WHERE seq = 6", 4, "geen rij van die handeling")]
    [InlineData("UPDATE query_log SET row = CAST(substr(row, 1, 1) || x'01' || substr(row, 3) AS BLOB) WHERE seq = 6", 6, "is niet de rij die verzegeld is")]
    public async Task What_was_done_to_an_act_is_told_with_the_number_of_its_row(string sql, int row, string sentence)
    {
        await FillAsync();
        Tamper(sql);

        var report = Verify();

        Assert.Equal(row, report.Findings[0].Row);
        Assert.Contains(sentence, report.Findings[0].Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("Garage", string.Concat(report.Findings.Select(finding => finding.Sentence)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_text_of_an_act_goes_with_its_row_when_its_time_is_over_and_the_log_is_in_order_then()
    {
        await using var log = await AgedLog.CreateAsync(months: 1);
        await log.Log.House.Writer.WriteAsync(connection => log.Log.House.Acts.Append(
            connection, null, Caller.CommandLine, new Act(ActKinds.ParticipantChanged, OpaqueId.Create(), OpaqueId.Create())));
        await log.Log.SealAllAsync();
        for (var month = 1; month <= 25; month++)
        {
            log.Log.Time.Set(TestDays.Now.AddMonths(month));
            await log.Log.AskAsync(AgedLog.RowsAMonth);
            await log.Log.SealAllAsync();
        }

        Assert.Single(log.Log.Read<long>("SELECT seq FROM administrative_act"));
        RetentionReport report = await log.Retention.RunAsync();

        Assert.Equal(AgedLog.RowsAMonth + 1, report.Rows);
        Assert.Empty(log.Log.Read<long>("SELECT seq FROM administrative_act"));
        Assert.Empty(log.Verify().Findings);
    }

    [Theory]
    [InlineData("ander", "andere tekst")]
    [InlineData(null, "tekst ontbreekt")]
    public void The_check_of_a_text_needs_the_row_alone(string? text, string sentence)
    {
        var row = RowByHand.NoMatch(1, LogByHand.Start);
        row[1] = 4;
        SHA256.HashData("""{"v":1}"""u8).CopyTo(row, 322);

        Assert.Null(ActCheck.FaultIn(row, """{"v":1}"""u8));
        Assert.Contains(sentence, ActCheck.FaultIn(row, Encoding.UTF8.GetBytes(text ?? string.Empty)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, """{"v":1}""", null)]
    [InlineData(4, """{"v":2}""", "andere tekst")]
    [InlineData(4, null, "tekst ontbreekt")]
    [InlineData(1, """{"v":1}""", "geen handeling")]
    [InlineData(1, null, null)]
    public void A_line_of_an_export_has_the_text_of_its_act_and_no_other_line_has_one(byte purpose, string? text, string? sentence)
    {
        var row = RowByHand.NoMatch(1, LogByHand.Start);
        row[1] = purpose;
        SHA256.HashData("""{"v":1}"""u8).CopyTo(row, 322);
        var line = new ExportLine();

        Assert.True(line.TryRead(Encoding.UTF8.GetBytes(new System.Text.Json.Nodes.JsonObject { ["tekst"] = text, ["rij"] = Convert.ToBase64String(row) }.ToJsonString())));

        Assert.Equal(sentence is null, line.FaultInAct() is null);
        Assert.Contains(sentence ?? string.Empty, line.FaultInAct() ?? string.Empty, StringComparison.Ordinal);
    }

    // Rows 3 and 6 are acts.
    private async Task FillAsync()
    {
        using var sealer = LogSealer.Open(_register.Installation);
        var noord = await _register.JoinAsync("Garage Noord");
        for (var number = 0; number < 3; number++)
        {
            await _register.AppendAsync(noord);
            await _register.AppendAsync(noord);
            var kind = number == 2 ? ActKinds.EntryWithdrawn : ActKinds.EntryConfirmed;
            await _register.Installation.Writer.WriteAsync(connection => _register.Installation.Acts.Append(
                connection, null, noord.Desk, new Act(kind, OpaqueId.Create(), noord.Participant.Id)));
        }

        await sealer.SealAsync();
    }

    private void Tamper(string sql)
    {
        using var connection = _register.Installation.Database.Open();
        connection.Execute(
            """
            DROP TRIGGER query_log_is_append_only_1; DROP TRIGGER administrative_act_is_append_only_1; DROP TRIGGER administrative_act_is_append_only_2;
            CREATE TEMP TABLE old AS SELECT * FROM administrative_act;
            """);
        connection.Execute(sql);
    }

    private VerificationReport Verify() =>
        new LogVerifier(_register.Time).Verify(_register.Folder, new VerificationRequest(), TestContext.Current.CancellationToken);
}
