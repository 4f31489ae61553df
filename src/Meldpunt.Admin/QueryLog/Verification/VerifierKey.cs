using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>A public key as text (section 3): whose it is, its id, and the 32 bytes.</summary>
internal sealed class VerifierKey
{
    /// <summary>Bytes of a key id, in a signature before the signature itself.</summary>
    public const int IdBytes = 4;

    private const int MaxLength = 1024;

    private readonly byte[] _id;
    private readonly byte[] _publicKey;

    private VerifierKey(string text, string name, byte[] id, byte[] publicKey)
    {
        Text = text;
        Name = name;
        _id = id;
        _publicKey = publicKey;
    }

    public string Text { get; }

    /// <summary>The name of the key, which is the origin of the log.</summary>
    public string Name { get; }

    public ReadOnlySpan<byte> Id => _id;

    /// <summary>The key id as people compare it: eight hexadecimal digits.</summary>
    public string IdText => Convert.ToHexStringLower(_id);

    /// <summary>Reads the text form; null when it is not one of an Ed25519 key, or when its id is not that of its bytes.</summary>
    public static VerifierKey? Parse(string text)
    {
        var line = text.Trim();
        var parts = line.Split('+', 3);
        if (line.Length > MaxLength || parts.Length != 3 || !SignedText.IsName(parts[0]) || parts[1].Length != 2 * IdBytes)
        {
            return null;
        }

        var key = new byte[1 + Sodium.PublicKeyBytes];
        if (!Convert.TryFromBase64String(parts[2], key, out var length) || length != key.Length || key[0] != LogFormat.Ed25519Kind)
        {
            return null;
        }

        var id = IdOf(parts[0], key);
        return uint.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _)
            && string.Equals(parts[1], Convert.ToHexStringLower(id), StringComparison.OrdinalIgnoreCase)
            ? new VerifierKey(line, parts[0], id, key[1..])
            : null;
    }

    /// <summary>True when the signature over the message is by this key.</summary>
    public bool Verifies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) => Sodium.Verify(signature, message, _publicKey);

    // Over name, a line feed, the kind and the key.
    private static byte[] IdOf(string name, byte[] kindAndKey) => SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', .. kindAndKey])[..IdBytes];
}
