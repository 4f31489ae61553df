using System.Net.Mime;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.Unidentified.Images;

namespace Meldpunt.Service.Unidentified;

/// <summary>Reads pictures that come in, in memory only: nothing of them touches the disk before it is sealed.</summary>
internal static class PictureBody
{
    /// <summary>The kinds that may be sent; which of the two it is, the content says.</summary>
    public static readonly string[] MediaTypes = [MediaTypeNames.Image.Jpeg, MediaTypeNames.Image.Png];

    /// <summary>The picture of a request; null, and why not. A body over the limit ends in 413.</summary>
    public static async Task<(Picture? Picture, Fault? Refusal)> ReadAsync(HttpContext http) => Read(await BytesAsync(http.Request.Body, http.RequestAborted));

    /// <summary>The picture of a file in a form; null, and why not.</summary>
    public static async Task<(Picture? Picture, Fault? Refusal)> ReadAsync(IFormFile file, CancellationToken stop)
    {
        if (file.Length > PictureReader.MaxBytes)
        {
            return (null, PictureRefusals.TooLarge);
        }

        await using var stream = file.OpenReadStream();
        return Read(await BytesAsync(stream, stop));
    }

    private static (Picture? Picture, Fault? Refusal) Read(ReadOnlySpan<byte> bytes)
    {
        var picture = PictureReader.Read(bytes, out var refusal);
        return (picture, refusal);
    }

    private static async Task<byte[]> BytesAsync(Stream stream, CancellationToken stop)
    {
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, stop);
        return copy.ToArray();
    }
}
