using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Admin.QueryLog.Tree;

namespace Meldpunt.Admin.Tests.QueryLog.Notes;

public sealed class CheckpointTests
{
    // The example of C2SP tlog-cosignature: a checkpoint with the log's signature and a witness's.
    private const string PublishedNote = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
        + "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
        + "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";

    private const string Root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    [Fact]
    public void The_published_checkpoint_is_read_and_written_as_published()
    {
        Assert.True(SignedNote.TryParse(PublishedNote, out var note));
        Assert.True(Checkpoint.TryParse(note.Text, out var checkpoint));

        Assert.Equal(("example.com/behind-the-sofa", 20_852_163), (checkpoint.Origin, checkpoint.Size));
        Assert.Equal(Root, checkpoint.Root.ToBase64());
        Assert.Equal(note.Text, checkpoint.ToText());
        Assert.Equal(PublishedNote, note.ToString());
    }

    [Fact]
    public void The_published_cosignature_was_made_at_the_published_time()
    {
        Assert.True(SignedNote.TryParse(PublishedNote, out var note));

        Assert.True(Cosignature.TryReadTime(note.Signatures[1], out var time));
        Assert.Equal(1_679_315_147, time.ToUnixTimeSeconds());
        Assert.False(Cosignature.TryReadTime(note.Signatures[0], out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("log\n")]
    [InlineData("log\n1\n")]
    [InlineData("log\n1\n" + Root)]
    [InlineData("\n1\n" + Root + "\n")]
    [InlineData("log\n\n" + Root + "\n")]
    [InlineData("log\n01\n" + Root + "\n")]
    [InlineData("log\n00\n" + Root + "\n")]
    [InlineData("log\n+1\n" + Root + "\n")]
    [InlineData("log\n-1\n" + Root + "\n")]
    [InlineData("log\n 1\n" + Root + "\n")]
    [InlineData("log\n1 \n" + Root + "\n")]
    [InlineData("log\n1.0\n" + Root + "\n")]
    [InlineData("log\n1_000\n" + Root + "\n")]
    [InlineData("log\n١\n" + Root + "\n")]
    [InlineData("log\n9223372036854775808\n" + Root + "\n")]
    [InlineData("log\n1\n\n")]
    [InlineData("log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n")]
    [InlineData("log\n1\nCsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n")]
    [InlineData("log\n1\n " + Root + "\n")]
    [InlineData("log\n1\n" + Root + " \n")]
    [InlineData("log\n1\n" + Root + "\nmeer\n")]
    [InlineData("log\n1\n" + Root + "\n\n")]
    public void A_checkpoint_has_one_way_to_be_written(string text)
    {
        Assert.False(Checkpoint.TryParse(text, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(long.MaxValue)]
    public void A_checkpoint_that_is_written_is_read(long size)
    {
        var checkpoint = new Checkpoint("log.example/a", size, MerkleHash.Empty);

        Assert.True(Checkpoint.TryParse(checkpoint.ToText(), out var read));
        Assert.Equal(checkpoint, read);
    }
}
