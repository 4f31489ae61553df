using Dapper;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Storage;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Admin.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Tests.Storage;

public sealed class SqliteDatabaseTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TempFolder _folder = new();
    private readonly SqliteDatabase _database;

    public SqliteDatabaseTests() => _database = new SqliteDatabase(_folder.Path);

    public void Dispose()
    {
        _database.CloseIdle();
        _folder.Dispose();
    }

    [Fact]
    public void The_scripts_are_applied_once_and_applying_them_again_changes_nothing()
    {
        _database.Create(_ => { });
        var schema = Schema();

        SqliteScripts.Apply(_database);

        Assert.Equal(SqliteScripts.Newest, Version());
        Assert.NotEmpty(schema);
        Assert.Equal(schema, Schema());
    }

    [Fact]
    public async Task Programs_that_start_at_the_same_moment_apply_the_scripts_once()
    {
        const int Programs = 4;
        await File.WriteAllBytesAsync(_database.FilePath, [], TestContext.Current.CancellationToken);
        using var start = new Barrier(Programs);

        await Task.WhenAll(Enumerable.Range(0, Programs).Select(_ => OwnThread.Run(() =>
        {
            start.SignalAndWait();
            SqliteScripts.Apply(_database);
            return true;
        })));

        Assert.Equal(SqliteScripts.Newest, Version());
    }

    [Fact]
    public void A_database_of_a_newer_program_is_refused_and_left_as_it_is()
    {
        _database.Create(_ => { });
        using (var connection = _database.Open())
        {
            connection.Execute("PRAGMA user_version = 9999");
        }

        var refused = Assert.Throws<StoreTooNewException>(() => SqliteScripts.Apply(_database));

        Assert.Equal((9999, SqliteScripts.Newest), (refused.Found, refused.Known));
        Assert.Equal(9999, Version());
    }

    [Fact]
    public void Opening_makes_no_database_and_making_one_overwrites_none()
    {
        Assert.Throws<SqliteException>(() => _database.Open());
        Assert.False(File.Exists(_database.FilePath));

        _database.Create(_ => { });

        Assert.Throws<IOException>(() => _database.Create(_ => { }));
    }

    [Fact]
    public async Task Every_connection_is_durable_and_leaves_no_traces()
    {
        _database.Create(_ => { });
        await using var writer = new StoreWriter(_database);
        using var first = _database.Open();
        using var second = _database.Open();

        var settings = new List<string> { Settings(first), Settings(second), await writer.WriteAsync(Settings) };
        first.Dispose();
        using var reused = _database.Open();
        settings.Add(Settings(reused));

        // synchronous 2 is FULL: in WAL mode a commit has been synced when it returns.
        Assert.All(settings, setting => Assert.Equal("secure_delete=1 synchronous=2 journal_mode=wal foreign_keys=1 temp_store=2", setting));
    }

    [Fact]
    public async Task Nobody_else_can_read_the_database_its_log_or_a_key()
    {
        await using var register = TestRegister.Create();
        var noord = await register.JoinAsync();
        await register.RegisterAsync(noord, new Draft());
        await register.AppendAsync(noord);

        var files = Directory.GetFiles(register.Folder, "*", SearchOption.AllDirectories);
        var names = files.Select(file => Path.GetRelativePath(register.Folder, file)).Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "keys/epochs/2027-11.key", "keys/keys.lock", "keys/log-signing.key", "keys/log-subjects/2026-11.key", "keys/log.checkpoint", "keys/log.vkey", "keys/master.key",
                "keys/named/bodies.key", "keys/named/credentials.key", "keys/named/honey.key", "keys/named/index.key", "keys/named/query-ids.key", "keys/named/sessions.key", "keys/root.key",
                "meldpunt.db", "meldpunt.db-shm", "meldpunt.db-wal",
            ],
            names,
            StringComparer.Ordinal);
        Assert.All(files, file => Assert.Equal(OwnerOnly, File.GetUnixFileMode(file)));
        Assert.All(
            Directory.GetDirectories(InstallationFolder.Keys(register.Folder)).Append(InstallationFolder.Keys(register.Folder)),
            folder => Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(folder)));
    }

    [Theory]
    [InlineData("UPDATE query_log SET row = zeroblob(386)")]
    [InlineData("UPDATE query_log SET seq = 2 WHERE seq = 1")]
    [InlineData("DELETE FROM query_log WHERE seq = 1")]
    [InlineData("DELETE FROM query_log")]
    public async Task The_query_log_takes_no_change_and_no_deletion(string tampering)
    {
        await using var register = TestRegister.Create();
        var noord = await register.JoinAsync();
        var row = await register.AppendAsync(noord, person: null, Index.Identity.OpaqueId.Create());
        using var connection = register.Installation.Database.Open();

        var refused = Assert.Throws<SqliteException>(() => connection.Execute(tampering));

        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        Assert.Equivalent(row, register.Installation.QueryLogReader.All().Single(), strict: true);
    }

    private static string Settings(SqliteConnection connection) => string.Join(
        ' ',
        ((string[])["secure_delete", "synchronous", "journal_mode", "foreign_keys", "temp_store"])
            .Select(name => $"{name}={connection.ExecuteScalar<string>($"PRAGMA {name}")}"));

    private int Version()
    {
        using var connection = _database.Open();
        return connection.ExecuteScalar<int>("PRAGMA user_version");
    }

    private List<string> Schema()
    {
        using var connection = _database.Open();
        return connection.Query<string>("SELECT name || coalesce(sql, '') FROM sqlite_schema ORDER BY name").AsList();
    }
}
