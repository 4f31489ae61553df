using Dapper;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.FollowUps;

/// <summary>What a desk's page and the one writer read often is found by an index, however many cases and messages there are.</summary>
public sealed class FollowUpPlanTests : IAsyncDisposable
{
    private readonly TestRegister _register = TestRegister.Create();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Theory]
    [InlineData("SELECT * FROM follow_up WHERE asker_id = @id AND state IN (1, 2, 3)", "follow_up_open_of_asker")]
    [InlineData("SELECT * FROM follow_up WHERE source_id = @id AND asker_id <> @id AND state IN (1, 2, 3)", "follow_up_open_of_source")]
    [InlineData("SELECT * FROM follow_up WHERE entry_id = @id AND state IN (1, 2, 3)", "follow_up_open")]
    [InlineData("SELECT count(*) FROM message WHERE participant_id = @id AND location_id IS NULL AND kind = 9 AND seen_at IS NULL", "message_unseen")]
    [InlineData("SELECT 1 FROM message WHERE act_seq = 17 AND entry_id = @id AND participant_id = @id", "message_of_act (act_seq=? AND entry_id=? AND participant_id=?)")]
    public void The_question_goes_by_its_index(string question, string index)
    {
        using var connection = _register.Installation.Database.Open();

        var plan = connection.Query<(int Id, int Parent, int NotUsed, string Detail)>("EXPLAIN QUERY PLAN " + question, new { id = new byte[16] }).Select(step => step.Detail);

        Assert.Contains(plan, step => step.Contains(index, StringComparison.Ordinal));
    }
}
