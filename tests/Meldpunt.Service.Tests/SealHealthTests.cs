using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests;

/// <summary>What is seen from outside when the log cannot be sealed, or is not what was sealed.</summary>
public sealed class SealHealthTests : IAsyncLifetime
{
    private readonly TestHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task Rows_get_their_seal_in_the_background()
    {
        await AskAsync(HttpStatusCode.Created);

        await SealedAsync(1);

        await IsReadyAsync(ready: true, seal: true);
    }

    [Fact]
    public async Task Where_another_program_changed_the_second_place_no_query_is_answered_and_nobody_is_registered()
    {
        await AskAsync(HttpStatusCode.Created);
        await SealedAsync(1);
        await File.WriteAllTextAsync(SecondPlace.PathIn(InstallationFolder.Keys(_house.Folder)), "another", TestContext.Current.CancellationToken);

        await AskAsync(HttpStatusCode.Created);
        await Talk.UntilAsync(() => _house.Sealer.Finding != LogFinding.None, "the sealer found out");

        await RefusesEverythingAsync(rows: 2);
        Assert.Equal(LogFinding.SecondPlaceChanged, _house.Sealer.Finding);
        await SaysAsync("SecondPlaceChanged");
    }

    [Fact]
    public async Task Where_a_row_was_taken_out_no_query_is_answered_and_nobody_is_registered()
    {
        var write = _house.Sealer.SecondPlace.Write;
        _house.Sealer.SecondPlace.Write = (_, _) => throw new IOException("no room left on device");
        for (var query = 0; query < 4; query++)
        {
            await AskAsync(HttpStatusCode.Created);
            await Talk.UntilAsync(() => Sealed() > 0, "the first row was sealed");
        }

        Delete(seq: Sealed() + 1);
        _house.Sealer.SecondPlace.Write = write;
        await Talk.UntilAsync(() => _house.Sealer.Finding != LogFinding.None, "the sealer found out");

        await RefusesEverythingAsync(rows: 3);
        Assert.Equal(LogFinding.Hole, _house.Sealer.Finding);
    }

    [Fact]
    public async Task A_second_place_without_room_stops_no_query_turns_readiness_red_after_five_seconds_and_mends_itself()
    {
        var write = _house.Sealer.SecondPlace.Write;
        _house.Sealer.SecondPlace.Write = (_, _) => throw new IOException("no room left on device");

        await AskAsync(HttpStatusCode.Created);
        await IsReadyAsync(ready: true, seal: true);
        await SaysAsync("could not be sealed");
        _house.Time.Advance(LogSealer.MaxWait + TimeSpan.FromSeconds(1));
        await IsReadyAsync(ready: false, seal: false);
        await AskAsync(HttpStatusCode.Created);
        _house.Sealer.SecondPlace.Write = write;
        await SealedAsync(2);

        await IsReadyAsync(ready: true, seal: true);
        await SaysAsync("is sealed again");
    }

    [Fact]
    public async Task Rows_from_before_a_restart_that_wait_for_their_seal_too_long_turn_readiness_red()
    {
        _house.Sealer.SecondPlace.Write = (_, _) => throw new IOException("no room left on device");
        await AskAsync(HttpStatusCode.Created);
        _house.BeforeStart = sealer => sealer.SecondPlace.Write = (_, _) => throw new IOException("no room left on device");

        await _house.RestartAsync();
        await IsReadyAsync(ready: true, seal: true);
        _house.Time.Advance(LogSealer.MaxWait + TimeSpan.FromSeconds(1));

        await IsReadyAsync(ready: false, seal: false);
    }

    [Fact]
    public async Task A_database_of_another_installation_is_told_by_its_seal_before_anything_else_of_it_is_read()
    {
        var another = new TestHouse();
        await another.InitializeAsync();
        using var desk = another.Client("veiligheid");
        await desk.PostAsync(Talk.Registrations, Talk.Ban());
        await another.Installation.DisposeAsync();
        var folder = Directory.CreateTempSubdirectory("meldpunt-test-").FullName;
        using (var copy = System.Diagnostics.Process.Start("cp", ["-r", Path.Combine(_house.Folder, "keys"), Path.Combine(another.Folder, SqliteDatabase.FileName), folder]))
        {
            await copy.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await using var mixed = Installation.Open(folder, keyFile: null, _house.Time);
        var refused = Assert.Throws<LogRefusedException>(() => MeldpuntHost.Build(mixed, new HostOptions()));

        Assert.Equal(LogFinding.OtherKey, refused.Finding);
        await another.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_quiet_night_does_not_make_the_seal_late()
    {
        await AskAsync(HttpStatusCode.Created);
        await SealedAsync(1);

        _house.Time.Advance(TimeSpan.FromHours(9));

        await IsReadyAsync(ready: true, seal: true);
    }

    [Fact]
    public async Task What_was_asked_just_before_the_service_stops_has_its_seal_at_the_next_start()
    {
        for (var query = 0; query < 3; query++)
        {
            await AskAsync(HttpStatusCode.Created);
        }

        var published = 0L;
        _house.BeforeStart = sealer => published = sealer.Published.Size;
        await _house.RestartAsync();

        Assert.Equal(3, published);
    }

    private async Task AskAsync(HttpStatusCode expected)
    {
        using var gate = _house.Client("poort");
        var answer = await gate.PostAsync(Talk.Queries, Talk.Person());
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.Created, (await answer.JsonAsync()).ContainsKey("uitkomst"));
    }

    private Task SealedAsync(long rows) => Talk.UntilAsync(() => _house.Sealer.Published.Size == rows, $"{rows} rows were sealed");

    private Task SaysAsync(string text) => Talk.UntilAsync(() => _house.Log.ToString().Contains(text, StringComparison.Ordinal), $"the operational log says: {text}");

    private async Task IsReadyAsync(bool ready, bool seal)
    {
        using var watcher = _house.Client(account: null);
        var answer = await watcher.ReadAsync("/readyz");
        var told = await answer.JsonAsync();
        Assert.Equal(ready ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal((ready, seal, true, true), (told["gereed"]!.GetValue<bool>(), told["zegel"]!.GetValue<bool>(), told["klok"]!.GetValue<bool>(), told["logboek"]!.GetValue<bool>()));
    }

    // A ban without a report to the police needs an earlier warning, so registering it is a look into the register and a row of the log.
    private async Task RefusesEverythingAsync(int rows)
    {
        using var desk = _house.Client("veiligheid");
        var ladder = Talk.Ban();
        ladder["criteria"]!["strafbaarFeit"] = false;
        ladder["criteria"]!["aangifteGedaan"] = false;

        await AskAsync(HttpStatusCode.ServiceUnavailable);
        foreach (var registration in (JsonNode[])[ladder, Talk.Warning()])
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await desk.PostAsync(Talk.Registrations, registration)).StatusCode);
        }

        await IsReadyAsync(ready: false, seal: false);
        Assert.Equal(rows, _house.Installation.QueryLogReader.All().Count());
        Assert.Equal(0, _house.Installation.Projection.Count);
    }

    private long Sealed()
    {
        using var connection = _house.Installation.Database.Open();
        return connection.ExecuteScalar<long?>("SELECT max(size) FROM log_checkpoint") ?? 0;
    }

    private void Delete(long seq)
    {
        using var connection = new SqliteDatabase(_house.Folder).Open();
        connection.Execute("DROP TRIGGER query_log_is_append_only_2");
        connection.Execute("DELETE FROM query_log WHERE seq = @seq", new { seq });
    }
}
