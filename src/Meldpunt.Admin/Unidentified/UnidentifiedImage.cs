using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Unidentified;

/// <summary>That there is an image, and how large: not what is on it.</summary>
public sealed class UnidentifiedImage
{
    public OpaqueId Id { get; init; }

    public OpaqueId UnidentifiedId { get; init; }

    public required string MediaType { get; init; }

    public int Width { get; init; }

    public int Height { get; init; }
}
