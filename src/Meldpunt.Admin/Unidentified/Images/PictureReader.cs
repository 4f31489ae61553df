using Meldpunt.Admin.Persons;

namespace Meldpunt.Admin.Unidentified.Images;

/// <summary>
/// Takes a file for what it is by its content, and keeps of it only what makes the picture. Not a decoder: it knows the parts of a file and their
/// lengths, and copies or leaves out. One pass over the bytes, one buffer of at most their number, whatever the file says of itself. What
/// somebody hides among the picture points themselves stays there.
/// </summary>
public static class PictureReader
{
    /// <summary>Most bytes of a picture.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Most picture points; what a browser unpacks is four bytes for each.</summary>
    public const int MaxPixels = 25_000_000;

    /// <summary>Most pictures of one person.</summary>
    public const int MaxOfOnePerson = 5;

    /// <summary>The picture; or null, and why not.</summary>
    public static Picture? Read(ReadOnlySpan<byte> bytes, out Fault? refusal)
    {
        refusal = bytes.Length switch
        {
            0 => PictureRefusals.Empty,
            > MaxBytes => PictureRefusals.TooLarge,
            _ => null,
        };
        if (refusal is not null)
        {
            return null;
        }

        if (JpegReader.IsJpeg(bytes))
        {
            return new JpegReader(bytes).Read(out refusal);
        }

        if (PngReader.IsPng(bytes))
        {
            return new PngReader(bytes).Read(out refusal);
        }

        refusal = PictureRefusals.OtherKind;
        return null;
    }

    internal static bool HasSize(int width, int height) => width > 0 && height > 0 && (long)width * height <= MaxPixels;
}
