using System.Buffers.Binary;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Admin.QueryLog.Tree;

namespace Meldpunt.Admin.Tests.QueryLog.Notes;

public sealed class CosignatureTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static readonly string Text = new Checkpoint("log.example/a", 5, MerkleHash.Empty).ToText();

    [Fact]
    public void A_witness_says_what_it_saw_and_when()
    {
        using var keys = new NoteKeys();
        var note = keys.Log.SignNote(Text).With(Cosignature.Sign(keys.Witness, Text, Noon.AddMilliseconds(999)));

        Assert.True(SignedNote.TryParse(note.ToString(), out var read));
        Assert.True(read.TryVerify([keys.Log.Verifier, keys.Witness.Verifier], out var verified));
        Assert.Equal(["log.example/a", "getuige.example"], verified.Select(signature => signature.Name));
        Assert.True(Cosignature.TryReadTime(verified[1], out var time));
        Assert.Equal(Noon, time);
    }

    // libsodium over the two lines that C2SP tlog-cosignature puts before the checkpoint, written out by hand.
    [Fact]
    public void What_is_signed_is_the_published_form()
    {
        using var keys = new NoteKeys();
        var signature = Cosignature.Sign(keys.Witness, Text, Noon);
        var message = System.Text.Encoding.UTF8.GetBytes("cosignature/v1\ntime 1795262400\nlog.example/a\n5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");

        Assert.Equal(72, signature.Bytes.Length);
        Assert.Equal(1_795_262_400, BinaryPrimitives.ReadInt64BigEndian(signature.Bytes));
        Assert.True(Index.Keys.Sodium.Verify(signature.Bytes[8..], message, keys.Witness.Verifier.PublicKey));
    }

    [Fact]
    public void A_cosignature_with_any_flipped_bit_is_refused()
    {
        using var keys = new NoteKeys();
        var right = Cosignature.Sign(keys.Witness, Text, Noon);
        for (var bit = 0; bit < right.Bytes.Length * 8; bit++)
        {
            var bytes = right.Bytes.ToArray();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.False(new SignedNote(Text, [new NoteSignature(right.Name, right.KeyId, bytes)]).IsSignedBy(keys.Witness.Verifier), $"bit {bit}");
        }
    }

    [Fact]
    public void A_cosignature_without_a_time_that_can_be_is_refused()
    {
        using var keys = new NoteKeys();
        foreach (var seconds in (long[])[0, -1, long.MinValue, long.MaxValue, DateTimeOffset.MaxValue.ToUnixTimeSeconds() + 1])
        {
            var bytes = new byte[72];
            BinaryPrimitives.WriteInt64BigEndian(bytes, seconds);
            var signature = new NoteSignature(keys.Witness.Verifier.Name, keys.Witness.Verifier.KeyId, bytes);

            Assert.False(Cosignature.TryReadTime(signature, out _));
            Assert.False(new SignedNote(Text, [signature]).IsSignedBy(keys.Witness.Verifier));
        }

        Assert.False(Cosignature.TryReadTime(new NoteSignature("a", 1, new byte[71]), out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => Cosignature.Sign(keys.Witness, Text, DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void A_log_does_not_cosign_and_a_witness_does_not_sign()
    {
        using var keys = new NoteKeys();

        Assert.Throws<ArgumentException>(() => Cosignature.Sign(keys.Log, Text, Noon));
        Assert.Throws<InvalidOperationException>(() => keys.Witness.Sign(Text));
    }

    [Fact]
    public void A_plain_signature_under_a_witness_is_no_cosignature()
    {
        using var keys = new NoteKeys();
        var plain = keys.Log.Sign(Text);

        Assert.False(new SignedNote(Text, [new NoteSignature(keys.Witness.Verifier.Name, keys.Witness.Verifier.KeyId, plain.Bytes)]).IsSignedBy(keys.Witness.Verifier));
    }
}
