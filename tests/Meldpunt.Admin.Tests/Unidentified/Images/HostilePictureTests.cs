using System.Buffers.Binary;
using System.Text;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Admin.Unidentified.Images;

namespace Meldpunt.Admin.Tests.Unidentified.Images;

/// <summary>A file made to do harm gets a refusal in words: no exception, no work or memory beyond its own length.</summary>
public sealed class HostilePictureTests
{
    private static readonly byte[] Jpeg = HandMadeJpeg.Make(
        4, 2, [HandMadeJpeg.Segment(0xE0, "JFIF\0\u0001\u0002\0\0\u0001\0\u0001\0\0"u8), HandMadeJpeg.Segment(0xE1, Encoding.ASCII.GetBytes("Exif\0\0" + new string('x', 60)))]);

    private static readonly byte[] Png = HandMadePng.Make(
        12, 9, [HandMadePng.Chunk("gAMA", [0, 0, 0xB1, 0x8F]), HandMadePng.Chunk("tEXt", "Comment\0iets"u8)], [HandMadePng.Chunk("tIME", new byte[7])]);

    [Fact]
    public void A_picture_that_is_broken_off_anywhere_is_refused()
    {
        foreach (var whole in (byte[][])[Jpeg, Png])
        {
            Assert.NotNull(PictureReader.Read(whole, out _));
            for (var length = 0; length < whole.Length; length++)
            {
                Assert.Null(PictureReader.Read(whole.AsSpan(0, length), out var refusal));
                Assert.NotNull(refusal);
            }
        }
    }

    [Fact]
    public void A_picture_with_any_one_byte_changed_is_refused_or_is_still_one()
    {
        foreach (var whole in (byte[][])[Jpeg, Png])
        {
            for (var at = 0; at < whole.Length; at++)
            {
                foreach (var value in (byte[])[0, 1, 2, 0x7F, 0x80, 0xFE, 0xFF])
                {
                    var changed = whole.ToArray();
                    changed[at] = value;
                    Expect(changed);
                }
            }
        }
    }

