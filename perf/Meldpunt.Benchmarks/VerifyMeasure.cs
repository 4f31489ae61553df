using Meldpunt.Admin.Installations;
using Meldpunt.Admin.QueryLog.Verification;
using Meldpunt.Index.Keys;

namespace Meldpunt.Benchmarks;

/// <summary>
/// How fast <c>logboek verifieer</c> is, by wall clock and by what one core does, what it allocates, how long its longest read holds the write-ahead log back, and what going
/// on from an earlier check costs. The log is that of <see cref="LogMeasure"/>.
/// </summary>
internal static class VerifyMeasure
{
    public static async Task RunAsync(int rows, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("meldpunt-verify-").FullName;
        try
        {
            Installation.Create(folder, keyFile: null, TimeProvider.System);
            await using var installation = Installation.Open(folder, keyFile: null, TimeProvider.System);
            _ = LogMeasure.Fill(installation, rows);
            _ = await LogMeasure.SealAsync(installation);

            // Once before the clock runs: code is compiled, and the file is in the system's cache.
            var state = Check(folder, from: null, rows, output: null);
            Check(folder, from: null, rows, output);
            Check(folder, state, rows: 1, output: null);
            var start = TimeProvider.System.GetTimestamp();
            Check(folder, state, rows: 1, output: null);
            await output.WriteLineAsync(FormattableString.Invariant(
                $"  going on where that ended, with nothing new: {TimeProvider.System.GetElapsedTime(start).TotalMilliseconds:0.0} ms"));
        }
        finally
        {
            await output.WriteLineAsync(FormattableString.Invariant($"  the signature of one checkpoint: {SignatureTime().TotalMicroseconds:0} us"));
            Directory.Delete(folder, recursive: true);
        }
    }

    // A busy log has a checkpoint for every minute, and each of them is checked.
    private static TimeSpan SignatureTime()
    {
        const int Times = 5_000;
        var (seed, key, signature, message) = (new byte[Sodium.SigningSeedBytes], new byte[Sodium.PublicKeyBytes], new byte[Sodium.SignatureBytes], new byte[100]);
        Sodium.PublicKeyOf(key, seed);
        Sodium.Sign(signature, message, seed, key);
        var start = TimeProvider.System.GetTimestamp();
        for (var time = 0; time < Times; time++)
        {
            _ = Sodium.Verify(signature, message, key);
        }

        return TimeProvider.System.GetElapsedTime(start) / Times;
    }

    private static VerifiedState? Check(string folder, VerifiedState? from, int rows, TextWriter? output)
    {
        var legStart = TimeProvider.System.GetTimestamp();
        var longest = TimeSpan.Zero;
        var request = new VerificationRequest
        {
            From = from,
            Progress = (_, _) =>
            {
                var leg = TimeProvider.System.GetElapsedTime(legStart);
                longest = leg > longest ? leg : longest;
                legStart = TimeProvider.System.GetTimestamp();
            },
        };
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var busy = Environment.CpuUsage.TotalTime;
        var start = TimeProvider.System.GetTimestamp();
        var report = new LogVerifier(TimeProvider.System).Verify(folder, request);
        var elapsed = TimeProvider.System.GetElapsedTime(start);
        busy = Environment.CpuUsage.TotalTime - busy;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        if (!report.IsInOrder)
        {
            throw new InvalidOperationException($"The log that was measured is not in order: {report.Findings[0].Sentence}");
        }

        output?.WriteLine(FormattableString.Invariant(
            $"| {rows} | {report.Checkpoints} | {elapsed.TotalSeconds:0.00} s | {busy.TotalSeconds:0.00} s | {rows / busy.TotalSeconds:0} | {(double)allocated / rows:0.00} B | {longest.TotalMilliseconds:0} ms |"));
        return report.State;
    }
}
