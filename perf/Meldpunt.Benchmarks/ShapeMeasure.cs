using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.QueryLog.Budgets;
using Meldpunt.Admin.Register;
using Meldpunt.Tests;

namespace Meldpunt.Benchmarks;

/// <summary>
/// Whether somebody on the line can tell a match from no match by time or size: pairs of both, in an order by chance, over real HTTP on the loopback interface, against the real
/// program with its real log. Once against others of whom somebody born on the same day is registered, so that both are compared with one entry, and once against others of any
/// day, who are mostly compared with nobody. Prints Welch's t of all times and of those below the ninetieth percentile, and the z of Mann and Whitney; above 4.5 is a leak.
/// </summary>
internal sealed class ShapeMeasure
{
    public const int DefaultPairs = 20_000;

    private const int People = 500;
    private const int WarmUp = 4_000;
    private const int Plenty = 1_000_000_000;

    private readonly Random _random = new(20261122);

    /// <summary>Runs it against a built program.</summary>
    public static async Task RunAsync(string program, int pairs, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("meldpunt-shape-").FullName;
        try
        {
            var measure = new ShapeMeasure();
            var (token, registered, sameDay, anyDay) = await measure.FillAsync(Path.Combine(folder, "huis"));
            using var serving = Serve(program, Path.Combine(folder, "huis"));
            try
            {
                using var client = Connect(await PortAsync(serving));
                measure.Time(client.GetStream(), token, registered, anyDay, WarmUp);
                foreach (var (what, others) in new[] { ("others born on the day of somebody registered", sameDay), ("others born on any day", anyDay) })
                {
                    var (matches, rest) = measure.Time(client.GetStream(), token, registered, others, pairs);
                    await output.WriteLineAsync($"\n{what}:\n");
                    Write(output, matches, rest);
                }
            }
            finally
            {
                serving.Kill();
                await serving.WaitForExitAsync();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    internal async Task<(string Token, List<string> Registered, List<string> SameDay, List<string> AnyDay)> FillAsync(string folder)
    {
        Installation.Create(folder, keyFile: null, TimeProvider.System);
        await using var house = Installation.Open(folder, keyFile: null, TimeProvider.System);
        var garage = await house.SettleAsync("De Leeuw", "+31 20 555 0101", ["Rokin"]);
        house.Directory.Refresh();
        var gate = await house.Accounts.CreateAsync("poort", password: null, Role.Gate, garage.Id, house.Directory.Locations.Single().Id);
        var desk = await house.Accounts.CreateAsync("veiligheid", password: null, Role.Security, garage.Id, locationId: null);
        await house.Budgets.ChangeAsync(Caller.CommandLine, [.. BudgetSheet.Standard.All.Select(budget => new Budget(budget.Scope, budget.Span, Plenty, Plenty))]);
        var officer = new Caller { AccountId = desk.Id, UserName = desk.UserName, Role = Role.Security, Participant = garage };
        var registered = new List<string>();
        var (sameDay, anyDay) = (new List<string>(), new List<string>());
        for (var person = 0; person < People; person++)
        {
            // Of the same lengths, and nobody like anybody.
            var (surname, first, born) = (Letters(), Letters(), Born());
            var made = await house.Registrar.RegisterAsync(officer, Warning(surname, first, born), []);
            _ = made.Entry ?? throw new InvalidOperationException(made.Faults[0].Message);
            registered.Add(Body(surname, first, born));
            sameDay.Add(Body(Letters(), Letters(), born));
            anyDay.Add(Body(Letters(), Letters(), Born()));
        }

        return (await house.Accounts.IssueTokenAsync(gate.Id, "meting"), registered, sameDay, anyDay);
    }

    internal static Process Serve(string program, string folder) => Process.Start(new ProcessStartInfo("dotnet")
    {
        ArgumentList = { program, "serve", "--data", folder, "--port", "0" },
        RedirectStandardOutput = true,
        UseShellExecute = false,
    })!;

    internal static TcpClient Connect(int port)
    {
        var client = new TcpClient { NoDelay = true };
        client.Connect(IPAddress.Loopback, port);
        return client;
    }

    internal static async Task<int> PortAsync(Process serving)
    {
        const string Listens = "luistert op ";
        while (await serving.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf(Listens, StringComparison.Ordinal) is >= 0 and var at)
            {
                // What it says later is read, too, so that it never waits for us.
                _ = serving.StandardOutput.ReadToEndAsync();
                return new Uri(line[(at + Listens.Length)..].Trim()).Port;
            }
        }

        throw new InvalidOperationException("The program does not serve.");
    }

    private (Sample Matches, Sample Others) Time(NetworkStream stream, string token, List<string> registered, List<string> others, int pairs)
    {
        var (matches, rest) = (new Sample("match", pairs), new Sample("no match", pairs));
        var buffer = new byte[16 * 1024];
        for (var pair = 0; pair < pairs; pair++)
        {
            var isMatchFirst = _random.Next(2) == 0;
            for (var turn = 0; turn < 2; turn++)
            {
                var isMatch = isMatchFirst == (turn == 0);
                var people = isMatch ? registered : others;
                var request = Request(token, people[_random.Next(people.Count)]);
                var began = TimeProvider.System.GetTimestamp();
                stream.Write(request);
                var size = ReadAnswer(stream, buffer);
                var took = TimeProvider.System.GetElapsedTime(began);
                if (isMatch == buffer.AsSpan(0, size).IndexOf("\"geenMatch\""u8) >= 0)
                {
                    throw new InvalidOperationException("An answer is another than was meant.");
                }

                (isMatch ? matches : rest).Add(took.TotalMicroseconds, size);
            }
        }

        return (matches, rest);
    }

    internal static int ReadAnswer(NetworkStream stream, byte[] buffer)
    {
        var read = 0;
        while (true)
        {
            read += stream.Read(buffer, read, buffer.Length - read);
            var head = buffer.AsSpan(0, read).IndexOf("\r\n\r\n"u8);
            if (head < 0)
            {
                continue;
            }

            var text = Encoding.ASCII.GetString(buffer, 0, head);
            if (!text.StartsWith("HTTP/1.1 201", StringComparison.Ordinal))
            {
                throw new InvalidOperationException(text);
            }

            const string Length = "Content-Length: ";
            var length = int.Parse(text[(text.IndexOf(Length, StringComparison.Ordinal) + Length.Length)..].Split('\r')[0], CultureInfo.InvariantCulture);
            if (read == head + 4 + length)
            {
                return read;
            }
        }
    }

    private static void Write(TextWriter output, Sample matches, Sample others)
    {
        output.WriteLine("| answer | pairs | bytes of an answer | mean | p50 | p90 | p99 |\n|---|---:|---|---:|---:|---:|---:|");
        output.WriteLine(matches.Line());
        output.WriteLine(others.Line());
        output.WriteLine(FormattableString.Invariant(
            $"\nWelch's t, all: {Sample.Welch(matches.Times, others.Times):0.00}; below the p90 of both: {Sample.WelchBelow(matches.Times, others.Times, 0.9):0.00}; Mann-Whitney z: {Sample.MannWhitney(matches.Times, others.Times):0.00}"));
    }

    internal static byte[] Request(string token, string body) => Encoding.ASCII.GetBytes(
        $"POST /v1/bevragingen HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n{body}");

    private static string Body(string surname, string first, string born) => $"{{\"achternaam\":\"{surname}\",\"voornamen\":\"{first}\",\"geboortedatum\":\"{born}\"}}";

    private string Letters() => string.Concat(Enumerable.Range(0, 10).Select(_ => (char)('a' + _random.Next(26))));

    private string Born() => new DateOnly(1950, 1, 1).AddDays(_random.Next(18_000)).ToString("O", CultureInfo.InvariantCulture);

    private static RegistrationInput Warning(string surname, string first, string born)
    {
        static string Day(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var yesterday = TimeProvider.System.GetUtcNow().AddDays(-1);
        return new RegistrationInput
        {
            Kind = "waarschuwing",
            Person = new() { Surname = surname, FirstNames = first, BirthDate = born },
            FirstDay = Day(yesterday),
            LastDay = Day(yesterday.AddMonths(12)),
            FileReference = "D-1",
            IncidentDate = Day(yesterday),
            Crime = false,
            CrimeReported = false,
            EvidenceInFile = true,
            Weighing = "Overlast.",
            NoticeKind = "post",
            NoticeDate = Day(yesterday),
        };
    }
}
