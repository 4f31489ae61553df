using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Meldpunt.Admin.QueryLog.Signals;
using Meldpunt.Service.Tests.Curious;
using Meldpunt.Service.Tests.Houses;
using Microsoft.Extensions.DependencyInjection;

namespace Meldpunt.Service.Tests;

/// <summary>Signals of misuse, from the gate to the auditor.</summary>
public sealed class SignalTests : IAsyncLifetime
{
    private const string Signals = Talk.Queries + "/signalen";
    private const string Canary = "Kanariepieters";

    private readonly TestHouse _house = new();

    public async ValueTask InitializeAsync()
    {
        await _house.InitializeAsync();
        await _house.LiftAsync();
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_thousand_candidates_asked_at_a_gate_are_signalled_to_the_auditor_who_is_led_to_the_rows()
    {
        await AskAsync(1_000, number => Talk.Person(Canary + Letters(number), "Zwaluwina", "1971-07-17"));

        var signals = await WaitForSignalsAsync(signals =>
            signals.Any(signal => Is(signal, "veelGeenMatch") && Count(signal) == 1_000) && signals.Any(signal => Is(signal, "namenreeks")));
        var burst = signals.Single(signal => Is(signal, "veelGeenMatch"));
        Assert.Equal(("poort", "De Leeuw"), (burst.Text("medewerker"), burst.Text("deelnemer")));
        // Before them stand the acts by which the test lifted the budgets.
        Assert.Equal(999, burst["laatsteVolgnummer"]!.GetValue<int>() - burst["eersteVolgnummer"]!.GetValue<int>());
        Assert.Contains("100 keer", burst.Text("uitleg"), StringComparison.Ordinal);
        using var auditor = _house.Client("toezicht");
        var rows = await (await auditor.ReadAsync(burst.Text("bevragingen") + "&aantal=200")).JsonAsync();
        Assert.All(rows["bevragingen"]!.AsArray(), row => Assert.Equal("poort", row!.Text("medewerker")));
        Assert.Equal(200, rows["bevragingen"]!.AsArray().Count);
    }

    [Fact]
    public async Task Whoever_was_looked_up_is_in_no_signal_file_or_log_line_and_out_of_memory_after_ten_minutes()
    {
        await AskAsync(20, number => Talk.Person(Canary + Letters(number), "Zwaluwina", "1971-07-17"));
        var signals = await WaitForSignalsAsync(signals => signals.Any(signal => Is(signal, "namenreeks")));
        var runs = _house.Services.GetRequiredService<RunWatch>();
        var remembered = !runs.IsBlank;

        _house.Time.Advance(TimeSpan.FromMinutes(9) + TimeSpan.FromSeconds(1));
        for (var turn = 0; turn < 500 && !runs.IsBlank; turn++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.True(remembered);
        Assert.True(runs.IsBlank);
        var said = string.Concat(signals.Select(signal => signal.ToJsonString())) + _house.Log + ReadFiles();
        Assert.All((string[])[Canary, "Zwaluwina", "1971-07-17", "19710717"], trace => Assert.DoesNotContain(trace, said, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Pages_of_signals_follow_each_other_newest_first()
    {
        await AskAsync(6, number => Talk.Person(Letters(number), "Anna", "1971-07-17"));
        await AskAsync(6, number => Talk.Person("Berg", "Anna", $"19{60 + number}-0{number + 1}-11"));
        await WaitForSignalsAsync(signals => signals.Count == 2);
        using var auditor = _house.Client("toezicht");

        var first = await (await auditor.ReadAsync(Signals + "?aantal=1")).JsonAsync();
        var second = await (await auditor.ReadAsync($"{Signals}?aantal=1&cursor={first.Text("volgende")}")).JsonAsync();
        var faulty = await auditor.ReadAsync(Signals + "?over=wie");

        Assert.Equal("datumreeks", Assert.Single(first["signalen"]!.AsArray())!.Text("soort"));
        Assert.Equal("namenreeks", Assert.Single(second["signalen"]!.AsArray())!.Text("soort"));
        Assert.Null(second["volgende"]);
        Assert.Equal(HttpStatusCode.BadRequest, faulty.StatusCode);
    }

    [Fact]
    public async Task A_signal_lives_over_a_restart()
    {
        await AskAsync(6, number => Talk.Person(Letters(number), "Anna", "1971-07-17"));
        var before = await WaitForSignalsAsync(signals => signals.Count == 1);

        await _house.RestartAsync();

        Assert.Equal(before.Single().ToJsonString(), Assert.Single(await ReadAsync()).ToJsonString());
    }

    private async Task AskAsync(int times, Func<int, JsonObject> person)
    {
        using var gate = _house.Client("poort");
        for (var number = 0; number < times; number++)
        {
            Assert.Equal(HttpStatusCode.Created, (await gate.PostAsync(Talk.Queries, person(number))).StatusCode);
        }
    }

    private async Task<List<JsonObject>> WaitForSignalsAsync(Func<List<JsonObject>, bool> areThere)
    {
        for (var turn = 0; ; turn++)
        {
            var signals = await ReadAsync();
            if (areThere(signals))
            {
                return signals;
            }

            Assert.True(turn < 600, $"waited in vain; there are {string.Join(", ", signals.Select(signal => signal.Text("soort") + " " + Count(signal)))}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private async Task<List<JsonObject>> ReadAsync()
    {
        using var auditor = _house.Client("toezicht");
        return [.. (await (await auditor.ReadAsync(Signals)).JsonAsync())["signalen"]!.AsArray().Select(signal => signal!.AsObject())];
    }

    private string ReadFiles()
    {
        var text = new StringBuilder();
        var files = Directory.EnumerateFiles(_house.Folder, "*", SearchOption.AllDirectories);
        foreach (var file in files.Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), Encoding.Latin1);
            text.Append(reader.ReadToEnd());
        }

        return text.ToString();
    }

    private static bool Is(JsonObject signal, string kind) => string.Equals(signal.Text("soort"), kind, StringComparison.Ordinal);

    private static int Count(JsonObject signal) => signal["aantal"]!.GetValue<int>();

    // Letters that lie far apart for numbers that lie together.
    private static string Letters(int number) => string.Concat(
        unchecked((uint)(number + 1) * 2_654_435_761u).ToString("X8", CultureInfo.InvariantCulture).Select(digit => (char)('a' + Convert.ToInt32(digit.ToString(), 16))));
}
