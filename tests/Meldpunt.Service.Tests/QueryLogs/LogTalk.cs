using System.Globalization;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.QueryLogs;

/// <summary>What the tests say about the tree of the query log.</summary>
internal static class LogTalk
{
    /// <summary>So many queries at a gate; the ids of all of them.</summary>
    public static async Task<List<string>> AskAsync(this TestHouse house, int count, string gate = "poort")
    {
        using var client = house.Client(gate);
        var ids = new List<string>();
        for (var query = 0; query < count; query++)
        {
            ids.Add((await (await client.PostAsync(Talk.Queries, Talk.Person())).JsonAsync()).Text("id"));
        }

        return ids;
    }

    /// <summary>The checkpoint once it covers so many rows.</summary>
    public static async Task<(SignedNote Note, Checkpoint Checkpoint)> SealedAsync(this TestHouse house, long size)
    {
        while (true)
        {
            var (note, checkpoint) = await house.CheckpointAsync();
            if (checkpoint.Size >= size)
            {
                return (note, checkpoint);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public static async Task<(SignedNote Note, Checkpoint Checkpoint)> CheckpointAsync(this TestHouse house)
    {
        using var client = house.Client(account: null);
        var text = await (await client.ReadAsync("/logboek/checkpoint")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(SignedNote.TryParse(text, out var note), text);
        Assert.True(Checkpoint.TryParse(note.Text, out var checkpoint));
        return (note, checkpoint);
    }

    public static NoteVerifier Key(this TestHouse house)
    {
        Assert.True(NoteVerifier.TryParse(house.Installation.LogIdentity.Vkey, out var key));
        return key;
    }

    public static string Text(this long number) => number.ToString(CultureInfo.InvariantCulture);
}
