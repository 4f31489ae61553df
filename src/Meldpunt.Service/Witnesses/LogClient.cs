using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Admin.QueryLog.Tree;
using Meldpunt.Service.QueryLogs;

namespace Meldpunt.Service.Witnesses;

/// <summary>What a witness asks of a Meldpunt. Throws <see cref="FetchException"/> when it gets no answer, or one of another form than it must have.</summary>
/// <param name="http">The way there.</param>
/// <param name="service">Where the Meldpunt is, without a slash at the end.</param>
internal sealed class LogClient(BoundedHttp http, string service)
{
    private const int MaxKeyBytes = 1_024;
    private const int MaxProblemBytes = 8 * 1_024;
    private const int TileBytes = LogFormat.TileWidth * LogFormat.HashBytes;

    /// <summary>The checkpoint as it came.</summary>
    public async Task<byte[]> FetchCheckpointAsync(CancellationToken cancellation) =>
        (await http.GetAsync(At(LogPaths.Checkpoint), LogPaths.MaxCheckpointBytes, cancellation)).Good().Body;

    /// <summary>The key that the service says is its own.</summary>
    public async Task<NoteVerifier> FetchKeyAsync(CancellationToken cancellation)
    {
        var answer = (await http.GetAsync(At(LogPaths.Key), MaxKeyBytes, cancellation)).Good();
        return NoteVerifier.TryParse(answer.Text.TrimEnd('\n'), out var key) && key.Kind == LogFormat.Ed25519Kind
            ? key
            : throw new FetchException("Wat de andere kant stuurde, is geen sleutel van een logboek.");
    }

    /// <summary>The first hashes of a tile.</summary>
    public async Task<ReadOnlyMemory<byte>> FetchTileAsync(TileId tile, int width, CancellationToken cancellation)
    {
        var answer = await http.GetAsync(At(LogPaths.Tile + tile.ToPath(width)), TileBytes, cancellation);
        if (answer.Status == StatusCodes.Status404NotFound && width < LogFormat.TileWidth)
        {
            // A partial tile may be gone once the whole one is there (C2SP tlog-tiles).
            answer = await http.GetAsync(At(LogPaths.Tile + tile.ToPath()), TileBytes, cancellation);
        }

        var bytes = width * LogFormat.HashBytes;
        return answer.Good().Body.Length == bytes || answer.Body.Length == TileBytes
            ? answer.Body.AsMemory(0, bytes)
            : throw new FetchException("De andere kant stuurde een tegel van een verkeerde grootte.");
    }

    /// <summary>Hands over what was signed; the status that came back.</summary>
    public async Task<int> SubmitAsync(SignedNote note, CancellationToken cancellation) =>
        (await http.PostAsync(At(LogPaths.Cosignatures), note.ToString(), "text/plain", MaxProblemBytes, cancellation)).Status;

    private Uri At(string path) => new(service + path);
}
