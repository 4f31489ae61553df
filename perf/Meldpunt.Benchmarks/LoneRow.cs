using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Installations;
using Meldpunt.Index.Identity;
using Meldpunt.Tests;

namespace Meldpunt.Benchmarks;

/// <summary>What a gate waits for that asks alone: one row, one commit, one sync.</summary>
internal static class LoneRow
{
    private const int Rows = 4_000;

    public static async Task MeasureAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("meldpunt-row-").FullName;
        try
        {
            Installation.Create(folder, keyFile: null, TimeProvider.System);
            await using var installation = Installation.Open(folder, keyFile: null, TimeProvider.System);
            var garage = await installation.SettleAsync("Garage Meting", "+31 20 555 0105", ["Ingang"]);
            var caller = new Caller { AccountId = OpaqueId.Create(), UserName = "meting", Role = Role.Gate, Participant = garage };
            var person = new Crowd(1).Registered(0);
            var times = new List<TimeSpan>();
            for (var round = 0; round < Rows; round++)
            {
                var start = TimeProvider.System.GetTimestamp();
                _ = await installation.QueryLog.AppendAsync(caller, person, [], matchedCount: 0);
                times.Add(TimeProvider.System.GetElapsedTime(start));
            }

            times.Sort();
            await output.WriteLineAsync(FormattableString.Invariant(
                $"a lone durable row: p50 {times[Rows / 2].TotalMicroseconds:0} us, p95 {times[Rows * 95 / 100].TotalMicroseconds:0} us"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
