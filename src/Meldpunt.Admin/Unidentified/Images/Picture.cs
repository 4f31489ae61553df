namespace Meldpunt.Admin.Unidentified.Images;

/// <summary>A picture of which nothing is left but what makes it: no time, no place, no name of a camera or a person. Never printed.</summary>
public sealed class Picture
{
    internal Picture(string mediaType, int width, int height, byte[] bytes)
    {
        MediaType = mediaType;
        Width = width;
        Height = height;
        Bytes = bytes;
    }

    /// <summary>What it is by its content: <c>image/jpeg</c> or <c>image/png</c>.</summary>
    public string MediaType { get; }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    public byte[] Bytes { get; }

    public override string ToString() => nameof(Picture);
}
