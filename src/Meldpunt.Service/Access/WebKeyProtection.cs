using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Keys;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Meldpunt.Service.Access;

/// <summary>
/// Encrypts the keys of the framework's data protection (form tokens, cookie wrapping) under the installation's session key.
/// </summary>
internal sealed class WebKeyProtection : IXmlEncryptor, IXmlDecryptor
{
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
        using var cipher = SealedBox.Cipher(_installation.Keys.Sessions);
        var box = SealedBox.Seal(cipher, plain, Label);
        CryptographicOperations.ZeroMemory(plain);
        return new EncryptedXmlInfo(new XElement("sealed", Convert.ToBase64String(box)), typeof(WebKeyProtection));
    }

    public XElement Decrypt(XElement encryptedElement)
    {
        var box = Convert.FromBase64String(encryptedElement.Value);
        var plain = new byte[Math.Max(0, box.Length - SealedBox.OverheadBytes)];
        using var cipher = SealedBox.Cipher(_installation.Keys.Sessions);
        SealedBox.Open(cipher, box, plain, Label);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
