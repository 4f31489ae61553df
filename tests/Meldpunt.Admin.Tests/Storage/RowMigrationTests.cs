using Dapper;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.Tests.Storage;

/// <summary>A log that was kept before rows had bytes of their own.</summary>
public sealed class RowMigrationTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rows_of_the_first_version_keep_every_field_and_get_the_new_form()
    {
        var ids = Enumerable.Range(0, 5).Select(_ => OpaqueId.Create()).ToArray();
        var matched = Enumerable.Range(0, 128).Select(value => (byte)value).ToArray();
        var subject = Enumerable.Repeat((byte)0xAB, 32).ToArray();
        var salt = Enumerable.Repeat((byte)0xCD, 32).ToArray();
        var database = new SqliteDatabase(_folder.Path);
        OldDatabase.MakeSecondVersion(database);
        using (var connection = database.Open())
        {
            connection.Execute(
                """
                INSERT INTO query_log (seq, query_id, recorded_at, participant_id, location_id, account_id, terminal_id, purpose, outcome, match_year,
                    match_number, matched_count, matched, rule, subject_month, subject, salt)
                VALUES (1, @query, 1794000000123, @participant, @location, @account, @terminal, 1, 1, 2026, 17, 9, @matched, 'koppeling-1/gewogen', '2026-11', @subject, @salt),
                       (2, @query, 1794000000124, @participant, zeroblob(16), @account, zeroblob(16), 2, 0, 0, 0, 0, zeroblob(128), 'r', '2027-02', @subject, @salt)
                """,
                new { query = ids[0], participant = ids[1], location = ids[2], account = ids[3], terminal = ids[4], matched, subject, salt });
        }

        SqliteScripts.Apply(database);
        using var key = SecretKey.Create();
        using var queryIds = new QueryIds(key);
        var rows = new QueryLogReader(database, queryIds).AllBytes().ToList();
        var first = QueryLogReader.Read(rows[0]);
        var second = QueryLogReader.Read(rows[1]);

        Assert.All(rows, row => Assert.Equal(LogFormat.RowBytes, row.Length));
        Assert.Equal(
            (1L, ids[0], 1794000000123L, ids[1], ids[2], ids[3], ids[4], QueryPurpose.Gate, QueryOutcome.Match, "M-2026-000017", "koppeling-1/gewogen"),
            (first.Seq, first.QueryId, first.RecordedAt.ToUnixTimeMilliseconds(), first.ParticipantId, first.LocationId, first.AccountId, first.TerminalId, first.Purpose,
                first.Outcome, first.Reference, first.Rule));
        Assert.Equal(matched, rows[0][126..254]);
        Assert.Equal("07EA0B00", Convert.ToHexString(rows[0], 286, 4));
        Assert.Equal(subject, rows[0][322..354]);
        Assert.Equal(salt, rows[0][354..386]);
        Assert.Equal((2L, "r", QueryPurpose.Registration, (string?)null), (second.Seq, second.Rule, second.Purpose, second.Reference));
        Assert.NotEqual(first.TraceId, second.TraceId);
    }
}
