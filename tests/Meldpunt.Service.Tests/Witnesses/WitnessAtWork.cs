using System.Net;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Service.Witnesses;
using Microsoft.AspNetCore.Builder;

namespace Meldpunt.Service.Tests.Witnesses;

/// <summary>A witness with its own web server, in a folder of its own.</summary>
internal sealed class WitnessAtWork : IAsyncDisposable
{
    private readonly WitnessFolder _folder;
    private readonly WebApplication _app;

    private WitnessAtWork(string path, WitnessFolder folder, WitnessDesk desk)
    {
        Path = path;
        _folder = folder;
        Desk = desk;
        _app = WitnessServer.Build(desk, IPAddress.Loopback, 0, TimeProvider.System, report =>
        {
            Alarms.Add(report);
            return Task.CompletedTask;
        });
    }

    public string Path { get; }

    public WitnessDesk Desk { get; }

    public List<WitnessReport> Alarms { get; } = [];

    public string Address => _app.Urls.First();

    public static async Task<WitnessAtWork> StartAsync(NoteVerifier logKey)
    {
        var path = Directory.CreateTempSubdirectory("meldpunt-test-").FullName;
        var folder = new WitnessFolder(path);
        var desk = await WitnessDesk.OpenAsync(folder, logKey, "getuige.example/werk", TimeProvider.System, TestContext.Current.CancellationToken);
        var atWork = new WitnessAtWork(path, folder, desk);
        await atWork._app.StartAsync();
        return atWork;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Desk.Dispose();
        _folder.Dispose();
        Directory.Delete(Path, recursive: true);
    }
}
