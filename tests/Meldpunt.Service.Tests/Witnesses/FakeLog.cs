using System.Globalization;
using System.Text;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Admin.QueryLog.Tree;
using Meldpunt.Index.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Meldpunt.Service.Tests.Witnesses;

/// <summary>A Meldpunt as a witness sees it, that can be made to lie: over real HTTP, with a tree, a key, and answers that a test puts in its mouth.</summary>
internal sealed class FakeLog : IAsyncDisposable
{
    private readonly SecretKey _seed;
    private readonly Dictionary<TileId, byte[]> _tiles = [];
    private readonly WebApplication _app;

    private FakeLog(byte key, string origin)
    {
        _seed = SecretKey.FromBytes([key, .. new byte[31]]);
        Signer = new NoteSigner(origin, _seed);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public NoteSigner Signer { get; }

    public string Address => _app.Urls.First();

    /// <summary>What /logboek/checkpoint answers; made by <see cref="Publish"/> or by the test.</summary>
    public byte[] Checkpoint { get; set; } = [];

    /// <summary>What stands in for the answer to a path; null for the usual one.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    /// <summary>What was asked, in order.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>What was handed in at medeondertekeningen.</summary>
    public List<string> HandedIn { get; } = [];

    public static async Task<FakeLog> StartAsync(byte key = 1, string origin = "log.example/test")
    {
        var log = new FakeLog(key, origin);
        await log._app.StartAsync();
        return log;
    }

    /// <summary>A history of so many rows; another letter is another history from the given row on.</summary>
    public MerkleTree Publish(int size, char history = 'a', int differsFrom = 0, string? origin = null)
    {
        _tiles.Clear();
        var tree = MerkleTree.Open(0, new NoTiles());
        for (var row = 0; row < size; row++)
        {
            tree.Append(MerkleHash.Leaf(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(row < differsFrom ? 'a' : history)} {row}"))));
        }

        var changes = new List<TileChange>();
        tree.TakeChanges(changes);
        foreach (var change in changes)
        {
            _tiles[change.Id] = change.Hashes.ToArray();
        }

        Checkpoint = Encoding.UTF8.GetBytes(Signer.SignNote(new Checkpoint(origin ?? Signer.Verifier.Name, size, tree.Root).ToText()).ToString());
        return tree;
    }

    /// <summary>The tiles of the history that was published.</summary>
    public TreeReader Reader() => new(new Stored(_tiles));

    public void SpoilTiles()
    {
        foreach (var hashes in _tiles.Values)
        {
            hashes[0] ^= 1;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _seed.Dispose();
    }

    private Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        lock (Asked)
        {
            Asked.Add(path);
        }

        return Instead is { } instead ? instead(http) : UsualAsync(http, path);
    }

    public async Task UsualAsync(HttpContext http, string path)
    {
        const string tile = "/logboek/tile/";
        if (path.StartsWith(tile, StringComparison.Ordinal) && TileId.TryParse(path.AsSpan(tile.Length), out var id, out var width) && _tiles.TryGetValue(id, out var hashes)
            && hashes.Length >= width * LogFormat.HashBytes)
        {
            await http.Response.Body.WriteAsync(hashes.AsMemory(0, width * LogFormat.HashBytes));
        }
        else if (path is "/logboek/checkpoint")
        {
            await http.Response.Body.WriteAsync(Checkpoint);
        }
        else if (path is "/logboek/sleutel")
        {
            await http.Response.WriteAsync(Signer.VerifierKey + "\n");
        }
        else if (path is "/logboek/medeondertekeningen")
        {
            using var reader = new StreamReader(http.Request.Body);
            HandedIn.Add(await reader.ReadToEndAsync());
            http.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private sealed class NoTiles : ITileSource
    {
        public ReadOnlyMemory<byte>? Read(TileId tile) => null;
    }

    private sealed class Stored(Dictionary<TileId, byte[]> tiles) : ITileSource
    {
        public ReadOnlyMemory<byte>? Read(TileId tile) => tiles.TryGetValue(tile, out var hashes) ? hashes.AsMemory() : null;
    }
}
