using Dapper;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Tests.QueryLog.Seal;

/// <summary>A log is begun once: by init, or at the first start of a version that seals. Never by serving one that lost its seal.</summary>
public sealed class LogBirthTests
{
    private const int OldRows = 700;

    private const string SigningKey = "log-signing.key";

    private static readonly string[] Files = [SigningKey, LogFormat.PublicKeyFile, LogFormat.SecondPlaceFile];

    [Fact]
    public async Task Init_begins_the_log_with_a_key_a_public_key_and_an_empty_checkpoint()
    {
        await using var log = SealedLog.Create();

        var identity = log.House.LogIdentity;

        Assert.All(Files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(log.Keys, file))));
        Assert.Equal(identity.Vkey + "\n", Read(log, LogFormat.PublicKeyFile));
        Assert.StartsWith($"{identity.Origin}\n0\n", Read(log, LogFormat.SecondPlaceFile), StringComparison.Ordinal);
        Assert.Equal(TestDays.Now, identity.BornAt);
    }

    [Fact]
    public async Task The_name_of_the_log_is_the_one_that_was_chosen_for_good()
    {
        using var folder = new TempFolder();
        var time = new ManualTime(TestDays.Now);
        Installation.Create(folder.Path, keyFile: null, time, origin: "meldpunt.example.nl/logboek");

        await using var house = Installation.Open(folder.Path, keyFile: null, time);
        using var sealer = LogSealer.Open(house);

        Assert.Equal("meldpunt.example.nl/logboek", house.LogIdentity.Origin);
        Assert.StartsWith("meldpunt.example.nl/logboek\n0\n", sealer.Published.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opening_a_log_that_was_begun_changes_nothing_of_it()
    {
        await using var log = await SealedLog.CreateAsync(3);
        var before = Files.Select(file => Read(log, file)).ToList();

        await log.RestartAsync();

        Assert.Equal(before, Files.Select(file => Read(log, file)));
    }

    [Fact]
    public async Task A_log_from_before_the_seal_is_sealed_with_all_its_rows_at_its_first_start()
    {
        await using var log = SealedLog.Create();
        await log.CloseAsync();
        MakeOld(log);

        log.Open();
        var rows = log.Rows().Count;
        await log.AskAsync(3);
        await log.SealAllAsync();

        Assert.Equal(OldRows, rows);
        Assert.Equal(OldRows + 3, log.Sealer.Published.Size);
        LogAudit.AssertWhole(log);
        await log.RestartAsync();
        LogAudit.AssertWhole(log);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_beginning_that_broke_off_after_so_many_files_is_done_again(int filesThere)
    {
        await using var log = SealedLog.Create();
        await log.CloseAsync();
        var key = SigningKeyOf(log);
        Forget(log, Files[filesThere..]);

        log.Open();
        await log.AskAsync(2);
        await log.SealAllAsync();

        Assert.Equal(filesThere > 0, key.SequenceEqual(SigningKeyOf(log)));
        LogAudit.AssertWhole(log);
    }

    [Fact]
    public async Task A_log_that_two_programs_open_for_the_first_time_at_once_is_begun_once()
    {
        await using var log = SealedLog.Create();
        await log.CloseAsync();
        MakeOld(log);

        var houses = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OwnThread.Run(() => Installation.Open(log.Folder, keyFile: null, log.Time))));
        var keys = houses.Select(house => house.LogIdentity.Vkey).ToList();
        foreach (var house in houses)
        {
            await house.DisposeAsync();
        }

        Assert.Single(keys.Distinct(StringComparer.Ordinal));
        log.Open();
        await log.SealAllAsync();
        LogAudit.AssertWhole(log);
    }

    [Fact]
    public async Task A_database_that_knows_of_no_seal_beside_a_second_place_that_does_is_refused()
    {
        await using var log = await SealedLog.CreateAsync(3);
        var second = Read(log, LogFormat.SecondPlaceFile);
        await log.CloseAsync();
        MakeOld(log, forgetKeys: false);

        var refused = Assert.Throws<LogRefusedException>(() => Installation.Open(log.Folder, keyFile: null, log.Time));

        Assert.Equal(LogFinding.Shorter, refused.Finding);
        Assert.Contains("dit is een kopie van lang geleden", refused.Message, StringComparison.Ordinal);
        Assert.Contains("zet die terug", refused.Message, StringComparison.Ordinal);
        Assert.Equal(second, Read(log, LogFormat.SecondPlaceFile));
    }

    [Fact]
    public async Task A_log_that_was_sealed_is_not_begun_anew_when_its_name_and_its_second_place_are_taken_away()
    {
        await using var log = await SealedLog.CreateAsync(3);
        await log.CloseAsync();
        Forget(log, [LogFormat.SecondPlaceFile]);

        var refused = Assert.Throws<LogRefusedException>(() => Installation.Open(log.Folder, keyFile: null, log.Time));

        Assert.Equal(LogFinding.SecondPlaceMissing, refused.Finding);
        Assert.Contains("De database heeft zegels", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(SecondPlace.PathIn(log.Keys)));
    }

    private static string Read(SealedLog log, string file) => File.ReadAllText(Path.Combine(log.Keys, file));

    private static byte[] SigningKeyOf(SealedLog log) => File.ReadAllBytes(Path.Combine(log.Keys, SigningKey));

    // As the disk was before the row was written that says who the log is.
    private static void Forget(SealedLog log, IEnumerable<string> files)
    {
        log.ForgetPromises();
        log.Tamper("DELETE FROM log_identity");
        foreach (var file in files)
        {
            File.Delete(Path.Combine(log.Keys, file));
        }
    }

    private static void MakeOld(SealedLog log, bool forgetKeys = true)
    {
        log.ForgetPromises();
        var database = new SqliteDatabase(log.Folder);
        foreach (var file in Directory.GetFiles(log.Folder, SqliteDatabase.FileName + "*").Concat(forgetKeys ? Files.Select(file => Path.Combine(log.Keys, file)) : []))
        {
            File.Delete(file);
        }

        OldDatabase.MakeSecondVersion(database);
        using (var connection = database.Open())
        {
            connection.Execute("INSERT INTO installation (id, created_at) VALUES (@Id, 1)", new { Id = OpaqueId.Create() });
            connection.Execute(
                """
                WITH RECURSIVE number(seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM number WHERE seq < @OldRows)
                INSERT INTO query_log (seq, query_id, recorded_at, participant_id, location_id, account_id, terminal_id, purpose, outcome, match_year,
                    match_number, matched_count, matched, rule, subject_month, subject, salt)
                SELECT seq, randomblob(16), 1794000000000 + seq / 3, randomblob(16), randomblob(16), randomblob(16), randomblob(16), 1, 0, 0,
                    0, 0, zeroblob(128), 'koppeling-1/gewogen', '2026-11', randomblob(32), randomblob(32) FROM number
                """,
                new { OldRows });
        }

        database.CloseIdle();
    }
}
