using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Service.Tests.Houses;
using Meldpunt.Service.Witnesses;

namespace Meldpunt.Service.Tests.Witnesses;

/// <summary>A witness in a folder of its own, that looks when it is told to.</summary>
internal sealed class WitnessBench : IDisposable
{
    private readonly BoundedHttp _http = new(TimeProvider.System, TimeSpan.FromSeconds(2));

    public string Folder { get; } = Directory.CreateTempSubdirectory("meldpunt-test-").FullName;

    public ManualTime Time { get; } = new(new DateTimeOffset(2026, 11, 21, 11, 0, 0, TimeSpan.Zero));

    public string Kept => Read("logboek.checkpoint");

    /// <summary>The folders of evidence, each with its files.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Evidence => Directory.Exists(Path.Combine(Folder, "bewijs"))
        ? [.. Directory.GetDirectories(Path.Combine(Folder, "bewijs")).Select(folder => Directory.GetFiles(folder).ToDictionary(file => Path.GetFileName(file), File.ReadAllText, StringComparer.Ordinal))]
        : [];

    public async Task<WitnessReport> LookAsync(string address, NoteVerifier? key = null, string? name = null, Action? beforeKeeping = null, TimeSpan? limit = null)
    {
        using var folder = new WitnessFolder(Folder);
        return await new WitnessRound(folder, new LogClient(_http, address), Time) { BeforeKeeping = beforeKeeping, Limit = limit ?? TimeSpan.FromMinutes(2) }
            .LookAsync(key, name, TestContext.Current.CancellationToken);
    }

    public string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    public void Dispose()
    {
        _http.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
