using System.Net;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Service.Background;
using Meldpunt.Service.Tests.Houses;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Service.Tests;

/// <summary>The log is checked while it is written; what is found is on its page, in the operational log, and in the way of answers.</summary>
public sealed class LogWatchTests : IAsyncLifetime
{
    private const string Surname = "Ekstervogel";

    private readonly TestHouse _house = new();

    private LogWatch Watch => _house.Part<LogWatch>();

    private LogSealer Sealer => _house.Part<LogSealer>();

    public async ValueTask InitializeAsync()
    {
        await _house.InitializeAsync();
        await AskAsync(5);
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task What_was_sealed_since_the_last_time_is_checked_and_the_page_says_up_to_which_row_and_when()
    {
        using var auditor = await Browser.SignInAsync(_house, "toezicht");
        await LookAsync();
        var first = Watch.Newest;
        await AskAsync(3);

        await LookAsync();
        var page = await auditor.ReadAsync("/logboek");

        Assert.Equal((5, 8), (first.Through, Watch.Newest.Through));
        Assert.Equal(first.WholeAt, Watch.Newest.WholeAt);
        Assert.Empty(Watch.Newest.Findings);
        Assert.Contains("Het logboek is in orde", page, StringComparison.Ordinal);
        Assert.Contains("t/m rij 8, 21 november 2026", page, StringComparison.Ordinal);
        Assert.Contains(Sealer.Key.ToString(), WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_a_day_the_whole_log_is_checked_anew()
    {
        await LookAsync();
        var first = Watch.Newest.WholeAt;

        _house.Time.Advance(TimeSpan.FromDays(1));
        await LookAsync();

        Assert.Equal(first + TimeSpan.FromDays(1), Watch.Newest.WholeAt);
    }

    [Fact]
    public async Task A_sealed_row_that_was_changed_stops_all_answers_and_says_so_first()
    {
        await LookAsync();
        Tamper("UPDATE query_log SET row = CAST(substr(row, 1, 2) || x'01' || substr(row, 4) AS BLOB) WHERE seq = 2");
        _house.Time.Advance(TimeSpan.FromDays(1));
        using var auditor = await Browser.SignInAsync(_house, "toezicht");
        using var gate = _house.Client("poort");

        await LookAsync();
        var page = await auditor.ReadAsync("/logboek");
        var answer = await gate.PostAsync(Talk.Queries, Talk.Person(Surname));
        var ready = await gate.ReadAsync("/readyz");

        Assert.Equal(LogFinding.RowChanged, Sealer.Finding);
        Assert.Contains("Het logboek klopt niet", page, StringComparison.Ordinal);
        Assert.Contains("Rij 2", page, StringComparison.Ordinal);
        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("Rij 2", StringComparison.Ordinal) < page.IndexOf("<form class=\"filters\"", StringComparison.Ordinal));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), (answer.StatusCode, ready.StatusCode));
        Assert.False((await ready.JsonAsync())["zegel"]!.GetValue<bool>());
        var log = _house.Log.ToString();
        Assert.Contains("the first at row 2", log, StringComparison.Ordinal);
        Assert.DoesNotContain(Surname, log, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_sealed_row_that_is_gone_stops_all_answers()
    {
        await LookAsync();
        Tamper("DELETE FROM query_log WHERE seq = 5");

        _house.Time.Advance(TimeSpan.FromDays(1));
        await LookAsync();

        Assert.NotEqual(LogFinding.None, Sealer.Finding);
        Assert.NotEmpty(Watch.Newest.Findings);
    }

    [Fact]
    public async Task What_is_no_proof_against_a_sealed_row_is_shown_and_stops_nothing()
    {
        await LookAsync();
        Tamper("UPDATE log_identity SET origin = 'iets/anders'");
        using var gate = _house.Client("poort");
        using var auditor = await Browser.SignInAsync(_house, "toezicht");

        await LookAsync();
        var answer = await gate.PostAsync(Talk.Queries, Talk.Person(Surname));
        var page = await auditor.ReadAsync("/logboek");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Contains("De poorten krijgen nog antwoord", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_cannot_be_done_is_told_and_tried_again()
    {
        await LookAsync();
        var file = Path.Combine(_house.Folder, "keys", "log.checkpoint");
        var content = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(file, new byte[100_000], TestContext.Current.CancellationToken);

        await LookAsync();
        var failed = Watch.Newest;
        await File.WriteAllBytesAsync(file, content, TestContext.Current.CancellationToken);
        await LookAsync();

        Assert.True(failed.Failed);
        Assert.Equal(5, failed.Through);
        Assert.False(Watch.Newest.Failed);
        Assert.Contains("could not be checked", _house.Log.ToString(), StringComparison.Ordinal);
    }

    private async Task AskAsync(int count)
    {
        using var gate = _house.Client("poort");
        for (var number = 0; number < count; number++)
        {
            (await gate.PostAsync(Talk.Queries, Talk.Person(Surname))).EnsureSuccessStatusCode();
        }
    }

    // The service seals by itself, a few times a second.
    private async Task LookAsync()
    {
        for (var attempt = 0; attempt < 100 && Sealer.Finding == LogFinding.None && Sealer.Published.Size < _house.Installation.QueryLog.LastSeq; attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        await Watch.LookAsync(TestContext.Current.CancellationToken);
    }

    private void Tamper(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_house.Installation.Database.FilePath};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own words.
        command.CommandText = "DROP TRIGGER query_log_is_append_only_1; DROP TRIGGER query_log_is_append_only_2; " + sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
