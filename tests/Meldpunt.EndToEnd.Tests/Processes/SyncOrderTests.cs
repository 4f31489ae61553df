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
        var answers = new List<string>();

        var calls = await TraceAsync(folder, async serving =>
        {
            for (var query = 0; query < Queries / 2; query++)
            {
                answers.Add(await AskAsync(serving));
            }

            answers.AddRange(await Task.WhenAll(Enumerable.Range(0, Queries / 2).Select(_ => AskAsync(serving))));
        });

        Assert.All(answers, id => AssertSyncedBeforeSent(calls, id));
    }

    [Fact]
    public async Task The_second_place_is_synced_before_it_gets_its_name_and_its_folder_after_that()
    {
        using var folder = await ServedFolder.CreateAsync();

        var calls = await TraceAsync(folder, async serving =>
        {
            var before = await File.ReadAllTextAsync(folder.SecondPlace, TestContext.Current.CancellationToken);
            await AskAsync(serving);
            for (var look = 0; look < 500 && string.Equals(before, await File.ReadAllTextAsync(folder.SecondPlace, TestContext.Current.CancellationToken), StringComparison.Ordinal); look++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
            }

            // What follows the renaming is still to come.
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
        });

        // What was under way when the watching began shows half of itself.
        var watched = calls.Find(call => call.IsSync)!.Begin;
        var named = calls.FindAll(call => call.Begin > watched && call.Name.StartsWith("rename", StringComparison.Ordinal) && call.Text.Contains(InTrace("/log.checkpoint."u8), StringComparison.Ordinal));
        Assert.NotEmpty(named);
        Assert.All(named, naming =>
        {
            Assert.Contains(calls, call => call.IsSync && call.Succeeded && call.End < naming.Begin && naming.Text.Contains($"\"{call.File}\"", StringComparison.Ordinal));
            Assert.Contains(calls, call => call.IsSync && call.Succeeded && call.Begin > naming.End && string.Equals(call.File, InTrace(Encoding.UTF8.GetBytes(folder.Keys)), StringComparison.Ordinal));
        });
    }

    private static async Task<List<Call>> TraceAsync(ServedFolder folder, Func<ServingProcess, Task> action)
    {
        using var trace = new TemporaryFolder();
        using var serving = await folder.ServeAsync();
        (await serving.AskAsync(ServedFolder.Known)).Dispose();
        using var strace = await Strace.AttachAsync(
            serving.Process.Id, "-y", "-xx", "-s", "5000", "-e", "trace=pwrite64,pwritev,write,writev,sendto,sendmsg,fdatasync,fsync,?rename,renameat,renameat2", "-o", trace.Sub("calls"));
        Assert.SkipWhen(strace is null, "this machine has no strace, or does not let it look");
        await action(serving);
        await strace.DetachAsync();
        return Calls(await File.ReadAllLinesAsync(trace.Sub("calls"), TestContext.Current.CancellationToken));
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
            calls.Exists(call => call.IsOnLog && call.IsSync && call.Succeeded && call.Begin > written.End && call.End < sent.Begin),
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
                var call = new Call(begun.Groups["name"].Value, begun.Groups["file"].Value, lines[line], line);
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

    [GeneratedRegex(@"^\d+ +(?<name>\w+)\((\d+<(?<file>[^>]*)>)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Beginning();

    private sealed class Call(string name, string file, string text, int begin)
    {
        public string Name => name;

        /// <summary>The path of the open file that the call is about, as the trace writes it; empty for none.</summary>
        public string File => file;

        public bool IsOnLog => file.EndsWith(LogFile, StringComparison.Ordinal);

        public bool IsSync => name.EndsWith("sync", StringComparison.Ordinal);

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
