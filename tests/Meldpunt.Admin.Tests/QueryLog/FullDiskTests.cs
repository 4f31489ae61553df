using Dapper;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Tests.Support;

namespace Meldpunt.Admin.Tests.QueryLog;

/// <summary>SQLite's own SQLITE_FULL, from a database that may not grow any more.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task A_log_on_a_full_disk_answers_nothing_and_goes_on_without_a_hole_when_there_is_room_again()
    {
        await using var register = TestRegister.Create();
        var noord = await register.JoinAsync();
        var logged = 0;
        register.Installation.Writer.BeforeCommit = connection =>
            connection.Execute($"PRAGMA max_page_count = {connection.ExecuteScalar<long>("PRAGMA page_count")}");

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
        {
            while (logged < 1_000)
            {
                await register.AppendAsync(noord);
                logged++;
            }
        });
        var troubleWhenFull = register.Installation.Writer.Trouble;
        register.Installation.Writer.BeforeCommit = null;
        register.Installation.Database.CloseIdle();
        var next = await register.AppendAsync(noord);

        Assert.Equal(StoreTrouble.Refused, refused.Trouble);
        Assert.Equal(StoreTrouble.Refused, troubleWhenFull);
        Assert.Equal(StoreTrouble.None, register.Installation.Writer.Trouble);
        Assert.Equal(logged + 1, next.Seq);
        Assert.Equal(
            Enumerable.Range(1, logged + 1).Select(number => (long)number), register.Installation.QueryLogReader.All().Select(row => row.Seq));
    }
}