    [Fact]
    public void Random_damage_is_refused_or_leaves_a_picture()
    {
        var dice = new Dice(20261122);
        var taken = 0;
        for (var round = 0; round < 40_000; round++)
        {
            var changed = (round % 2 == 0 ? Jpeg : Png).ToArray().ToList();
            for (var damage = dice.Next(1, 6); damage > 0; damage--)
            {
                var at = dice.Next(0, changed.Count);
                switch (dice.Next(0, 3))
                {
                    case 0:
                        changed[at] = (byte)dice.Next(0, 256);
                        break;
                    case 1:
                        changed.Insert(at, (byte)dice.Next(0, 256));
                        break;
                    default:
                        changed.RemoveAt(at);
                        break;
                }
            }

            taken += Expect([.. changed]) ? 1 : 0;
        }

        // Damage inside what is left out anyway, or in the picture points: some of both kinds, or this tests nothing.
        Assert.InRange(taken, 1_000, 39_000);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(1u)]
    [InlineData(0x7FFF_FFFFu)]
    [InlineData(0x8000_0000u)]
    [InlineData(0xFFFF_FFF4u)]
    [InlineData(0xFFFF_FFFFu)]
    public void Lengths_that_lie_are_no_reason_to_take_memory(uint length)
    {
        var png = Png.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(png.AsSpan().IndexOf("tEXt"u8) - 4), length);
        var jpeg = Jpeg.ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(jpeg.AsSpan().IndexOf("Exif"u8) - 2), (ushort)(length & 0xFFFF));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var png1 = PictureReader.Read(png, out var refusedPng);
        var jpeg1 = PictureReader.Read(jpeg, out var refusedJpeg);
        var taken = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((PictureRefusals.Unreadable, PictureRefusals.Unreadable), (refusedPng, refusedJpeg));
        Assert.Null(png1 ?? jpeg1);
        Assert.InRange(taken, 0, 8 * (png.Length + jpeg.Length));
    }

    [Fact]
    public void The_largest_file_full_of_the_smallest_parts_is_read_in_one_go()
    {
        // Each part is all head and no content: a reader that began anew for each would not come to an end.
        var comments = Enumerable.Repeat(HandMadeJpeg.Segment(0xFE, []), (PictureReader.MaxBytes - 1_000) / 4);
        var texts = Enumerable.Repeat(HandMadePng.Chunk("tEXt", []), (PictureReader.MaxBytes - 1_000) / 12);
        byte[] markers = [.. Jpeg[..2], .. Enumerable.Repeat((byte)0xFF, PictureReader.MaxBytes - Jpeg.Length), .. Jpeg[2..]];
        var stuffed = new byte[PictureReader.MaxBytes];
        Array.Fill(stuffed, (byte)0xFF);
        Jpeg.AsSpan(0, Jpeg.Length - 2).CopyTo(stuffed);
        for (var at = Jpeg.Length; at < stuffed.Length; at += 2)
        {
            stuffed[at] = 0;
        }

        Assert.Equal(HandMadeJpeg.Make(4, 2), PictureReader.Read(HandMadeJpeg.Make(4, 2, comments), out _)!.Bytes);
        Assert.Equal(HandMadePng.Make(12, 9), PictureReader.Read(HandMadePng.Make(12, 9, texts), out _)!.Bytes);
        Assert.NotNull(PictureReader.Read(markers, out _));
        Assert.Null(PictureReader.Read(stuffed, out _));
    }

    [Fact]
    public void A_jpeg_of_very_many_scans_is_refused()
    {
        var scan = Jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        byte[] Of(int scans) => [.. Jpeg[..scan], .. Enumerable.Repeat(Jpeg[scan..^2], scans).SelectMany(bytes => bytes), 0xFF, 0xD9];

        Assert.NotNull(PictureReader.Read(Of(64), out _));
        Assert.Null(PictureReader.Read(Of(65), out var refusal));
        Assert.Equal(PictureRefusals.Unreadable, refusal);
    }

    [Fact]
    public void The_parts_of_a_png_stand_in_their_order_and_once()
    {
        var header = HandMadePng.Header(12, 9);
        var data = HandMadePng.Chunk("IDAT", HandMadePng.Data(12, 9));
        var end = HandMadePng.Chunk("IEND", []);
        var gamma = HandMadePng.Chunk("gAMA", [0, 0, 0xB1, 0x8F]);
        byte[][] wrong =
        [
            HandMadePng.Of(header, end), HandMadePng.Of(data, header, end), HandMadePng.Of(header, header, data, end),
            HandMadePng.Of(header, data, gamma, data, end), HandMadePng.Of(header, gamma, gamma, data, end), HandMadePng.Of(header, data, HandMadePng.Chunk("IEND", [1])),
            HandMadePng.Of(header, HandMadePng.Chunk("PLTE", [1, 2]), data, end), HandMadePng.Of(header, HandMadePng.Chunk("tRNS", [1, 2]), data, end),
            HandMadePng.Of(header, HandMadePng.Chunk("NEWe", [1]), data, end), HandMadePng.Of(HandMadePng.Header(12, 9, colourType: 3), data, end),
            HandMadePng.Of(HandMadePng.Header(0, 9), data, end), HandMadePng.Of(HandMadePng.Header(12, 9, colourType: 5), data, end),
        ];

        Assert.All(wrong, file => Assert.Null(PictureReader.Read(file, out _)));
        Assert.NotNull(PictureReader.Read(HandMadePng.Of(header, gamma, data, data, end), out _));
        Assert.NotNull(PictureReader.Read(
            HandMadePng.Of(HandMadePng.Header(12, 9, colourType: 3), HandMadePng.Chunk("PLTE", [1, 2, 3]), HandMadePng.Chunk("tRNS", [7]), data, end), out _));
    }

    /// <summary>Read without an exception; what is left is a picture that stays as it is. True when one is left.</summary>
    private static bool Expect(byte[] file)
    {
        var picture = PictureReader.Read(file, out var refusal);
        Assert.NotEqual(picture is null, refusal is null);
        if (picture is null)
        {
            return false;
        }

        Assert.InRange(picture.Bytes.Length, 1, file.Length + 18);
        Assert.InRange((long)picture.Width * picture.Height, 1, PictureReader.MaxPixels);
        Assert.Equal(picture.Bytes, PictureReader.Read(picture.Bytes, out _)!.Bytes);
        return true;
    }
}
