using System.Security.Cryptography;
using System.Text;

namespace Meldpunt.Admin.Keys;

/// <summary>What somebody typed to open the keys, in a pinned buffer that is zeroed on dispose; never a string. In Unicode NFC, so that every keyboard writes it the same.</summary>
public sealed class Passphrase : IDisposable
{
    /// <summary>Least words and characters of a new one, which has no more to hold than Argon2id and this.</summary>
    public const int MinWords = 5;
    public const int MinLength = 20;

    /// <summary>Most characters that are looked at.</summary>
    public const int MaxLength = 512;

    private readonly byte[] _bytes = GC.AllocateArray<byte>(MaxLength * MaxBytesPerCharacter, pinned: true);
    private readonly int _length;
    private readonly bool _isStrong;

    // A character that is not from the basic plane is two of UTF-16, and four bytes.
    private const int MaxBytesPerCharacter = 3;

    /// <summary>Takes what was typed; the caller zeroes its own copy. Throws <see cref="AdministrationException"/> when it is empty or too long.</summary>
    public Passphrase(ReadOnlySpan<char> typed)
    {
        var text = typed.Trim();
        if (text.IsEmpty || text.Length > MaxLength)
        {
            throw new AdministrationException($"Een wachtzin heeft 1 tot {MaxLength} tekens.");
        }

        var normal = GC.AllocateArray<char>(MaxLength * MaxBytesPerCharacter, pinned: true);
        try
        {
            if (!text.TryNormalize(normal, out var count, NormalizationForm.FormC) || Encoding.UTF8.GetByteCount(normal.AsSpan(0, count)) > _bytes.Length)
            {
                throw new AdministrationException("Deze wachtzin is te lang.");
            }

            _length = Encoding.UTF8.GetBytes(normal.AsSpan(0, count), _bytes);
            _isStrong = count >= MinLength && CountWords(normal.AsSpan(0, count)) >= MinWords;
        }
        catch (ArgumentException)
        {
            throw new AdministrationException("Deze wachtzin is geen tekst.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(System.Runtime.InteropServices.MemoryMarshal.AsBytes(normal.AsSpan()));
        }
    }

    /// <summary>The bytes; valid until <see cref="Dispose"/>.</summary>
    internal ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Throws <see cref="AdministrationException"/> when this is too little to protect a register with.</summary>
    public void EnsureStrong()
    {
        if (!_isStrong)
        {
            throw new AdministrationException($"Een wachtzin heeft ten minste {MinWords} woorden en {MinLength} tekens. Neem woorden die niets met elkaar te maken hebben.");
        }
    }

    /// <summary>True when somebody typed the same again.</summary>
    public bool IsSame(Passphrase other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return CryptographicOperations.FixedTimeEquals(Bytes, other.Bytes);
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);

    public override string ToString() => nameof(Passphrase);

    private static int CountWords(ReadOnlySpan<char> text)
    {
        var words = 0;
        foreach (var word in text.Split(' '))
        {
            words += text[word].IsWhiteSpace() ? 0 : 1;
        }

        return words;
    }
}
