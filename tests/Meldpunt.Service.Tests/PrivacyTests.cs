using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Text.Json.Nodes;
using Meldpunt.Service.Tests.FollowUps;
using Meldpunt.Service.Tests.Houses;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Service.Tests;

/// <summary>
/// A canary person goes through every endpoint, in good and bad requests, while everything the program says is caught: log lines, log files, metrics,
/// activities, and the text of every exception that is thrown, handled or not. None of it may hold a trace of her.
/// </summary>
public sealed class PrivacyTests : IAsyncLifetime
{
    private const string Surname = "Kanariepieters";
    private const string FirstName = "Zwaluwina";
    private const string BirthDate = "1971-07-17";
    private const string Place = "Vogelenzangdorp";
    private const string Street = "Snavelstraat";
    private const string Postcode = "9876 ZQ";
    private const string Reason = "fluitconcert";
    private const string DocumentNumber = "KANARI197";
    private const string ServiceNumber = "999999990";
    private const string NameLine = "P<NLDKANARIEPIETERS<<ZWALUWINA<<<<<<<<<<<<<<";
    private const string BlankedLine = "<<<<<<<<<<NLD7107171F<<<<<<<<<<<<<<<<<<<<<<<";
    private const string NumbersLine = DocumentNumber + "0NLD7107171F3001019" + ServiceNumber + "<<<<<84";
    private const int SqliteFull = 13;

    private static readonly string[] Traces =
    [
        Surname, FirstName, BirthDate, "17071971", "19710717", "710717", Place, Street, Postcode, "9876ZQ", Reason, DocumentNumber, ServiceNumber,
        "K\\u0061narie",
    ];

    private readonly ConcurrentQueue<string> _said = new();
    private readonly ConcurrentQueue<string> _streamed = new();
    private readonly TestHouse _house = new();
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _activities = new();

