using System.Text;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.Tests.QueryLog.Notes;

public sealed class NoteTests
{
    // The example of C2SP signed-note.
    private const string PublishedKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    private const string PublishedText = "This is an example message.\n";
    private const string PublishedLine =
        "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=";

    private const string PublishedNote = PublishedText + "\n" + PublishedLine + "\n";

    [Fact]
    public void The_published_note_is_signed_by_the_published_key()
    {
        Assert.True(NoteVerifier.TryParse(PublishedKey, out var key));
        Assert.True(SignedNote.TryParse(Encoding.UTF8.GetBytes(PublishedNote), out var note));

        Assert.Equal(PublishedText, note.Text);
        Assert.True(note.IsSignedBy(key));
        Assert.Equal((0x530d903a, "example.com/foo", LogFormat.Ed25519Kind), ((int)key.KeyId, key.Name, key.Kind));
        Assert.Equal(PublishedKey, key.ToString());
        Assert.Equal(PublishedNote, note.ToString());
    }

    // The first example of the same page: no key is published with it, but its form is; the text has an empty line of its own.
    [Fact]
    public void A_text_may_have_empty_lines()
    {
        const string note = "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n"
            + "— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";

        Assert.True(SignedNote.TryParse(note, out var read));

        Assert.EndsWith("\n\ned è subito sera.\n", read.Text, StringComparison.Ordinal);
        Assert.Equal(note, read.ToString());
    }

    [Fact]
    public void A_note_signed_here_is_verified_here_and_no_other_text_is()
    {
        using var keys = new NoteKeys();
        var note = keys.Log.SignNote("een regel\n");

        Assert.True(note.IsSignedBy(keys.Log.Verifier));
        Assert.False(new SignedNote("een Regel\n", note.Signatures).IsSignedBy(keys.Log.Verifier));
        Assert.True(SignedNote.TryParse(note.ToString(), out var read));
        Assert.True(read.TryVerify([keys.Log.Verifier], out var verified));
        Assert.Single(verified);
    }

    [Fact]
    public void Every_flipped_bit_of_a_note_makes_it_another_or_none()
    {
        using var keys = new NoteKeys();
        var bytes = Encoding.UTF8.GetBytes(keys.Log.SignNote("log\n1\nx\n").ToString());
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var other = (byte[])bytes.Clone();
            other[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.False(SignedNote.TryParse(other, out var note) && note.IsSignedBy(keys.Log.Verifier), $"bit {bit}");
        }
    }

    [Fact]
    public void Signatures_of_strangers_are_ignored_and_one_that_is_known_must_be_there()
    {
        using var keys = new NoteKeys();
        var note = keys.Other.SignNote("tekst\n");

        Assert.False(note.IsSignedBy(keys.Log.Verifier));
        Assert.False(note.TryVerify([], out _));
        Assert.True(note.With(keys.Log.Sign(note.Text)).TryVerify([keys.Log.Verifier], out var verified));
        Assert.Equal("log.example/a", Assert.Single(verified).Name);
    }

    [Fact]
    public void A_stranger_with_the_name_or_the_id_of_a_known_key_stays_a_stranger()
    {
        using var keys = new NoteKeys();
        var text = "tekst\n";
        var right = keys.Log.Sign(text);
        var sameName = new NoteSignature(right.Name, right.KeyId ^ 1, new byte[64]);
        var sameId = new NoteSignature("iemand.example", right.KeyId, new byte[64]);

        Assert.True(new SignedNote(text, [sameName, right, sameId]).IsSignedBy(keys.Log.Verifier));
        Assert.False(new SignedNote(text, [sameName, sameId]).IsSignedBy(keys.Log.Verifier));
    }

