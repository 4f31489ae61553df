using System.Security.Cryptography;
using System.Text;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Tests.Acts;

public sealed class ActLogTests : IAsyncDisposable
{
    private readonly TestRegister _register = TestRegister.Create();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task An_act_has_a_row_that_says_who_and_when_and_holds_the_hash_of_its_text()
    {
        var noord = await _register.JoinAsync();
        var subject = OpaqueId.Create();

        var row = await AppendAsync(noord, new Act(ActKinds.EntryConfirmed, subject, noord.Participant.Id, Details(("door", "tweeOfficieren"))));

        Assert.Equal(QueryPurpose.Administration, row.Purpose);
        Assert.Equal((noord.Desk.AccountId, noord.Participant.Id, noord.Desk.TerminalId), (row.AccountId, row.ParticipantId, row.TerminalId));
        Assert.Equal((TestDays.Now, QueryOutcome.NoMatch, (string?)null), (row.RecordedAt, row.Outcome, row.Reference));
        var text = _register.Read<string>($"SELECT text FROM administrative_act WHERE seq = {row.Seq}").Single();
        Assert.Equal(
            $$$"""{"v":1,"handeling":"registratie.bevestigd","betreft":"{{{subject}}}","deelnemer":"{{{noord.Participant.Id}}}","gegevens":{"door":"tweeOfficieren"}}""",
            text);
        var bytes = _register.Read<byte[]>($"SELECT row FROM query_log WHERE seq = {row.Seq}").Single();
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(text)), bytes.AsSpan(LogFormat.SubjectAt, LogFormat.HashBytes).ToArray());
    }

    [Fact]
    public void The_text_of_an_act_is_one_line_in_order_whatever_stands_in_it_and_can_be_read_back()
    {
        var act = new Act(
            ActKinds.ParticipantExcluded, OpaqueId.Create(), OpaqueId.Create(), Details(("reden", "betaalt \"niet\"\nen café 🚗"), ("gegevens", "wissen"), ("leeg", "")));

        var text = act.ToText();
        var read = Act.Parse(text);

        Assert.DoesNotContain('\n', text);
        Assert.EndsWith("""
            "gegevens":{"gegevens":"wissen","reden":"betaalt \"niet\"\nen café 🚗"}}
            """, text.Replace("\\uD83D\\uDE97", "🚗", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal((act.Kind, act.SubjectId, act.ParticipantId), (read.Kind, read.SubjectId, read.ParticipantId));
        Assert.Equal(act.Details, read.Details);
        Assert.Equal(text, read.ToText());
    }

    [Fact]
    public async Task An_act_whose_change_fails_leaves_no_text_no_row_and_no_hole()
    {
        var noord = await _register.JoinAsync();
        var before = await _register.AppendAsync(noord);
        var act = new Act(ActKinds.EntryConfirmed, OpaqueId.Create(), noord.Participant.Id);
        long taken = 0;

        // The three may share a commit: the writer is held until all of them wait.
        using var held = new ManualResetEventSlim();
        var hold = _register.Installation.Writer.WriteAsync(_ => held.Wait(TimeSpan.FromSeconds(30)));
        var failing = _register.Installation.Writer.WriteAsync<long>(connection =>
        {
            taken = _register.Installation.Acts.Append(connection, null, noord.Desk, act).Seq;
            throw new InvalidOperationException("refused");
        });
        var next = _register.AppendAsync(noord);
        var last = AppendAsync(noord, act);
        held.Set();
        await hold;

        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        Assert.Equal(before.Seq + 1, taken);
        Assert.Equal(before.Seq + 1, (await next).Seq);
        Assert.Equal(before.Seq + 2, (await last).Seq);
        var seqs = _register.Read<long>("SELECT seq FROM query_log ORDER BY seq");
        Assert.Equal(Enumerable.Range(1, seqs.Count).Select(seq => (long)seq), seqs);
        Assert.Equal([(await last).Seq], _register.Read<long>($"SELECT seq FROM administrative_act WHERE seq > {before.Seq}"));
    }

    [Fact]
    public async Task The_number_of_an_act_that_failed_is_given_again_also_when_nothing_followed_in_its_batch()
    {
        var noord = await _register.JoinAsync();
        var before = await _register.AppendAsync(noord);
        var act = new Act(ActKinds.EntryConfirmed, OpaqueId.Create(), noord.Participant.Id);

        for (var time = 0; time < 3; time++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => _register.Installation.Writer.WriteAsync<long>(connection =>
            {
                _register.Installation.Acts.Append(connection, null, noord.Desk, act);
                throw new InvalidOperationException("refused");
            }));
        }

        Assert.Equal(before.Seq + 1, (await AppendAsync(noord, act)).Seq);
        Assert.Equal(before.Seq + 2, (await _register.AppendAsync(noord)).Seq);
    }

    [Theory]
    [InlineData("UPDATE administrative_act SET text = '{}'")]
    [InlineData("DELETE FROM administrative_act")]
    public async Task The_text_of_an_act_is_not_changed_and_not_taken_away(string sql)
    {
        var noord = await _register.JoinAsync();
        await AppendAsync(noord, new Act(ActKinds.EntryConfirmed, OpaqueId.Create(), noord.Participant.Id));

        var refused = Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => _register.Read<int>(sql));

        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
    }

    private Task<LoggedQuery> AppendAsync(Garage garage, Act act) =>
        _register.Installation.Writer.WriteAsync(connection => _register.Installation.Acts.Append(connection, null, garage.Desk, act));

    private static IEnumerable<KeyValuePair<string, string?>> Details(params (string Name, string Value)[] details) =>
        details.Select(detail => KeyValuePair.Create(detail.Name, (string?)detail.Value));
}