    public async ValueTask InitializeAsync()
    {
        AppDomain.CurrentDomain.FirstChanceException += Catch;
        _meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Catch(instrument, tags));
        _meters.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Catch(instrument, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Catch(instrument, tags));
        _meters.Start();
        // The test's own client reports its requests in the same process.
        _activities.ShouldListenTo = source => !source.Name.StartsWith("System.Net.", StringComparison.Ordinal);
        _activities.Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded;
        _activities.ActivityStopped = activity => _said.Enqueue($"{activity.DisplayName} {string.Join(' ', activity.TagObjects)}");
        ActivitySource.AddActivityListener(_activities);
        await _house.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.FirstChanceException -= Catch;
        _meters.Dispose();
        _activities.Dispose();
        await _house.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_that_the_program_says_holds_a_trace_of_a_person()
    {
        var answers = await GoEverywhereAsync();

        var said = string.Join('\n', _said) + _house.Log + ReadLogFiles();
        Assert.Contains(answers, answer => answer.Contains("\"match\"", StringComparison.Ordinal));
        Assert.Contains(answers, answer => answer.Contains(Surname, StringComparison.Ordinal));
        Assert.Contains("StoreUnavailableException", said, StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", said, StringComparison.Ordinal);
        Assert.All(Traces, trace => Assert.DoesNotContain(trace, said, StringComparison.OrdinalIgnoreCase));
    }

    private async Task<List<string>> GoEverywhereAsync()
    {
        var answers = new List<string>();
        using var gate = _house.Client("poort");
        using var desk = _house.Client("veiligheid");
        using var auditor = _house.Client("toezicht");
        using var manager = _house.Client("beheer");
        using var stranger = _house.Client(account: null);
        var person = Canary();
        var ban = Talk.Ban(Canary());
        ban["criteria"]!["afweging"] = $"Gaf een {Reason}.";
        var registered = await (await desk.PostAsync(Talk.Registrations, ban)).JsonAsync();

        answers.AddRange(await FollowUpAsync(gate, desk));
        foreach (var client in (HttpClient[])[gate, desk, auditor, manager, stranger])
        {
            foreach (var body in Bodies(person, ban))
            {
                answers.Add(await TextAsync(client.PostTextAsync(Talk.Queries, body)));
                answers.Add(await TextAsync(client.PostTextAsync(Talk.Registrations, body)));
                answers.Add(await TextAsync(client.PostTextAsync("/v1/deelnemers", body)));
                answers.Add(await TextAsync(client.PostTextAsync("/aanmelden", $"gebruikersnaam={Surname}&wachtwoord={Place}", "application/x-www-form-urlencoded")));
            }

            answers.Add(await TextAsync(client.ReadAsync($"{Talk.Queries}?achternaam={Surname}")));
            answers.Add(await TextAsync(client.ReadAsync($"{Talk.Registrations}?q={Surname}")));
            answers.Add(await TextAsync(client.ReadAsync($"{Talk.Registrations}/{registered.Text("id")}")));
            answers.Add(await TextAsync(client.ReadAsync($"{Talk.Registrations}/{Surname}")));
            answers.Add(await TextAsync(client.ReadAsync($"/{Surname}/{FirstName}")));
        }

        Assert.All(Traces, trace => Assert.DoesNotContain(trace, string.Join('\n', _streamed), StringComparison.OrdinalIgnoreCase));
        _house.Installation.Writer.BeforeCommit = _ => throw new SqliteException("disk full", SqliteFull);
        answers.Add(await TextAsync(gate.PostAsync(Talk.Queries, person)));
        answers.Add(await TextAsync(desk.PostAsync(Talk.Registrations, ban)));
        _house.Installation.Writer.BeforeCommit = null;
        return answers;
    }

    // She matches; her desk writes about her what it should not; the line to the desk, and all that is said, has nothing of it.
    private async Task<List<string>> FollowUpAsync(HttpClient gate, HttpClient desk)
    {
        using var stream = await _house.ListenAsync("veiligheid", FollowUpHouse.Stream);
        var asked = await (await gate.PostAsync(Talk.Queries, Canary())).JsonAsync();
        _streamed.Enqueue((await stream.MessageAsync()).Data);
        var one = $"{FollowUpHouse.Cases}/{_house.CaseOf(asked.Text("id"))}";
        var answers = new List<string>();
        foreach (var body in (string[])[$$"""{"resultaat":"gesproken","uitkomst":"bevestigd","gesprokenMet":"{{Surname}}"}""", $$"""{"resultaat":"{{Surname}}"}""", $$"""{"{{Surname}}":1}"""])
        {
            answers.Add(await TextAsync(desk.PostTextAsync(one + "/raadplegingen", body)));
        }

        foreach (var body in (string[])[$$"""{"advies":"{{Surname}}"}""", $$"""{"advies":"voorwaarden","voorwaarden":"{{Reason}}"}"""])
        {
            answers.Add(await TextAsync(desk.PostTextAsync(one + "/adviezen", body)));
        }

        answers.Add(await TextAsync(desk.ReadAsync($"{FollowUpHouse.Cases}?referentie={Surname}")));
        answers.Add(await TextAsync(desk.ReadAsync($"{FollowUpHouse.Cases}/{Surname}")));
        answers.Add(await TextAsync(desk.ReadAsync($"{FollowUpHouse.Stream}?na={Surname}")));
        answers.Add(await TextAsync(gate.ReadAsync($"{Talk.Queries}/{Surname}/advies")));
        answers.Add(await TextAsync(gate.ReadAsync($"{Talk.Queries}/{asked.Text("id")}/advies")));
        answers.Add(await TextAsync(desk.ReadAsync(FollowUpHouse.Messages)));
        return answers;
    }

    private static JsonObject Canary()
    {
        var person = Talk.Person(Surname, FirstName, BirthDate, prefix: null);
        person["geboorteplaats"] = Place;
        person["adres"] = Street + " 12";
        person["postcode"] = Postcode;
        return person;
    }

    private static IEnumerable<string> Bodies(JsonObject person, JsonObject ban)
    {
        yield return person.ToJsonString();
        yield return ban.ToJsonString();
        yield return person.ToJsonString()[..40];
        yield return person.ToJsonString().Replace("\"achternaam\"", "\"" + Surname + "\"", StringComparison.Ordinal);
        yield return person.ToJsonString().Replace(FirstName, FirstName + "\\u0000", StringComparison.Ordinal);
        yield return $"\"{Surname}\"";
        yield return $"{{\"achternaam\":[\"{Surname}\"],\"geboortedatum\":\"{BirthDate} {Place}\"}}";
        yield return $"{{\"mrz\":\"{NameLine}\\n{BlankedLine}\"}}";
        yield return $"{{\"mrz\":[\"{NameLine}\",\"{NumbersLine}\"],\"{ServiceNumber}\":\"{Surname}\"}}";
        yield return $"{{\"mrz\":[\"{NameLine}\",7]}}";
        yield return $"{{\"mrz\":\"{NameLine}\",\"voornamen\":\"{FirstName}\"}}";
        yield return new StringBuilder().Insert(0, Surname, count: 10_000).ToString();
    }

    private static async Task<string> TextAsync(Task<HttpResponseMessage> response)
    {
        try
        {
            return await (await response).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }
        catch (HttpRequestException)
        {
            // The server may cut off a body that is far too large before its answer is read.
            return string.Empty;
        }
    }

    private string ReadLogFiles()
    {
        var text = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_house.Folder, "logs")))
        {
            using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            text.Append(reader.ReadToEnd());
        }

        return text.ToString();
    }

    private void Catch(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        // Only what the program throws: the test's own client has the canary in its hands.
        if (thrown.Exception.StackTrace?.Contains(typeof(PrivacyTests).FullName!, StringComparison.Ordinal) != true)
        {
            _said.Enqueue($"{thrown.Exception.GetType().FullName}: {thrown.Exception.Message}");
        }
    }

    private void Catch(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var line = new StringBuilder(instrument.Name);
        foreach (var (name, value) in tags)
        {
            line.Append(' ').Append(name).Append('=').Append(value);
        }

        // The test's own client measures its requests in the same process.
        if (!instrument.Meter.Name.StartsWith("System.Net.", StringComparison.Ordinal))
        {
            _said.Enqueue(line.ToString());
        }
    }
}
