using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Meldpunt.Admin.Keys;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Keys;

namespace Meldpunt.Admin.Register;

/// <summary>
/// Encrypts the personal fields of one entry under the entry's own key: AES-256-GCM with the entry's id and the field's name as associated
/// data, so that no field can be moved to another entry or another place. Before encryption a field gets its length in front and zeros
/// behind, to a multiple of 32 bytes, so that a stolen database does not tell how long a name is or whether there is a prefix.
/// </summary>
public sealed class EntryCipher : IDisposable
{
    private const int LengthBytes = sizeof(ushort);
    private const int BlockBytes = 32;

    private readonly OpaqueId _entry;
    private readonly SecretKey _key;
    private readonly AesGcm _cipher;

    private EntryCipher(OpaqueId entry, SecretKey key)
    {
        _entry = entry;
        _key = key;
        _cipher = SealedBox.Cipher(key);
    }

    /// <summary>A cipher with a new key, for a new entry.</summary>
    public static EntryCipher Create(OpaqueId entry) => new(entry, SecretKey.Create());

    /// <summary>The cipher of an entry whose key was wrapped by <see cref="WrapKey"/>.</summary>
    public static EntryCipher Open(OpaqueId entry, ReadOnlySpan<byte> wrappedKey, SecretKey epochKey) =>
        new(entry, KeyWrap.Unwrap(epochKey, wrappedKey, LabelOf(entry)));

    /// <summary>The entry's key, encrypted under the key of the month in which the entry must be gone.</summary>
    public byte[] WrapKey(SecretKey epochKey) => KeyWrap.Wrap(epochKey, _key, LabelOf(_entry));

    /// <summary>The key of the marks of visitors who are not the registered person, derived from the entry's own: it goes with it, and is never stored.</summary>
    public SecretKey NotMeKey() => _key.Derive("meldpunt entry not me 1"u8);

    /// <summary>Encrypts a field; null, an absent field, looks like any short one.</summary>
    public byte[] Seal(string field, string? value)
    {
        // Length plus one, so that 0 says "absent" and is not the same as empty.
        var bytes = value is null ? [] : Encoding.UTF8.GetBytes(value);
        var plain = new byte[(LengthBytes + bytes.Length + BlockBytes - 1) / BlockBytes * BlockBytes];
        BinaryPrimitives.WriteUInt16BigEndian(plain, checked((ushort)(value is null ? 0 : bytes.Length + 1)));
        bytes.CopyTo(plain, LengthBytes);

        var box = SealedBox.Seal(_cipher, plain, AssociatedData(field));
        CryptographicOperations.ZeroMemory(plain);
        CryptographicOperations.ZeroMemory(bytes);
        return box;
    }

    /// <summary>Decrypts a field; null when it is absent. Throws <see cref="CryptographicException"/> when a bit of it was changed.</summary>
    public string? Unseal(string field, ReadOnlySpan<byte> box)
    {
        var plain = new byte[Math.Max(0, box.Length - SealedBox.OverheadBytes)];
        SealedBox.Open(_cipher, box, plain, AssociatedData(field));
        var length = BinaryPrimitives.ReadUInt16BigEndian(plain);
        var value = length == 0 ? null : Encoding.UTF8.GetString(plain, LengthBytes, length - 1);
        CryptographicOperations.ZeroMemory(plain);
        return value;
    }

    /// <summary>Encrypts bytes that belong to the entry, such as an image; their number shows.</summary>
    /// <param name="part">Id of the part, so that it cannot stand in for another of the same entry.</param>
    /// <param name="role">What it is.</param>
    /// <param name="bytes">What to encrypt.</param>
    public byte[] SealBytes(OpaqueId part, string role, ReadOnlySpan<byte> bytes) => SealedBox.Seal(_cipher, bytes, AssociatedData(part + role));

    /// <summary>Decrypts what <see cref="SealBytes"/> encrypted. Throws <see cref="CryptographicException"/> when a bit of it, or its part or role, is another.</summary>
    public byte[] UnsealBytes(OpaqueId part, string role, ReadOnlySpan<byte> box)
    {
        var bytes = new byte[Math.Max(0, box.Length - SealedBox.OverheadBytes)];
        SealedBox.Open(_cipher, box, bytes, AssociatedData(part + role));
        return bytes;
    }

    public void Dispose()
    {
        _cipher.Dispose();
        _key.Dispose();
    }

    private byte[] AssociatedData(string field)
    {
        var data = new byte[OpaqueId.SizeBytes + field.Length];
        _entry.CopyTo(data);
        Encoding.ASCII.GetBytes(field, data.AsSpan(OpaqueId.SizeBytes));
        return data;
    }

    private static string LabelOf(OpaqueId entry) => $"meldpunt entry {entry}";
}
