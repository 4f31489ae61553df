using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Meldpunt.Admin.Installations;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Meldpunt.Service.Access;

/// <summary>
/// Encrypts the keys of the framework's data protection (form tokens, cookie wrapping) under the installation's session key: AES-256-GCM, nonce,
/// ciphertext, tag.
/// </summary>
internal sealed class WebKeyProtection : IXmlEncryptor, IXmlDecryptor
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private static readonly byte[] Label = "meldpunt web keys v1"u8.ToArray();

    private readonly Installation _installation;

    // The framework makes the decryptor itself, from the type's name in the key file and the service provider.
    public WebKeyProtection(IServiceProvider services)
        : this(services.GetRequiredService<Installation>())
    {
    }

    public WebKeyProtection(Installation installation)
    {
        _installation = installation;
    }

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var box = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(_installation.Keys.Sessions.Bytes, TagBytes);
        cipher.Encrypt(
            nonce: box.AsSpan(0, NonceBytes),
            plaintext: plain,
            ciphertext: box.AsSpan(NonceBytes, plain.Length),
            tag: box.AsSpan(NonceBytes + plain.Length),
            associatedData: Label);
        CryptographicOperations.ZeroMemory(plain);
        return new EncryptedXmlInfo(new XElement("sealed", Convert.ToBase64String(box)), typeof(WebKeyProtection));
    }

    public XElement Decrypt(XElement encryptedElement)
    {
        var box = Convert.FromBase64String(encryptedElement.Value);
        var plain = new byte[box.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(_installation.Keys.Sessions.Bytes, TagBytes);
        cipher.Decrypt(
            nonce: box.AsSpan(0, NonceBytes),
            ciphertext: box.AsSpan(NonceBytes, plain.Length),
            tag: box.AsSpan(NonceBytes + plain.Length),
            plaintext: plain,
            associatedData: Label);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
