using Meldpunt.Index.Keys;

namespace Meldpunt.Index.Tests.Keys;

public sealed class SodiumSignatureTests
{
    // RFC 8032, section 7.1, tests 1 to 3.
    [Theory]
    [InlineData(
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData(
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData(
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    public void Signatures_are_those_of_the_standard(string seed, string publicKey, string message, string signature)
    {
        var key = new byte[Sodium.PublicKeyBytes];
        var made = new byte[Sodium.SignatureBytes];

        Sodium.PublicKeyOf(key, Convert.FromHexString(seed));
        Sodium.Sign(made, Convert.FromHexString(message), Convert.FromHexString(seed), key);

        Assert.Equal(publicKey, Convert.ToHexStringLower(key));
        Assert.Equal(signature, Convert.ToHexStringLower(made));
        Assert.True(Sodium.Verify(made, Convert.FromHexString(message), key));
    }

    [Fact]
    public void A_signature_over_anything_else_is_refused()
    {
        var (seed, key, signature) = (new byte[32], new byte[32], new byte[64]);
        Sodium.PublicKeyOf(key, seed);
        Sodium.Sign(signature, "text"u8, seed, key);
        var (otherKey, otherSignature) = ((byte[])key.Clone(), (byte[])signature.Clone());
        otherKey[0] ^= 1;
        otherSignature[63] ^= 1;

        Assert.True(Sodium.Verify(signature, "text"u8, key));
        Assert.False(Sodium.Verify(signature, "Text"u8, key));
        Assert.False(Sodium.Verify(otherSignature, "text"u8, key));
        Assert.False(Sodium.Verify(signature, "text"u8, otherKey));
        Assert.False(Sodium.Verify(signature.AsSpan(0, 63), "text"u8, key));
        Assert.False(Sodium.Verify(signature, "text"u8, key.AsSpan(0, 31)));
        Assert.False(Sodium.Verify([], "text"u8, []));
    }

    // A key of small order would verify signatures that nobody made.
    [Fact]
    public void A_key_that_fits_every_message_is_no_key()
    {
        var signature = new byte[64];
        signature[0] = 1;
        byte[] neutral = [1, .. new byte[31]];

        Assert.False(Sodium.Verify(signature, "text"u8, neutral));
    }

    [Fact]
    public void Sizes_that_it_does_not_take_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Sodium.PublicKeyOf(new byte[31], new byte[32]));
        Assert.Throws<ArgumentException>(() => Sodium.PublicKeyOf(new byte[32], new byte[33]));
        Assert.Throws<ArgumentException>(() => Sodium.Sign(new byte[63], [], new byte[32], new byte[32]));
        Assert.Throws<ArgumentException>(() => Sodium.Sign(new byte[64], [], new byte[31], new byte[32]));
        Assert.Throws<ArgumentException>(() => Sodium.Sign(new byte[64], [], new byte[32], []));
    }
}
