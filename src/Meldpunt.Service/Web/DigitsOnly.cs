using System.Text;

namespace Meldpunt.Service.Web;

/// <summary>
/// How <c>Content-Length</c> is read: digits and nothing else (RFC 9110, section 8.6). The server's own reader takes <c>+3</c> for 3 as well, and a proxy in front may not: two that
/// disagree about where a request ends are how one is smuggled inside another.
/// </summary>
internal sealed class DigitsOnly : Encoding
{
    // No number: the server refuses it with 400.
    private const char NoDigit = 'x';

    private static readonly DigitsOnly Instance = new();

    /// <summary>For Kestrel: which headers are read by which coding; null for its own.</summary>
    public static Encoding? ForHeader(string name) => string.Equals(name, "Content-Length", StringComparison.OrdinalIgnoreCase) ? Instance : null;

    public override int GetByteCount(char[] chars, int index, int count) => count;

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        ASCII.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetCharCount(byte[] bytes, int index, int count) => count;

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(chars);
        for (var at = 0; at < byteCount; at++)
        {
            chars[charIndex + at] = char.IsAsciiDigit((char)bytes[byteIndex + at]) ? (char)bytes[byteIndex + at] : NoDigit;
        }

        return byteCount;
    }

    public override int GetMaxByteCount(int charCount) => charCount;

    public override int GetMaxCharCount(int byteCount) => byteCount;
}
