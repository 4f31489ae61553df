using System.Globalization;
using Dapper;
using Meldpunt.Admin.Installations;
using Meldpunt.Tests;

namespace Meldpunt.Benchmarks;

/// <summary>
/// Whether anybody at a gate waits for a case: bursts of 1,000 matches over real HTTP against the real program with its real log, with following up and with it held, and of as many that match
/// nobody, turn by turn in one run. The ratio of the times is what counts.
/// </summary>
internal static class FollowUpMeasure
{
    public const int DefaultRounds = 20;

    private const int Matches = 1_000;
    private const int Gates = 16;
    private const int WarmUps = 5;

    private static readonly TimeSpan CatchUp = TimeSpan.FromSeconds(1.5);

    /// <summary>Runs it against a built program.</summary>
    public static async Task RunAsync(string program, int rounds, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("meldpunt-follow-up-").FullName;
        var (house, hold) = (Path.Combine(folder, "huis"), Path.Combine(folder, "hold"));
        try
        {
            var (token, registered, others, _) = await new ShapeMeasure().FillAsync(house);
            await MoveToAnotherGarageAsync(house);
            Environment.SetEnvironmentVariable("DOTNET_STARTUP_HOOKS", typeof(FollowUpMeasure).Assembly.Location);
            Environment.SetEnvironmentVariable(StartupHook.Variable, hold);
            using var serving = ShapeMeasure.Serve(program, house);
            try
            {
                var port = await ShapeMeasure.PortAsync(serving);
                await MeasureAsync(port, [.. registered.Select(body => ShapeMeasure.Request(token, body))], [.. others.Select(body => ShapeMeasure.Request(token, body))], hold, rounds, output);
            }
            finally
            {
                serving.Kill();
                await serving.WaitForExitAsync();
            }

            await WriteCountAsync(house, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Two desks, two messages a case.
    private static async Task MoveToAnotherGarageAsync(string folder)
    {
        await using var house = Installation.Open(folder, keyFile: null, TimeProvider.System);
        var other = await house.SettleAsync("Haven", "+31 20 555 0102", ["Noord"]);
        await house.Writer.WriteAsync(connection => connection.Execute("UPDATE entry SET participant_id = @Id", new { other.Id }));
    }

    private static async Task MeasureAsync(int port, byte[][] matches, byte[][] others, string hold, int rounds, TextWriter output)
    {
        for (var round = 0; round < WarmUps; round++)
        {
            Burst(port, matches);
            Burst(port, others);
        }

        List<double> on = [], off = [], none = [];
        for (var round = 0; round < rounds; round++)
        {
            await Task.Delay(CatchUp, TimeProvider.System);
            foreach (var isHeld in round % 2 == 0 ? new[] { true, false } : [false, true])
            {
                if (isHeld)
                {
                    await File.WriteAllBytesAsync(hold, []);
                }

                (isHeld ? off : on).AddRange(Burst(port, matches));
                File.Delete(hold);
                await Task.Delay(CatchUp, TimeProvider.System);
            }

            none.AddRange(Burst(port, others));
        }

        await output.WriteLineAsync("| burst of 1,000 | answers | p50 | p90 | p99 | longest |\n|---|---:|---:|---:|---:|---:|");
        foreach (var (name, times) in new[] { ("matches, followed up", on), ("matches, following held", off), ("no match", none) })
        {
            await output.WriteLineAsync(FormattableString.Invariant(
                $"| {name} | {times.Count:N0} | {At(times, 0.5):0.00} ms | {At(times, 0.9):0.00} ms | {At(times, 0.99):0.00} ms | {times.Max():0.0} ms |"));
        }

        await output.WriteLineAsync(FormattableString.Invariant(
            $"\nfollowed up against held: p50 {At(on, 0.5) / At(off, 0.5):0.00}, p90 {At(on, 0.9) / At(off, 0.9):0.00}, p99 {At(on, 0.99) / At(off, 0.99):0.00} times"));
    }

    // All gates ask one after the other, at the same time.
    private static List<double> Burst(int port, byte[][] requests)
    {
        var times = new List<double>(Matches);
        var asked = 0;
        var threads = Enumerable.Range(0, Gates).Select(_ => new Thread(() =>
        {
            using var client = ShapeMeasure.Connect(port);
            var (stream, buffer, own) = (client.GetStream(), new byte[16 * 1024], new List<double>());
            while (Interlocked.Increment(ref asked) is var number && number <= Matches)
            {
                var began = TimeProvider.System.GetTimestamp();
                stream.Write(requests[number % requests.Length]);
                ShapeMeasure.ReadAnswer(stream, buffer);
                own.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
            }

            lock (times)
            {
                times.AddRange(own);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return times;
    }

    private static async Task WriteCountAsync(string folder, TextWriter output)
    {
        await using var house = Installation.Open(folder, keyFile: null, TimeProvider.System);
        while (await house.MatchFollower.TurnAsync())
        {
        }

        using var connection = house.Database.Open();
        var (rows, cases, messages) = await connection.QuerySingleAsync<(long, long, long)>(
            "SELECT (SELECT count(*) FROM query_log WHERE substr(row, 2, 2) = x'0101'), (SELECT count(*) FROM follow_up), (SELECT count(*) FROM message WHERE kind = 1)");
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} matches, {cases:N0} cases, {messages:N0} messages"));
    }

    private static double At(List<double> times, double share) => times.Order().ElementAt((int)((times.Count - 1) * share));
}
