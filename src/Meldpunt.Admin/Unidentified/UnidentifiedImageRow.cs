using Meldpunt.Admin.Register;
using Meldpunt.Admin.Unidentified.Images;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Unidentified;

/// <summary>An image as the database keeps it, sealed under the key of its person.</summary>
internal sealed class UnidentifiedImageRow
{
    private const string Role = "image";

    public OpaqueId Id { get; init; }

    public OpaqueId UnidentifiedId { get; init; }

    public required string MediaType { get; init; }

    public int Width { get; init; }

    public int Height { get; init; }

    public required byte[] Bytes { get; init; }

    public static UnidentifiedImageRow Seal(Picture picture, EntryCipher cipher, OpaqueId person)
    {
        var id = OpaqueId.Create();
        return new UnidentifiedImageRow
        {
            Id = id,
            UnidentifiedId = person,
            MediaType = picture.MediaType,
            Width = picture.Width,
            Height = picture.Height,
            Bytes = cipher.SealBytes(id, Role, picture.Bytes),
        };
    }

    public Picture Unseal(EntryCipher cipher) => new(MediaType, Width, Height, cipher.UnsealBytes(Id, Role, Bytes));
}
