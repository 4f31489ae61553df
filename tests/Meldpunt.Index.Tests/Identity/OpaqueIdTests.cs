using Meldpunt.Index.Identity;

namespace Meldpunt.Index.Tests.Identity;

public sealed class OpaqueIdTests
{
    [Fact]
    public void An_id_is_read_as_it_was_written()
    {
        var id = OpaqueId.Create();

        Assert.True(OpaqueId.TryParse(id.ToString(), out var parsed));
        Assert.Equal(id, parsed);
        Assert.Equal(id, new OpaqueId(id.ToByteArray()));
        Assert.Equal(id.GetHashCode(), parsed.GetHashCode());
        Assert.True(id == parsed);
    }

    [Fact]
    public void The_text_shows_the_bytes_in_their_order()
    {
        var id = new OpaqueId(Convert.FromHexString("000102030405060708090a0b0c0d0e0f"));

        Assert.Equal("000102030405060708090a0b0c0d0e0f", id.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("000102030405060708090A0B0C0D0E0F")]
    [InlineData("000102030405060708090a0b0c0d0e0")]
    [InlineData("000102030405060708090a0b0c0d0e0g")]
    [InlineData("00000000000000000000000000000000")]
    public void Another_form_or_the_empty_id_is_refused(string? text)
    {
        Assert.False(OpaqueId.TryParse(text, out var id));
        Assert.True(id.IsEmpty);
    }

    [Fact]
    public void Bytes_of_another_number_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new OpaqueId(new byte[15]));
        Assert.Throws<ArgumentException>(() => new OpaqueId(new byte[17]));
    }

    [Fact]
    public void Two_new_ids_differ()
    {
        Assert.True(OpaqueId.Create() != OpaqueId.Create());
    }
}
