using System.Security.Cryptography;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Tests.Support;

namespace Meldpunt.Index.Tests.Keys;

public sealed class SecretKeyTests
{
    [Fact]
    public void A_key_is_zeroed_on_dispose()
    {
        var key = TestPersons.VectorKey();
        var bytes = key.Bytes;
        Assert.True(bytes.ContainsAnyExcept((byte)0));

        key.Dispose();

        Assert.False(bytes.ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void A_disposed_key_is_not_handed_out()
    {
        var key = TestPersons.VectorKey();

        key.Dispose();

        Assert.Throws<ObjectDisposedException>(() => key.Bytes.Length);
    }

    [Fact]
    public void A_key_of_another_size_is_refused()
    {
        Assert.Throws<CryptographicException>(() => SecretKey.FromBytes(new byte[31]));
        Assert.Throws<CryptographicException>(() => SecretKey.FromBytes(new byte[33]));
    }

    [Fact]
    public void A_key_holds_the_bytes_that_were_given()
    {
        byte[] given = [.. Enumerable.Range(0, SecretKey.SizeBytes).Select(value => (byte)value)];

        using var key = SecretKey.FromBytes(given);

        Assert.Equal(given, key.Bytes.ToArray());
    }

    [Fact]
    public void Two_new_keys_differ()
    {
        using var one = SecretKey.Create();
        using var other = SecretKey.Create();

        Assert.False(one.Bytes.SequenceEqual(other.Bytes));
    }

    [Fact]
    public void One_label_gives_one_key_and_another_label_another()
    {
        using var root = TestPersons.VectorKey();

        using var index = root.Derive("index"u8);
        using var again = root.Derive("index"u8);
        using var seal = root.Derive("seal"u8);

        Assert.True(index.Bytes.SequenceEqual(again.Bytes));
        Assert.False(index.Bytes.SequenceEqual(seal.Bytes));
        Assert.False(index.Bytes.SequenceEqual(root.Bytes));
    }
}
