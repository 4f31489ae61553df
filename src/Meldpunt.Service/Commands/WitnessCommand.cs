using System.CommandLine;
using System.Net;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Service.Witnesses;

namespace Meldpunt.Service.Commands;

/// <summary>
/// <c>logboek getuige</c>: watches the query log of a Meldpunt from a machine of one's own. No installation needed. Exit codes: 0 the log is as it should be, 1 it
/// could not be asked, 2 the options cannot be used as they are, 3 the log was rewritten, shortened, or is another: call somebody.
/// </summary>
internal static class WitnessCommand
{
    private const int BadOptions = 2;
    private const int Alarm = 3;

    private static readonly TimeSpan ExchangeLimit = TimeSpan.FromSeconds(15);

    public static Command Create()
    {
        var options = new WitnessOptions
        {
            Service = new("--url") { Description = "Adres van het Meldpunt, zoals https://meldpunt.example.nl: kijk één keer.", HelpName = "URL" },
            Folder = new("--map") { Description = "Eigen map van deze getuige; wordt gemaakt. Bewaar haar goed.", HelpName = "MAP", Required = true },
            LogKey = new("--sleutel") { Description = "Sleutel van het logboek. Zonder: de eerste keer die van het Meldpunt zelf, en daarna altijd die.", HelpName = "SLEUTEL" },
            Name = new("--naam") { Description = "Naam van deze getuige in haar handtekening, zonder spaties.", HelpName = "NAAM" },
            Webhook = new("--webhook") { Description = "Adres dat bij een alarm een bericht krijgt (POST, JSON).", HelpName = "URL" },
            Json = Shell.JsonOption(),
            Port = new("--luister") { Description = "In plaats van --url: luister op deze poort en laat het Meldpunt zegels brengen.", HelpName = "POORT" },
            Address = new("--adres") { Description = "IP-adres om op te luisteren.", DefaultValueFactory = _ => IPAddress.Loopback.ToString() },
        };
        var command = new Command("getuige", "Bewaak het logboek van een Meldpunt, op een eigen machine. Eindigt met 3 als het logboek niet klopt.")
        {
            options.Service, options.Folder, options.LogKey, options.Name, options.Webhook, options.Json, options.Port, options.Address,
        };
        command.SetAction((parsed, cancellation) => Shell.GuardAsync(() => RunAsync(parsed, options, cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, WitnessOptions options, CancellationToken cancellation)
    {
        try
        {
            return await WatchAsync(parsed, options, cancellation);
        }
        catch (WitnessRefusedException exception)
        {
            await Console.Error.WriteLineAsync($"meldpunt: {exception.Message}");
            return BadOptions;
        }
    }

    private static async Task<int> WatchAsync(ParseResult parsed, WitnessOptions options, CancellationToken cancellation)
    {
        var service = parsed.GetValue(options.Service);
        var port = parsed.GetValue(options.Port);
        var logKey = ReadKey(parsed.GetValue(options.LogKey));
        var name = parsed.GetValue(options.Name);
        var webhook = ReadWebhook(parsed.GetValue(options.Webhook));
        if (service is null == port is null)
        {
            throw new WitnessRefusedException("Geef --url om te gaan kijken, of --luister om zegels te laten brengen: een van de twee.");
        }

        if (name is not null && !NoteName.IsValid(name))
        {
            throw new WitnessRefusedException("Een naam van een getuige heeft geen spaties en geen plusteken.");
        }

        using var folder = new WitnessFolder(parsed.GetRequiredValue(options.Folder));
        using var http = new BoundedHttp(TimeProvider.System, ExchangeLimit);
        var asJson = parsed.GetValue(options.Json);
        if (port is { } listening)
        {
            return await ListenAsync(folder, logKey, name, ReadAddress(parsed.GetValue(options.Address)!), listening, TellAsync, cancellation);
        }

        var report = await new WitnessRound(folder, new LogClient(http, ReadService(service!)), TimeProvider.System).LookAsync(logKey, name, cancellation);
        await TellAsync(report);
        return report.IsAlarm ? Alarm : 0;

        async Task TellAsync(WitnessReport told)
        {
            await Console.Out.WriteLineAsync(asJson ? WitnessWebhook.Json(told, withEvidence: true) : WitnessWords.Tell(told, withEvidence: true));
            if (told.IsAlarm && webhook is not null && !await WitnessWebhook.TrySendAsync(http, webhook, told, cancellation))
            {
                await Console.Error.WriteLineAsync("meldpunt: het adres van --webhook nam het bericht niet aan.");
            }
        }
    }

    private static async Task<int> ListenAsync(
        WitnessFolder folder, NoteVerifier? logKey, string? name, IPAddress address, int port, Func<WitnessReport, Task> tell, CancellationToken cancellation)
    {
        if (port is < 0 or > ushort.MaxValue)
        {
            throw new WitnessRefusedException($"{port} is geen poort; kies 0 tot {ushort.MaxValue}.");
        }

        using var desk = await WitnessDesk.OpenAsync(folder, logKey, name, TimeProvider.System, cancellation);
        await using var app = WitnessServer.Build(desk, address, port, TimeProvider.System, tell);
        await app.StartAsync(cancellation);
        await Console.Error.WriteLineAsync($"Getuige {desk.WitnessKey} luistert op {app.Urls.First()}");
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }

    private static NoteVerifier? ReadKey(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return NoteVerifier.TryParse(text.Trim(), out var key) && key.Kind == LogFormat.Ed25519Kind
            ? key
            : throw new WitnessRefusedException("--sleutel is geen sleutel van een logboek. Neem de hele regel over die op het adres van het Meldpunt onder /logboek/sleutel staat.");
    }

    // The first key is taken on the word of the line it comes by, so that line must be one that nobody else can speak on.
    private static string ReadService(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (string.Equals(address.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal) || (string.Equals(address.Scheme, Uri.UriSchemeHttp, StringComparison.Ordinal) && address.IsLoopback))
        && address.UserInfo.Length + address.Query.Length + address.Fragment.Length == 0
            ? address.AbsoluteUri.TrimEnd('/')
            : throw new WitnessRefusedException("--url is een adres dat begint met https://, zonder vraagteken of hekje.");

    private static Uri? ReadWebhook(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
            ? address
            : throw new WitnessRefusedException("--webhook is geen adres dat begint met https://.");
    }

    private static IPAddress ReadAddress(string text) =>
        IPAddress.TryParse(text, out var address) ? address : throw new WitnessRefusedException($"{text} is geen IP-adres.");

    private sealed class WitnessOptions
    {
        public required Option<string?> Service { get; init; }

        public required Option<string> Folder { get; init; }

        public required Option<string?> LogKey { get; init; }

        public required Option<string?> Name { get; init; }

        public required Option<string?> Webhook { get; init; }

        public required Option<bool> Json { get; init; }

        public required Option<int?> Port { get; init; }

        public required Option<string> Address { get; init; }
    }
}
