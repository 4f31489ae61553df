using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary>
/// The promise of the whole product as the operating system sees it: between writing a row to the write-ahead log and sending its answer lies a sync of that log that
/// succeeded. No other test can tell whether a commit was synced, because no test cuts the power.
/// </summary>
public sealed partial class SyncOrderTests
{
    private const int Queries = 24;

    private static readonly string LogFile = InTrace("-wal"u8);

    [Fact]
    public async Task Every_answer_leaves_after_a_sync_of_the_log_that_holds_its_row()
    {
        using var folder = await ServedFolder.CreateAsync();
        using var trace = new TemporaryFolder();
        using var serving = await folder.ServeAsync();
        (await serving.AskAsync(ServedFolder.Known)).Dispose();
        using var strace = await Strace.AttachAsync(
            serving.Process.Id, "-y", "-xx", "-s", "5000", "-e", "trace=pwrite64,pwritev,write,writev,sendto,sendmsg,fdatasync,fsync", "-o", trace.Sub("calls"));
        Assert.SkipWhen(strace is null, "this machine has no strace, or does not let it look");

        var answers = new List<string>();
        for (var query = 0; query < Queries / 2; query++)
        {
            answers.Add(await AskAsync(serving));
        }

        answers.AddRange(await Task.WhenAll(Enumerable.Range(0, Queries / 2).Select(_ => AskAsync(serving))));
        await strace.DetachAsync();

        var calls = Calls(await File.ReadAllLinesAsync(trace.Sub("calls"), TestContext.Current.CancellationToken));
        Assert.All(answers, id => AssertSyncedBeforeSent(calls, id));
    }

    private static async Task<string> AskAsync(ServingProcess serving)
    {
        using var answer = await serving.AskAsync(ServedFolder.Unknown);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await ServingProcess.JsonAsync(answer))["id"]!.GetValue<string>();
    }

    private static void AssertSyncedBeforeSent(List<Call> calls, string id)
    {
        var row = InTrace(Convert.FromHexString(id));
        var text = InTrace(Encoding.ASCII.GetBytes(id));
        var written = calls.Find(call => call.IsOnLog && call.Name.StartsWith("pwrite", StringComparison.Ordinal) && call.Text.Contains(row, StringComparison.Ordinal));
        var sent = calls.Find(call => !call.IsOnLog && call.Text.Contains(text, StringComparison.Ordinal));
        Assert.True(written is not null, $"the row of {id} was not seen being written");
        Assert.True(sent is not null, $"the answer of {id} was not seen leaving");
        Assert.True(
            calls.Exists(call => call.IsOnLog && call.Name.EndsWith("sync", StringComparison.Ordinal) && call.Succeeded && call.Begin > written.End && call.End < sent.Begin),
            $"the answer of {id} left before its row was synced");
    }

    // As strace writes bytes with -xx, also those of paths.
    private static string InTrace(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? string.Empty : $"\\x{Convert.ToHexStringLower(bytes[..1])}{InTrace(bytes[1..])}";

    // A call that another thread's comes between is told in two lines: its beginning, and its end.
    private static List<Call> Calls(string[] lines)
    {
        var calls = new List<Call>();
        var unfinished = new Dictionary<string, Call>(StringComparer.Ordinal);
        for (var line = 0; line < lines.Length; line++)
        {
            var thread = lines[line].Split(' ', 2)[0];
            if (Beginning().Match(lines[line]) is { Success: true } begun)
            {
                var call = new Call(begun.Groups["name"].Value, begun.Groups["file"].Value.EndsWith(LogFile, StringComparison.Ordinal), lines[line], line);
                calls.Add(call);
                call.Ends(line, lines[line]);
                unfinished[thread] = call;
            }
            else if (lines[line].Contains(" resumed>", StringComparison.Ordinal) && unfinished.Remove(thread, out var call))
            {
                call.Ends(line, lines[line]);
            }
        }

        return calls;
    }

    [GeneratedRegex(@"^\d+ +(?<name>\w+)\(\d+<(?<file>[^>]*)>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Beginning();

    private sealed class Call(string name, bool isOnLog, string text, int begin)
    {
        public string Name => name;

        public bool IsOnLog => isOnLog;

        public string Text => text;

        public int Begin => begin;

        public int End { get; private set; }

        public bool Succeeded { get; private set; }

        public void Ends(int line, string text)
        {
            End = line;
            Succeeded = text.EndsWith(" = 0", StringComparison.Ordinal);
        }
    }
}
