using System.Text;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Admin.Unidentified.Images;

namespace Meldpunt.Admin.Tests.Unidentified.Images;

/// <summary>Of a picture nothing is kept but what makes it, and a file is what its content says.</summary>
public sealed class PictureReaderTests
{
    private const string Canary = "KanarieInEenBeeld";

    private static readonly byte[] CanaryBytes = Encoding.UTF8.GetBytes(Canary);

    [Fact]
    public void A_plain_jpeg_stays_as_it_is()
    {
        var file = HandMadeJpeg.Make(columns: 4, rows: 2);

        var picture = PictureReader.Read(file, out var refusal);

        Assert.Null(refusal);
        Assert.Equal(("image/jpeg", 32, 16), (picture!.MediaType, picture.Width, picture.Height));
        Assert.Equal(file, picture.Bytes);
    }

    [Fact]
    public void A_plain_png_stays_as_it_is()
    {
        var file = HandMadePng.Make(30, 20, [HandMadePng.Chunk("gAMA", [0, 0, 0xB1, 0x8F]), HandMadePng.Chunk("sRGB", [0])]);

        var picture = PictureReader.Read(file, out var refusal);

        Assert.Null(refusal);
        Assert.Equal(("image/png", 30, 20), (picture!.MediaType, picture.Width, picture.Height));
        Assert.Equal(file, picture.Bytes);
    }

    public static TheoryData<string, byte, string> PlacesInAJpeg => new()
    {
        { "Exif", 0xE1, "Exif\0\0" },
        { "XMP", 0xE1, "http://ns.adobe.com/xap/1.0/\0" },
        { "colour profile", 0xE2, "ICC_PROFILE\0\u0001\u0001" },
        { "press data", 0xED, "Photoshop 3.0\0" },
        { "comment", 0xFE, string.Empty },
        { "thumbnail of JFIF", 0xE0, "JFIF\0\u0001\u0002\0\0\u0001\0\u0001\u0010\u0010" },
        { "thumbnail behind JFIF", 0xE0, "JFXX\0\u0010" },
        { "colours as Adobe has them", 0xEE, "Adobe\0d\0\0\0\0\u0001" },
        { "an unknown maker", 0xEB, string.Empty },
    };

