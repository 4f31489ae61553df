using System.Security.Cryptography;
using System.Text;
using Meldpunt.Admin.Keys;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Messages;

/// <summary>Seals addresses and secrets of channels, each for its own channel and its own purpose.</summary>
internal sealed class ChannelSeal(Keyring keys)
{
    /// <summary>Bytes of a secret; Standard Webhooks asks for 24 to 64.</summary>
    public const int SecretBytes = 32;

    private const string AddressLabel = "meldpunt channel address ";
    private const string SecretLabel = "meldpunt channel secret ";

    public byte[] SealAddress(OpaqueId id, string address) => Seal(Encoding.UTF8.GetBytes(address), AddressLabel, id);

    public byte[] SealSecret(OpaqueId id, ReadOnlySpan<byte> secret) => Seal(secret, SecretLabel, id);

    public string OpenAddress(OpaqueId id, byte[] box) => box.Length == 0 ? string.Empty : Encoding.UTF8.GetString(Open(box, AddressLabel, id));

    public byte[] OpenSecret(OpaqueId id, byte[] box) => Open(box, SecretLabel, id);

    private byte[] Seal(ReadOnlySpan<byte> plain, string label, OpaqueId id)
    {
        using var cipher = SealedBox.Cipher(keys.Credentials);
        return SealedBox.Seal(cipher, plain, Encoding.UTF8.GetBytes(label + id));
    }

    private byte[] Open(byte[] box, string label, OpaqueId id)
    {
        if (box.Length < SealedBox.OverheadBytes)
        {
            throw new CryptographicException("A sealed box has another size.");
        }

        var plain = new byte[box.Length - SealedBox.OverheadBytes];
        using var cipher = SealedBox.Cipher(keys.Credentials);
        SealedBox.Open(cipher, box, plain, Encoding.UTF8.GetBytes(label + id));
        return plain;
    }
}
