using Dapper;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Tests.Storage;

/// <summary>What is withdrawn is in no byte of the database and its write-ahead log, as soon as nobody reads what was there.</summary>
public sealed class ErasedTracesTests : IAsyncDisposable
{
    private readonly TestRegister _register = TestRegister.Create();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_withdrawal_or_a_refusal_the_key_of_the_person_is_in_no_file(bool refused)
    {
        var garage = await _register.JoinAsync();
        var second = refused ? await _register.AddOfficerAsync(garage) : garage.Desk;
        var ban = await _register.RegisterAsync(garage, Draft.BanForReportedCrime());
        var (key, surname) = (Column("wrapped_key"), Column("surname"));
        Assert.NotEmpty(FolderScan.FilesWith(_register.Folder, key));

        var result = refused
            ? await _register.Installation.Desk.RefuseAsync(second, ban.Id, "onterecht", version: null)
            : await _register.Installation.Desk.WithdrawAsync(second, ban.Id, "onterecht", version: null);

        Assert.Equal(EntryState.Withdrawn, result.Entry!.State);
        Assert.All([key, surname], trace => Assert.Empty(FolderScan.FilesWith(_register.Folder, trace)));
        Assert.False(_register.Installation.Traces.MayRemain);
    }

    [Fact]
    public async Task While_somebody_reads_what_was_there_it_remains_and_goes_at_the_next_attempt()
    {
        var garage = await _register.JoinAsync();
        var ban = await _register.RegisterAsync(garage, Draft.BanForReportedCrime());
        var key = Column("wrapped_key");
        using (var reader = _register.Installation.Database.Open())
        using (Look(reader))
        {
            var result = await _register.Installation.Desk.WithdrawAsync(garage.Desk, ban.Id, "onterecht", version: null);

            Assert.True(result.Succeeded);
            Assert.True(_register.Installation.Traces.MayRemain);
            Assert.False(_register.Installation.Traces.TryErase());
            Assert.NotEmpty(FolderScan.FilesWith(_register.Folder, key));
        }

        Assert.True(_register.Installation.Traces.TryErase());
        Assert.Empty(FolderScan.FilesWith(_register.Folder, key));
    }

    [Fact]
    public async Task What_an_earlier_process_left_is_looked_for_once()
    {
        await _register.JoinAsync();
        await _register.RestartAsync();

        Assert.True(_register.Installation.Traces.MayRemain);
        Assert.True(await _register.Installation.Traces.EraseAsync());
        Assert.False(_register.Installation.Traces.MayRemain);
    }

    private static SqliteTransaction Look(SqliteConnection reader)
    {
        var snapshot = reader.BeginTransaction(deferred: true);
        _ = reader.ExecuteScalar<long>("SELECT count(*) FROM entry", transaction: snapshot);
        return snapshot;
    }

    private byte[] Column(string name) => _register.Read<byte[]>($"SELECT {name} FROM entry").Single();
}
