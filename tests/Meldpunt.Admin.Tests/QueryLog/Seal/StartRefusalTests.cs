using Meldpunt.Admin.Installations;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Admin.Tests.Architecture;

namespace Meldpunt.Admin.Tests.QueryLog.Seal;

/// <summary>What keeps the service from starting because the second place says otherwise than the log. Each refusal says what was found and what to do.</summary>
public sealed class StartRefusalTests
{
    private const int Rows = 600;

    [Fact]
    public Task The_second_place_is_gone() =>
        RefusesAsync(LogFinding.SecondPlaceMissing, "log.checkpoint bij de sleutels) is weg", log => File.Delete(SecondPlace.PathIn(log.Keys)));

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("\uFFFE\u0000\n\n")]
    public Task The_second_place_holds_no_checkpoint(string content) =>
        RefusesAsync(LogFinding.SecondPlaceUnreadable, "is geen zegel van dit logboek", log => File.WriteAllText(SecondPlace.PathIn(log.Keys), content));

    [Fact]
    public Task The_second_place_holds_bytes_that_are_no_text() =>
        RefusesAsync(LogFinding.SecondPlaceUnreadable, "is geen zegel van dit logboek", log => File.WriteAllBytes(SecondPlace.PathIn(log.Keys), [0xFF, 0xC0, 0x80, 0x0A]));

    [Theory]
    [InlineData("\n600\n", "\n599\n")]
    [InlineData("\n600\n", "\n0\n")]
    [InlineData("\n\n", "\nextra\n\n")]
    public Task The_second_place_holds_a_checkpoint_in_which_something_was_changed(string from, string to) =>
        RefusesAsync(LogFinding.SecondPlaceUnreadable, "is geen zegel van dit logboek", log => Change(SecondPlace.PathIn(log.Keys), text => text.Replace(from, to, StringComparison.Ordinal)));

    [Fact]
    public async Task The_second_place_is_signed_by_another_key()
    {
        await using var another = await SealedLog.CreateAsync(Rows);
        var note = SecondPlace.ReadFrom(another.Keys)!;

        await RefusesAsync(LogFinding.SecondPlaceUnreadable, "is geen zegel van dit logboek", log => File.WriteAllText(SecondPlace.PathIn(log.Keys), note));
    }

    [Fact]
    public async Task The_database_is_one_that_went_on_from_an_older_copy()
    {
        await using var log = await SealedLog.CreateAsync(Rows);
        log.Die();
        await log.AskAsync(5);
        await log.SealAllAsync();
        var second = SecondPlace.ReadFrom(log.Keys)!;
        await log.ReviveAsync();
        await log.AskAsync(9);
        await log.SealAllAsync();

        var refused = await log.RefusedAfterAsync(_ => File.WriteAllText(SecondPlace.PathIn(log.Keys), second));

        AssertSays(refused, LogFinding.OtherRoot, "De eerste 605 rijen zijn niet die waarover het laatste zegel gaat");
    }

    [Fact]
    public async Task The_database_is_an_older_copy()
    {
        await using var log = await SealedLog.CreateAsync(Rows);
        var copy = log.NewFolder();
        FolderCopy.Make(log.Folder, copy);
        await log.AskAsync(5);
        await log.SealAllAsync();

        var refused = await log.RefusedAfterAsync(_ => PutBackDatabase(log, copy));

        AssertSays(refused, LogFinding.Shorter, "Het logboek heeft 600 rijen, maar er waren er al 605 verzegeld: dit is een oudere kopie, of er is gewist");
    }

    [Fact]
    public async Task The_database_is_that_of_another_installation()
    {
        await using var another = await SealedLog.CreateAsync(Rows);
        await another.CloseAsync();

        await RefusesAsync(LogFinding.OtherKey, "niet die waarmee dit logboek is begonnen", log => PutBackDatabase(log, another.Folder));
    }

    [Fact]
    public Task The_signing_key_is_gone() =>
        RefusesAsync(LogFinding.OtherKey, "(log-signing.key) is weg", log => File.Delete(Path.Combine(log.Keys, "log-signing.key")));

    [Fact]
    public async Task The_signing_key_is_that_of_another_installation()
    {
        await using var another = SealedLog.Create();

        await RefusesAsync(
            LogFinding.OtherKey,
            "(log-signing.key) hoort niet bij deze sleutels",
            log => File.Copy(Path.Combine(another.Keys, "log-signing.key"), Path.Combine(log.Keys, "log-signing.key"), overwrite: true));
    }

    [Fact]
    public Task The_signing_key_is_damaged() =>
        RefusesAsync(LogFinding.OtherKey, "(log-signing.key) hoort niet bij deze sleutels", log => File.WriteAllBytes(Path.Combine(log.Keys, "log-signing.key"), []));

    [Fact]
    public async Task A_new_signing_key_is_not_made_in_the_place_of_one_that_is_gone()
    {
        await using var log = await SealedLog.CreateAsync(2);

        await log.RefusedAfterAsync(_ => File.Delete(Path.Combine(log.Keys, "log-signing.key")));

        Assert.False(File.Exists(Path.Combine(log.Keys, "log-signing.key")));
    }

    [Theory]
    [InlineData("DELETE FROM query_log WHERE seq > 598", LogFinding.Shorter, "heeft 598 rijen, maar er waren er al 600 verzegeld")]
    [InlineData("DELETE FROM query_log", LogFinding.Shorter, "heeft 0 rijen, maar er waren er al 600 verzegeld")]
    [InlineData("DELETE FROM query_log WHERE seq = 300", LogFinding.RowChanged, "Rij 300 is niet de rij die is verzegeld, of ontbreekt")]
    [InlineData("DELETE FROM query_log WHERE seq = 1", LogFinding.RowChanged, "Rij 1 is niet de rij die is verzegeld, of ontbreekt")]
    [InlineData("DELETE FROM query_log WHERE seq < 600", LogFinding.RowChanged, "Rij 1 is niet de rij die is verzegeld, of ontbreekt")]
    [InlineData("UPDATE query_log SET row = CAST(substr(row, 1, 385) || x'00' AS BLOB) WHERE seq = 600", LogFinding.RowChanged, "Rij 600 is niet")]
    [InlineData("UPDATE query_log SET row = (SELECT row FROM query_log WHERE seq = 7) WHERE seq = 8", LogFinding.RowChanged, "Rij 8 is niet")]
    public Task Sealed_rows_were_deleted_or_changed(string sql, LogFinding finding, string says) => RefusesAsync(finding, says, log => log.Tamper(sql));

    [Theory]
    [InlineData("DELETE FROM query_log WHERE seq = 600", LogFinding.RowChanged, "Rij 600 is niet de rij die is verzegeld, of ontbreekt")]
    [InlineData("DELETE FROM query_log WHERE seq BETWEEN 590 AND 600", LogFinding.RowChanged, "Rij 590 is niet")]
    public async Task Sealed_rows_were_deleted_behind_which_others_wait_for_their_seal(string sql, LogFinding finding, string says)
    {
        await using var log = await SealedLog.CreateAsync(Rows);
        await log.AskAsync(3);

        var refused = await log.RefusedAfterAsync(_ => log.Tamper(sql));

        AssertSays(refused, finding, says);
    }

    [Theory]
    [InlineData("UPDATE log_tile SET hashes = zeroblob(length(hashes)) WHERE id = 2", LogFinding.TreeDamaged)]
    [InlineData("UPDATE log_tile SET hashes = zeroblob(length(hashes)) WHERE id >= 1099511627776", LogFinding.TreeDamaged)]
    [InlineData("DELETE FROM log_tile WHERE id = 2", LogFinding.TreeDamaged)]
    [InlineData("DELETE FROM log_tile", LogFinding.TreeDamaged)]
    [InlineData("UPDATE log_tile SET hashes = substr(hashes, 1, 32) WHERE id = 2", LogFinding.TreeDamaged)]
    [InlineData("DELETE FROM log_tile WHERE id = 1", LogFinding.TreeDamaged)]
    [InlineData("UPDATE log_tile SET hashes = substr(hashes, 1, 32) WHERE id = 1", LogFinding.TreeDamaged)]
    [InlineData("UPDATE log_checkpoint SET note = replace(note, '600', '601')", LogFinding.TreeDamaged)]
    [InlineData("UPDATE log_checkpoint SET note = 'garbage'", LogFinding.TreeDamaged)]
    [InlineData("UPDATE log_checkpoint SET size = 599", LogFinding.TreeDamaged)]
    public Task The_tree_in_the_database_was_changed(string sql, LogFinding finding) =>
        RefusesAsync(finding, "De boom in de database past niet bij haar eigen zegel", log => log.Tamper(sql));

    [Fact]
    public Task A_leaf_of_a_whole_tile_was_changed() =>
        RefusesAsync(LogFinding.RowChanged, "Rij 1 is niet", log => log.Tamper("UPDATE log_tile SET hashes = CAST(zeroblob(32) || substr(hashes, 33) AS BLOB) WHERE id = 0"));

    [Fact]
    public async Task A_whole_tile_that_only_the_second_place_needs_is_gone()
    {
        await using var log = await SealedLog.CreateAsync(300);
        var second = SecondPlace.ReadFrom(log.Keys)!;
        await log.AskAsync(300);
        await log.SealAllAsync();

        var refused = await log.RefusedAfterAsync(_ =>
        {
            File.WriteAllText(SecondPlace.PathIn(log.Keys), second);
            log.Tamper("DELETE FROM log_tile WHERE id = 1");
        });

        AssertSays(refused, LogFinding.TreeDamaged, "De boom in de database past niet");
    }

    [Fact]
    public void What_to_do_is_written_where_the_refusal_says()
    {
        var section = LogStart.WhatToDo.Split('\'')[^2];

        Assert.Contains($"# {section}\n", SourceFiles.Read("docs/operations.md"), StringComparison.Ordinal);
    }

    private static async Task RefusesAsync(LogFinding finding, string says, Action<SealedLog> harm)
    {
        await using var log = await SealedLog.CreateAsync(Rows);

        AssertSays(await log.RefusedAfterAsync(harm), finding, says);
    }

    private static void AssertSays(LogRefusedException refused, LogFinding finding, string says)
    {
        Assert.Equal(finding, refused.Finding);
        Assert.StartsWith("Het logboek klopt niet met zijn zegel, en Meldpunt begint niet. ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(LogStart.WhatToDo, refused.Message, StringComparison.Ordinal);
        Assert.IsAssignableFrom<InstallationException>(refused);
    }

    private static void Change(string path, Func<string, string> change) => File.WriteAllText(path, change(File.ReadAllText(path)));

    private static void PutBackDatabase(SealedLog log, string from)
    {
        foreach (var file in Directory.GetFiles(log.Folder, SqliteDatabase.FileName + "*"))
        {
            File.Delete(file);
        }

        foreach (var file in Directory.GetFiles(from, SqliteDatabase.FileName + "*"))
        {
            File.Copy(file, Path.Combine(log.Folder, Path.GetFileName(file)));
        }
    }
}
