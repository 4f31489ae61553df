using System.Net;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.QueryLog.Tree;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.QueryLogs;

/// <summary>The tree is there for everybody, and holds nothing but hashes.</summary>
public sealed class LogTreeTests(TestHouse house) : IClassFixture<TestHouse>
{
    [Fact]
    public async Task The_checkpoint_is_signed_by_the_key_that_the_service_names_and_is_never_cached()
    {
        using var client = house.Client(account: null);
        await house.AskAsync(1);

        var (note, checkpoint) = await house.SealedAsync(1);
        var response = await client.ReadAsync("/logboek/checkpoint");
        var keyText = await (await client.ReadAsync("/logboek/sleutel")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.True(NoteVerifier.TryParse(keyText.TrimEnd('\n'), out var key));
        Assert.True(note.IsSignedBy(key));
        Assert.Equal(house.Installation.LogIdentity.Origin, checkpoint.Origin);
    }

    [Fact]
    public async Task The_tiles_lead_to_the_root_of_the_checkpoint_and_may_be_kept_for_good()
    {
        using var client = house.Client(account: null);
        await house.AskAsync(5);
        var (_, checkpoint) = await house.SealedAsync(5);

        var response = await client.ReadAsync("/logboek/tile/" + new TileId(0, 0).ToPath((int)checkpoint.Size));
        var hashes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("public, max-age=31536000, immutable", response.Headers.CacheControl!.ToString());
        Assert.Equal(checkpoint.Size * 32, hashes.Length);
        var tree = MerkleTree.Open(0, new TileStore(house.Installation.Database));
        for (var leaf = 0; leaf < checkpoint.Size; leaf++)
        {
            tree.Append(MerkleHash.FromBytes(hashes.AsSpan(leaf * 32, 32)));
        }

        Assert.Equal(checkpoint.Root, tree.Root);
    }

    [Theory]
    [InlineData("/logboek/tile/")]
    [InlineData("/logboek/tile/0")]
    [InlineData("/logboek/tile/0/000")]
    [InlineData("/logboek/tile/0/000.p/255")]
    [InlineData("/logboek/tile/0/000.p/0")]
    [InlineData("/logboek/tile/0/000.p/01")]
    [InlineData("/logboek/tile/0/001.p/1")]
    [InlineData("/logboek/tile/1/000.p/1")]
    [InlineData("/logboek/tile/63/000.p/1")]
    [InlineData("/logboek/tile/64/000.p/1")]
    [InlineData("/logboek/tile/0/0000.p/1")]
    [InlineData("/logboek/tile/0%2F000.p%2F1")]
    [InlineData("/logboek/tile/entries/000.p/1")]
    [InlineData("/logboek/tile/entries/000")]
    public async Task What_is_no_tile_of_this_tree_is_not_there_and_rows_never_are(string path)
    {
        using var client = house.Client(account: null);
        await house.AskAsync(1);
        await house.SealedAsync(1);

        var response = await client.ReadAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task What_was_given_out_once_is_given_out_later_when_the_log_has_grown()
    {
        using var client = house.Client(account: null);
        await house.AskAsync(2);
        var (_, before) = await house.SealedAsync(2);
        var path = "/logboek/tile/" + new TileId(0, 0).ToPath((int)before.Size);
        var first = await (await client.ReadAsync(path)).Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        await house.AskAsync(2);
        await house.SealedAsync(before.Size + 2);

        Assert.Equal(first, await (await client.ReadAsync(path)).Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}
