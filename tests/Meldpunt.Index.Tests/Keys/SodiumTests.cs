using Meldpunt.Index.Keys;

namespace Meldpunt.Index.Tests.Keys;

public sealed class SodiumTests
{
    // From the BLAKE2 reference distribution, testvectors/blake2b-kat.txt: key 00 01 02 … 3f, input 00 01 02 … of that length.
    [Theory]
    [InlineData(
        0, "10ebb67700b1868efb4417987acf4690ae9d972fb7a590c2f02871799aaa4786b5e996e8f0f4eb981fc214b005f42d2ff4233499391653df7aefcbc13fc51568")]
    [InlineData(
        1, "961f6dd1e4dd30f63901690c512e78e4b45e4742ed197c3c5e45c549fd25f2e4187b0bc9fe30492b16b0d0bc4ef9b0f34c7003fac09a5ef1532e69430234cebd")]
    public void Keyed_hashes_are_those_of_the_published_vectors(int inputLength, string expected)
    {
        var hash = new byte[64];

        Sodium.KeyedHash(hash, Counting(inputLength), Counting(64));

        Assert.Equal(expected, Convert.ToHexStringLower(hash));
    }

    // From the SipHash reference implementation, vectors.h, vectors_sip128: key 00 01 02 … 0f, input 00 01 02 … of that length.
    [Theory]
    [InlineData(0, "a3817f04ba25a8e66df67214c7550293")]
    [InlineData(1, "da87c1d86b99af44347659119b22fc45")]
    public void Short_hashes_are_those_of_the_published_vectors(int inputLength, string expected)
    {
        var hash = new byte[Sodium.ShortHashBytes];

        Sodium.ShortHash(hash, Counting(inputLength), Counting(Sodium.ShortHashBytes));

        Assert.Equal(expected, Convert.ToHexStringLower(hash));
    }

    [Theory]
    [InlineData(8, 16)]
    [InlineData(16, 32)]
    public void Sizes_that_the_short_hash_does_not_take_are_refused(int outputLength, int keyLength)
    {
        Assert.Throws<ArgumentException>(() => Sodium.ShortHash(new byte[outputLength], "text"u8, Counting(keyLength)));
    }

    [Fact]
    public void The_length_of_the_output_is_part_of_the_hash()
    {
        var half = new byte[16];
        var whole = new byte[32];

        Sodium.KeyedHash(half, "text"u8, Counting(32));
        Sodium.KeyedHash(whole, "text"u8, Counting(32));

        Assert.NotEqual(half, whole[..16]);
    }

    [Theory]
    [InlineData(65, 32)]
    [InlineData(16, 65)]
    public void Sizes_that_the_hash_does_not_take_are_refused(int outputLength, int keyLength)
    {
        Assert.Throws<InvalidOperationException>(() => Sodium.KeyedHash(new byte[outputLength], "text"u8, Counting(keyLength)));
    }

    [Fact]
    public void A_password_is_known_again_and_another_is_not()
    {
        const int memoryBytes = 8 << 20;
        var hash = Sodium.HashPassword("geheim"u8, passes: 1, memoryBytes);

        Assert.True(Sodium.VerifyPassword(hash, "geheim"u8));
        Assert.False(Sodium.VerifyPassword(hash, "Geheim"u8));
        Assert.False(Sodium.VerifyPassword("$argon2id$ without a closing zero"u8, "geheim"u8));
        Assert.False(Sodium.NeedsRehash(hash, passes: 1, memoryBytes));
        Assert.True(Sodium.NeedsRehash(hash, passes: 2, memoryBytes));
    }

    [Fact]
    public void A_passphrase_and_a_salt_give_one_key()
    {
        const int memoryBytes = 8 << 20;
        var one = new byte[32];
        var again = new byte[32];
        var salted = new byte[32];

        Sodium.DeriveKey(one, "open"u8, Counting(16), passes: 1, memoryBytes);
        Sodium.DeriveKey(again, "open"u8, Counting(16), passes: 1, memoryBytes);
        Sodium.DeriveKey(salted, "open"u8, new byte[16], passes: 1, memoryBytes);

        Assert.Equal(one, again);
        Assert.NotEqual(one, salted);
    }

    private static byte[] Counting(int length) => [.. Enumerable.Range(0, length).Select(value => (byte)value)];
}
