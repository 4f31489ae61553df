using System.Buffers.Binary;

namespace Meldpunt.Admin.QueryLog.Notes;

/// <summary>One signature line of a note: em dash, name, and base64 of key id and signature.</summary>
public sealed class NoteSignature
{
    private const string Mark = "\u2014 ";
    private const int KeyIdBytes = sizeof(uint);

    private readonly byte[] _bytes;

    public NoteSignature(string name, uint keyId, ReadOnlySpan<byte> signature)
    {
        Name = name;
        KeyId = keyId;
        _bytes = signature.ToArray();
    }

    /// <summary>The name of the key, as the line says.</summary>
    public string Name { get; }

    /// <summary>The id of the key, as the line says.</summary>
    public uint KeyId { get; }

    /// <summary>The signature after the key id; what it holds depends on the key.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Reads a line without its line feed; false unless it is written exactly as <see cref="ToString"/> writes it.</summary>
    public static bool TryParse(string line, out NoteSignature signature)
    {
        signature = null!;
        var space = line.LastIndexOf(' ');
        if (!line.StartsWith(Mark, StringComparison.Ordinal) || space <= Mark.Length)
        {
            return false;
        }

        var name = line[Mark.Length..space];
        var base64 = line.AsSpan(space + 1);
        var bytes = new byte[base64.Length];
        if (!NoteName.IsValid(name) || !Convert.TryFromBase64Chars(base64, bytes, out var written) || written <= KeyIdBytes)
        {
            return false;
        }

        signature = new NoteSignature(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsSpan(KeyIdBytes, written - KeyIdBytes));
        return string.Equals(signature.ToString(), line, StringComparison.Ordinal);
    }

    /// <summary>True when the line names this key; its signature may still be false.</summary>
    public bool IsBy(NoteVerifier key) => KeyId == key.KeyId && string.Equals(Name, key.Name, StringComparison.Ordinal);

    /// <summary>The line without its line feed.</summary>
    public override string ToString()
    {
        var bytes = new byte[KeyIdBytes + _bytes.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
        _bytes.CopyTo(bytes, KeyIdBytes);
        return $"{Mark}{Name} {Convert.ToBase64String(bytes)}";
    }
}
