using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Admin.QueryLog.Tree;
using Meldpunt.Admin.Tests.QueryLog.Tree;

namespace Meldpunt.Admin.Tests.QueryLog.Notes;

public sealed class TlogProofTests
{
    [Fact]
    public void A_proof_can_be_carried_away_and_checked_with_nothing_else()
    {
        using var keys = new NoteKeys();
        var text = Make(keys, index: 5, size: 13).ToString();

        Assert.True(TlogProof.TryParse(text, out var proof));
        Assert.True(proof.Checkpoint.IsSignedBy(keys.Log.Verifier));
        Assert.True(Checkpoint.TryParse(proof.Checkpoint.Text, out var checkpoint));
        Assert.True(ProofCheck.Includes(checkpoint.Size, checkpoint.Root, proof.Index, MerkleHash.Leaf(proof.Extra), proof.Hashes));
        Assert.Equal(text, proof.ToString());
    }

    [Theory]
    [InlineData(true, 0, 1)]
    [InlineData(false, 0, 1)]
    [InlineData(true, 12, 13)]
    [InlineData(false, 12, 13)]
    public void A_proof_is_read_as_it_was_written(bool withRow, int index, int size)
    {
        using var keys = new NoteKeys();
        var made = Make(keys, index, size);
        made = withRow ? made : made with { Extra = null };

        Assert.True(TlogProof.TryParse(made.ToString(), out var read));

        Assert.Equal(made.Extra, read.Extra);
        Assert.Equal(made.Index, read.Index);
        Assert.Equal(made.Hashes, read.Hashes);
        Assert.Equal(made.ToString(), read.ToString());
    }

    [Fact]
    public void Its_lines_are_those_of_the_specification()
    {
        using var keys = new NoteKeys();
        var lines = Make(keys, index: 1, size: 2).ToString().Split('\n');

        Assert.Equal("c2sp.org/tlog-proof@v1", lines[0]);
        Assert.Equal("extra cm93IDE=", lines[1]);
        Assert.Equal("index 1", lines[2]);
        Assert.Equal(PlainTree.OfSize(1).Leaf(0).ToBase64(), lines[3]);
        Assert.Equal(["", "log.example/a", "2"], lines[4..7]);
    }

    [Fact]
    public void What_is_written_otherwise_is_refused()
    {
        using var keys = new NoteKeys();
        var text = Make(keys, index: 5, size: 13).ToString();
        string[] wrong =
        [
            "", "\n\n", "c2sp.org/tlog-proof@v1\n\n", text.Replace("@v1", "@v2", StringComparison.Ordinal), text.Replace("extra ", "Extra ", StringComparison.Ordinal),
            text.Replace("extra ", "extra  ", StringComparison.Ordinal), text.Replace("index 5", "index 05", StringComparison.Ordinal),
            text.Replace("index 5", "index -5", StringComparison.Ordinal), text.Replace("index 5\n", "", StringComparison.Ordinal), text.Replace("\n", "\r\n", StringComparison.Ordinal),
            " " + text, "\n" + text, text.TrimEnd('\n'), text + "\n", text.Replace("index 5\n", "index 5\nindex 5\n", StringComparison.Ordinal),
            text.Replace("extra cm93IDU=\n", "extra cm93IDU=\nextra cm93IDU=\n", StringComparison.Ordinal), text.Replace("extra cm93IDU=", "extra cm93IDV=", StringComparison.Ordinal),
            text.Replace("index 5\n", "index 5\nAAAA\n", StringComparison.Ordinal), text.Replace("index 5\n", "index 5\n\n", StringComparison.Ordinal),
            new string('a', 1_000_000),
        ];

        Assert.All(wrong, other => Assert.False(TlogProof.TryParse(other, out _), other));
    }

    [Fact]
    public void No_tree_needs_more_hashes_than_the_limit()
    {
        using var keys = new NoteKeys();
        var made = Make(keys, index: 0, size: 1);

        Assert.True(TlogProof.TryParse((made with { Hashes = [.. Enumerable.Repeat(MerkleHash.Empty, 63)] }).ToString(), out _));
        Assert.False(TlogProof.TryParse((made with { Hashes = [.. Enumerable.Repeat(MerkleHash.Empty, 64)] }).ToString(), out _));
    }

    private static TlogProof Make(NoteKeys keys, int index, int size)
    {
        var tree = PlainTree.OfSize(size);
        var checkpoint = keys.Log.SignNote(new Checkpoint("log.example/a", size, tree.Root(size)).ToText());
        return new TlogProof(PlainTree.Entry(index), index, tree.Inclusion(index, size), checkpoint);
    }
}
