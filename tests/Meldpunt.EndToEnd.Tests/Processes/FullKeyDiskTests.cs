using System.Net;
using Meldpunt.Admin.QueryLog.Seal;

namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary>The database and the keys on a disk of their own each, of which one is really full.</summary>
public sealed class FullKeyDiskTests
{
    private const int DiskBytes = 8 * 1024 * 1024;
    private const string Filler = "vulling";

    [Fact]
    public async Task With_no_room_for_the_second_place_queries_are_answered_the_seal_is_late_and_mends_itself()
    {
        using var folder = await ServedFolder.CreateAsync();
        Assert.SkipUnless(MoveToDisk(folder.Keys), "mounting a tmpfs needs root");
        try
        {
            using var serving = await folder.ServeAsync();
            var oracle = new LogOracle(folder.Path);
            // The garage that joined and its registration stand in the log already.
            long before = oracle.Check();
            await AskAsync(serving, oracle);
            await UntilAsync(() => Task.FromResult(Sealed(folder, oracle) == before + 1));
            Fill(folder.Keys);

            await AskAsync(serving, oracle);
            await UntilAsync(async () => !await serving.IsWellAsync("zegel"));
            await AskAsync(serving, oracle);
            Assert.False(await serving.IsWellAsync());
            Assert.True(await serving.IsWellAsync("logboek") && await serving.IsWellAsync("sleutels"));
            var sealedWhenFull = Sealed(folder, oracle);
            File.Delete(Path.Combine(folder.Keys, Filler));
            await UntilAsync(() => serving.IsWellAsync());

            Assert.Equal((before + 1, before + 3), (sealedWhenFull, Sealed(folder, oracle)));
            Assert.DoesNotContain(Directory.GetFiles(folder.Keys), file => file.EndsWith(".new", StringComparison.Ordinal));
            oracle.Check();
            oracle.VerifyAll();
        }
        finally
        {
            Tool.Unmount(folder.Keys);
        }
    }

    [Fact]
    public async Task With_no_room_for_the_database_nothing_is_answered_and_what_was_is_sealed_when_there_is_room_again()
    {
        using var folder = await ServedFolder.CreateAsync();
        using var elsewhere = new TemporaryFolder();
        Directory.Move(folder.Keys, elsewhere.Sub("keys"));
        Directory.CreateSymbolicLink(folder.Keys, elsewhere.Sub("keys"));
        Assert.SkipUnless(MoveToDisk(folder.Path), "mounting a tmpfs needs root");
        try
        {
            using var serving = await folder.ServeAsync();
            var oracle = new LogOracle(folder.Path);
            await AskAsync(serving, oracle);
            Fill(folder.Path);

            var refused = await AskUntilRefusedAsync(serving, oracle);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused);
            Assert.False(await serving.IsWellAsync("logboek"));
            File.Delete(Path.Combine(folder.Path, Filler));
            await UntilAsync(() => serving.IsWellAsync());
            await AskAsync(serving, oracle);
            await UntilAsync(async () => await serving.IsWellAsync() && Sealed(folder, oracle) == oracle.Check());

            oracle.VerifyAll();
        }
        finally
        {
            Tool.Unmount(folder.Path);
        }
    }

    private static long Sealed(ServedFolder folder, LogOracle oracle)
    {
        oracle.See(File.ReadAllText(folder.SecondPlace));
        return oracle.SealedSize;
    }

    // Its content goes along.
    private static bool MoveToDisk(string path)
    {
        using var copy = new TemporaryFolder();
        return Tool.Run("cp", "-a", path, copy.Sub("copy")) && Tool.MountDisk(path, DiskBytes) && Tool.Run("cp", "-a", copy.Sub("copy") + "/.", path);
    }

    private static void Fill(string path)
    {
        using var file = new FileStream(Path.Combine(path, Filler), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in (int[])[1 << 20, 1 << 12, 1])
        {
            var block = new byte[size];
            try
            {
                while (true)
                {
                    file.Write(block);
                }
            }
            catch (IOException)
            {
                // Full, for a piece of this size.
            }
        }
    }

    private static async Task AskAsync(ServingProcess serving, LogOracle oracle)
    {
        using var answer = await serving.AskAsync(ServedFolder.Known);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        oracle.Remember(await ServingProcess.JsonAsync(answer));
    }

    private static async Task<HttpStatusCode> AskUntilRefusedAsync(ServingProcess serving, LogOracle oracle)
    {
        while (true)
        {
            using var answer = await serving.AskAsync(ServedFolder.Known);
            if (answer.StatusCode != HttpStatusCode.Created)
            {
                return answer.StatusCode;
            }

            oracle.Remember(await ServingProcess.JsonAsync(answer));
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> happened)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await happened())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < LogSealer.MaxWait + TimeSpan.FromSeconds(25), "it did not happen in time");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
