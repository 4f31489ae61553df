using Dapper;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Signals;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Tests.FollowUps;

/// <summary>A database from before there were cases.</summary>
public sealed class FollowUpMigrationTests : IDisposable
{
    private const int Before = 11;

    private readonly TempFolder _folder = new();
    private readonly SqliteDatabase _database;
    private readonly OpaqueId _first = OpaqueId.Create();
    private readonly OpaqueId _second = OpaqueId.Create();
    private readonly OpaqueId _noord = OpaqueId.Create();
    private readonly OpaqueId _zuid = OpaqueId.Create();

    public FollowUpMigrationTests()
    {
        _database = new SqliteDatabase(_folder.Path);
        OldDatabase.Make(_database, Before);
    }

    public void Dispose()
    {
        _database.CloseIdle();
        _folder.Dispose();
    }

    [Fact]
    public void Who_had_a_match_before_is_a_recipient_and_old_matches_have_no_cases()
    {
        Insert(1, QueryPurpose.Gate, _zuid, _first, _second);
        Insert(2, QueryPurpose.Registration, _noord, _second);
        Insert(3, QueryPurpose.Gate, _zuid, _second);
        Insert(4, QueryPurpose.Gate, _noord);
        Insert(5, QueryPurpose.Gate, _noord, [.. Enumerable.Range(0, 9).Select(_ => _first)]);

        SqliteScripts.Apply(_database);

        using var connection = _database.Open();
        Assert.Equal(
            new[] { (_first, _zuid, 1L), (_first, _noord, 5L), (_second, _zuid, 3L), (_second, _noord, 2L) }.OrderBy(row => row.Item3),
            connection.Query<(OpaqueId, OpaqueId, long)>("SELECT entry_id, participant_id, last_seq FROM entry_recipient ORDER BY last_seq"));
        Assert.Equal((0, 5L), connection.QuerySingle<(int, long)>("SELECT (SELECT count(*) FROM follow_up), done_seq FROM follow_up_cursor"));
    }

    [Fact]
    public void A_new_log_is_followed_from_its_first_row()
    {
        SqliteScripts.Apply(_database);

        using var connection = _database.Open();
        Assert.Equal(0, connection.ExecuteScalar<long>("SELECT done_seq FROM follow_up_cursor"));
    }

    [Fact]
    public void Signals_keep_their_numbers_the_next_goes_on_after_the_last_that_was_given_and_there_is_one_more_kind()
    {
        using (var connection = _database.Open())
        {
            connection.Execute(
                """
                INSERT INTO log_signal (kind, participant_id, account_id, first_at, last_at, count, first_seq, last_seq)
                VALUES (1, @_noord, @_zuid, 1, 2, 100, 3, 4), (7, @_noord, @_zuid, 5, 6, 1, 7, 8), (2, @_noord, @_zuid, 5, 6, 12, 7, 9);
                DELETE FROM log_signal WHERE id = 3;
                """,
                new { _noord, _zuid });
        }

        SqliteScripts.Apply(_database);

        using var after = _database.Open();
        after.Execute("INSERT INTO log_signal (kind, participant_id, account_id, first_at, last_at, count, first_seq, last_seq) VALUES (8, @_noord, @_zuid, 9, 9, 1, 10, 10)", new { _noord, _zuid });
        Assert.Equal(
            [(1L, SignalKind.NoMatchBurst, 4L), (2L, SignalKind.Honey, 8L), (4L, SignalKind.MatchWithoutCall, 10L)],
            after.Query<(long, SignalKind, long)>("SELECT id, kind, last_seq FROM log_signal ORDER BY id"));
        Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => after.Execute("UPDATE log_signal SET kind = 9"));
        after.Execute("INSERT INTO log_erasure (last_seq, note) VALUES (8, 'x')");
        Assert.Equal([4L], after.Query<long>("SELECT id FROM log_signal"));
    }

    private void Insert(long seq, QueryPurpose purpose, OpaqueId participant, params OpaqueId[] matched)
    {
        var row = new byte[LogFormat.RowBytes];
        row[LogFormat.VersionAt] = LogFormat.RowVersion;
        row[LogFormat.PurposeAt] = (byte)purpose;
        row[LogFormat.OutcomeAt] = (byte)(matched.Length > 0 ? QueryOutcome.Match : QueryOutcome.NoMatch);
        row[LogFormat.MatchedCountAt + 3] = (byte)matched.Length;
        QueryRow.WritePlace(row, seq, unixMilliseconds: seq, matchYear: 2026, matchNumber: (int)seq);
        participant.CopyTo(row.AsSpan(LogFormat.ParticipantAt));
        for (var place = 0; place < Math.Min(matched.Length, LogFormat.MaxMatched); place++)
        {
            matched[place].CopyTo(row.AsSpan(LogFormat.MatchedAt + (place * LogFormat.IdBytes)));
        }

        using var connection = _database.Open();
        connection.Execute("INSERT INTO query_log (seq, row) VALUES (@seq, @row)", new { seq, row });
    }
}
