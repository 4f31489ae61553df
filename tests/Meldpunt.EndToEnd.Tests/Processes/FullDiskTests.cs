using System.Net;

namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary>A disk that is really full: a small tmpfs of its own.</summary>
public sealed class FullDiskTests
{
    private const int DiskBytes = 8 * 1024 * 1024;
    private const int LeftBytes = 192 * 1024;

    [Fact]
    public async Task On_a_full_disk_no_query_is_answered_and_with_room_again_they_are()
    {
        using var folder = new TemporaryFolder();
        Assert.SkipUnless(Tool.MountDisk(folder.Path, DiskBytes), "mounting a tmpfs needs root");
        try
        {
            using var demo = await Demo.StartAsync(folder.Path);
            var answered = new List<string>();
            FillDisk(folder.Sub("vulling"));

            var refused = await AskUntilRefusedAsync(demo, answered);
            var red = await demo.SendAsync(HttpMethod.Get, "/readyz", role: null);
            File.Delete(folder.Sub("vulling"));
            var again = await AskUntilAnsweredAsync(demo);
            answered.Add((await Demo.JsonAsync(again))["id"]!.GetValue<string>());
            var green = await demo.SendAsync(HttpMethod.Get, "/readyz", role: null);
            var rows = Demo.ExportLog(folder.Path).Select(row => row["id"]!.GetValue<string>()).ToList();

            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Null((await Demo.JsonAsync(refused))["uitkomst"]);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, red.StatusCode);
            Assert.Equal(HttpStatusCode.Created, again.StatusCode);
            Assert.Equal(HttpStatusCode.OK, green.StatusCode);
            Assert.All(answered, id => Assert.Contains(id, rows));
        }
        finally
        {
            Tool.Unmount(folder.Path);
        }
    }

    private static async Task<HttpResponseMessage> AskUntilRefusedAsync(Demo demo, List<string> answered)
    {
        for (var attempt = 0; attempt < 5_000; attempt++)
        {
            var response = await demo.AskAsync(Demo.Known);
            if (response.StatusCode != HttpStatusCode.Created)
            {
                return response;
            }

            answered.Add((await Demo.JsonAsync(response))["id"]!.GetValue<string>());
        }

        throw new InvalidOperationException("The disk never filled up.");
    }

    private static async Task<HttpResponseMessage> AskUntilAnsweredAsync(Demo demo)
    {
        var response = await demo.AskAsync(Demo.Known);
        for (var attempt = 0; attempt < 50 && response.StatusCode != HttpStatusCode.Created; attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
            response = await demo.AskAsync(Demo.Known);
        }

        return response;
    }

    private static void FillDisk(string path)
    {
        var free = new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace - LeftBytes;
        using var file = new FileStream(path, FileMode.CreateNew);
        var block = new byte[64 * 1024];
        for (long written = 0; written + block.Length <= free; written += block.Length)
        {
            file.Write(block);
        }
    }
}