    [Fact]
    public void One_false_signature_of_a_known_key_spoils_the_whole_note()
    {
        using var keys = new NoteKeys();
        var text = "tekst\n";
        var right = keys.Log.Sign(text);
        var wrong = keys.Log.Sign("iets anders\n");

        Assert.False(new SignedNote(text, [right, wrong]).IsSignedBy(keys.Log.Verifier));
        Assert.False(new SignedNote(text, [wrong, right]).IsSignedBy(keys.Log.Verifier));
        Assert.False(new SignedNote(text, [wrong, keys.Other.Sign(text)]).TryVerify([keys.Other.Verifier, keys.Log.Verifier], out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\n\n")]
    [InlineData("tekst\n\n")]
    [InlineData("tekst\n" + PublishedLine + "\n")]
    [InlineData("tekst\n\n" + PublishedLine)]
    [InlineData("tekst\n\n" + PublishedLine + "\r\n")]
    [InlineData("tekst\r\n\r\n" + PublishedLine + "\r\n")]
    [InlineData("tekst\n\n" + PublishedLine + "\nmeer\n")]
    [InlineData("tekst\n\nmeer\n" + PublishedLine + "\n")]
    [InlineData("te\0kst\n\n" + PublishedLine + "\n")]
    [InlineData("te\tkst\n\n" + PublishedLine + "\n")]
    [InlineData("tekst\n\n- a Uw2QOgAA\n")]
    [InlineData("tekst\n\n—a Uw2QOgAA\n")]
    [InlineData("tekst\n\n—  Uw2QOgAA\n")]
    [InlineData("tekst\n\n— a\n")]
    [InlineData("tekst\n\n— a \n")]
    [InlineData("tekst\n\n— a+b Uw2QOgAA\n")]
    [InlineData("tekst\n\n— a b Uw2QOgAA\n")]
    [InlineData("tekst\n\n— a\u00A0b Uw2QOgAA\n")]
    [InlineData("tekst\n\n— a Uw2QOg==\n")]
    [InlineData("tekst\n\n— a Uw2QOgA\n")]
    [InlineData("tekst\n\n— a Uw2QOgB=\n")]
    [InlineData("tekst\n\n— a Uw2Q OgAA\n")]
    public void What_is_no_note_is_refused(string text)
    {
        Assert.False(SignedNote.TryParse(text, out _));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        byte[] note = [.. "te"u8, 0xFF, .. "kst\n\n"u8, .. Encoding.UTF8.GetBytes(PublishedLine), (byte)'\n'];

        Assert.False(SignedNote.TryParse(note, out _));
        Assert.False(SignedNote.TryParse("te\ud800kst\n\n" + PublishedLine + "\n", out _));
    }

    [Fact]
    public void At_least_sixteen_signatures_are_read_and_no_more_than_the_limit()
    {
        using var keys = new NoteKeys();
        var line = keys.Log.Sign("tekst\n");

        Assert.True(SignedNote.TryParse(new SignedNote("tekst\n", [.. Enumerable.Repeat(line, SignedNote.MaxSignatures)]).ToString(), out _));
        Assert.False(SignedNote.TryParse(new SignedNote("tekst\n", [.. Enumerable.Repeat(line, SignedNote.MaxSignatures + 1)]).ToString(), out _));

        var large = new NoteSignature("a", 1, new byte[5_000]);
        Assert.True(SignedNote.TryParse(new SignedNote("tekst\n", [.. Enumerable.Repeat(large, 16)]).ToString(), out _));
    }

    [Fact]
    public void A_note_that_is_too_large_is_refused()
    {
        using var keys = new NoteKeys();
        var note = keys.Log.SignNote(new string('a', SignedNote.MaxBytes) + "\n").ToString();

        Assert.False(SignedNote.TryParse(note, out _));
        Assert.False(SignedNote.TryParse(Encoding.UTF8.GetBytes(note), out _));
        Assert.False(SignedNote.TryParse(keys.Log.SignNote(new string('€', SignedNote.MaxBytes / 2) + "\n").ToString(), out _));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("example.com/foo")]
    [InlineData("example.com/foo+530d903a")]
    [InlineData("example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/Foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903a+BekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2")]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2kAA==")]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n")]
    [InlineData(" example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFk yQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    public void What_is_no_key_is_refused(string? text)
    {
        Assert.False(NoteVerifier.TryParse(text, out _));
    }

    [Fact]
    public void A_name_with_a_space_or_a_plus_is_no_name()
    {
        using var seed = SecretKey.Create();
        string[] wrong = ["", " ", "a b", "a+b", "a\u2003b", "a\nb", "a\0b", "a\ud800b", new string('a', NoteName.MaxLength + 1)];

        Assert.All(wrong, name => Assert.Throws<ArgumentException>(() => new NoteSigner(name, seed)));
    }

    [Fact]
    public void One_key_under_two_names_has_two_ids()
    {
        using var seed = SecretKey.Create();

        Assert.NotEqual(new NoteSigner("a", seed).Verifier.KeyId, new NoteSigner("b", seed).Verifier.KeyId);
        Assert.NotEqual(new NoteSigner("a", seed).Verifier.KeyId, new NoteSigner("a", seed, LogFormat.CosignatureKind).Verifier.KeyId);
    }
}