    [Theory]
    [MemberData(nameof(PlacesInAJpeg))]
    public void Nothing_that_a_camera_wrote_into_a_jpeg_is_kept(string place, byte marker, string beginning)
    {
        var file = HandMadeJpeg.Make(4, 2, [HandMadeJpeg.Segment(marker, [.. Encoding.Latin1.GetBytes(beginning), .. CanaryBytes])]);
        Assert.True(file.AsSpan().IndexOf(CanaryBytes) > 0, place);

        var picture = PictureReader.Read(file, out _);

        Assert.True(picture!.Bytes.AsSpan().IndexOf(CanaryBytes) < 0, place);
        Assert.EndsWith(Convert.ToHexString(HandMadeJpeg.Make(4, 2)[2..]), Convert.ToHexString(picture.Bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tEXt")]
    [InlineData("iTXt")]
    [InlineData("zTXt")]
    [InlineData("eXIf")]
    [InlineData("tIME")]
    [InlineData("iCCP")]
    [InlineData("pHYs")]
    [InlineData("fdAT")]
    [InlineData("prVt")]
    public void Nothing_that_a_program_wrote_into_a_png_is_kept_in_front_of_the_picture_or_behind(string name)
    {
        var chunk = HandMadePng.Chunk(name, CanaryBytes);

        var picture = PictureReader.Read(HandMadePng.Make(30, 20, [chunk], [chunk]), out _);

        Assert.Equal(HandMadePng.Make(30, 20), picture!.Bytes);
    }

    [Fact]
    public void Whatever_stands_behind_the_end_is_not_kept()
    {
        byte[] jpeg = [.. HandMadeJpeg.Make(4, 2), .. CanaryBytes, .. HandMadeJpeg.Make(1, 1)];
        byte[] png = [.. HandMadePng.Make(30, 20), .. CanaryBytes];

        Assert.Equal(HandMadeJpeg.Make(4, 2), PictureReader.Read(jpeg, out _)!.Bytes);
        Assert.Equal(HandMadePng.Make(30, 20), PictureReader.Read(png, out _)!.Bytes);
    }

    [Fact]
    public void Jfif_and_adobe_tell_how_colours_are_coded_and_nothing_else()
    {
        var file = HandMadeJpeg.Make(
            1, 1, [HandMadeJpeg.Segment(0xE0, "JFIF\0\u0001\u0001\u0001\0H\0H\0\0"u8), HandMadeJpeg.Segment(0xEE, "Adobe\0d\0\u0012\u0034\u0012\u0002"u8)]);

        var picture = PictureReader.Read(file, out _);

        Assert.Equal(
            HandMadeJpeg.Make(1, 1, [HandMadeJpeg.Segment(0xE0, "JFIF\0\u0001\u0002\0\0\u0001\0\u0001\0\0"u8), HandMadeJpeg.Segment(0xEE, "Adobe\0d\0\0\0\0\u0002"u8)]),
            picture!.Bytes);
    }

    [Fact]
    public void Restarts_and_filled_markers_belong_to_a_picture()
    {
        var plain = HandMadeJpeg.Make(4, 2);
        byte[] file = [.. plain[..2], .. HandMadeJpeg.Segment(0xDD, [0, 1]), .. plain[2..^6], 0xFF, 0xD0, .. plain[^6..^2], 0xFF, 0xFF, 0xFF, 0xD9];

        var picture = PictureReader.Read(file, out _);

        Assert.Equal([.. file[..^4], 0xFF, 0xD9], picture!.Bytes);
    }

    [Fact]
    public void A_progressive_jpeg_is_taken_and_one_that_no_browser_draws_is_not()
    {
        Assert.NotNull(PictureReader.Read(HandMadeJpeg.Make(1, 1, frame: 0xC2), out _));
        foreach (var frame in (byte[])[0xC3, 0xC5, 0xC9, 0xCA, 0xCF])
        {
            Assert.Null(PictureReader.Read(HandMadeJpeg.Make(1, 1, frame: frame), out var refusal));
            Assert.Equal(PictureRefusals.OtherKind, refusal);
        }
    }

    public static TheoryData<string> NoPictures =>
    [
        "GIF89a", "<svg xmlns='http://www.w3.org/2000/svg'/>", "RIFF\0\0\0\0WEBP", "BM", "%PDF-1.7", "<html><script>", "\u0089PNG\r\n", "\u00FF\u00D8", "PK\u0003\u0004",
    ];

    [Theory]
    [MemberData(nameof(NoPictures))]
    public void What_is_no_jpeg_and_no_png_by_its_content_is_refused(string beginning)
    {
        byte[] file = [.. Encoding.Latin1.GetBytes(beginning), .. new byte[200]];

        Assert.Null(PictureReader.Read(file, out var refusal));
        Assert.Equal(PictureRefusals.OtherKind, refusal);
    }

    [Fact]
    public void A_picture_of_more_than_four_mebibytes_or_of_nothing_is_refused()
    {
        Assert.Null(PictureReader.Read(new byte[PictureReader.MaxBytes + 1], out var large));
        Assert.Null(PictureReader.Read([], out var empty));

        Assert.Equal((PictureRefusals.TooLarge, PictureRefusals.Empty), (large, empty));
    }

    [Theory]
    [InlineData(5_000, 5_000, true)]
    [InlineData(5_000, 5_001, false)]
    [InlineData(65_000, 65_000, false)]
    [InlineData(int.MaxValue, int.MaxValue, false)]
    public void A_picture_has_at_most_25_megapixels(int width, int height, bool isTaken)
    {
        var file = HandMadePng.Of(HandMadePng.Header((uint)width, (uint)height), HandMadePng.Chunk("IDAT", HandMadePng.Data(1, 1)), HandMadePng.Chunk("IEND", []));

        var picture = PictureReader.Read(file, out var refusal);

        Assert.Equal((isTaken, isTaken ? null : PictureRefusals.TooManyPixels), (picture is not null, refusal));
    }

    [Fact]
    public void A_jpeg_that_says_it_is_huge_is_refused_before_anything_else_of_it_is_looked_at()
    {
        var file = HandMadeJpeg.Make(columns: 8_000, rows: 1);
        var frame = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        (file[frame + 5], file[frame + 6]) = (0xFF, 0xFF);

        Assert.Null(PictureReader.Read(file, out var refusal));
        Assert.Equal(PictureRefusals.TooManyPixels, refusal);
    }

    [Fact]
    public void A_refusal_repeats_nothing_of_the_file()
    {
        Fault[] all = [PictureRefusals.Empty, PictureRefusals.OtherKind, PictureRefusals.TooLarge, PictureRefusals.TooMany, PictureRefusals.TooManyPixels, PictureRefusals.Unreadable];

        Assert.Equal(all.Length, all.Select(fault => fault.Code).Distinct(StringComparer.Ordinal).Count());
        Assert.All(all, fault => Assert.Equal("beeld", fault.Field));
    }
}
