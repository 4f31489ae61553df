using System.Security.Cryptography;

namespace Meldpunt.Admin.QueryLog;

/// <summary>
/// Random bytes of the operating system, fetched for many rows at once: the source has a lock that every query would wait for. Each thread has its own; what is given away
/// is zeroed.
/// </summary>
internal static class RandomBytes
{
    private const int FetchedAtOnce = 8 * 1024;

    [ThreadStatic]
    private static byte[]? _bytes;

    [ThreadStatic]
    private static int _left;

    /// <summary>Fills it with bytes that nobody was given before.</summary>
    public static void Fill(Span<byte> destination)
    {
        if (_bytes is null || _left < destination.Length)
        {
            _bytes ??= new byte[FetchedAtOnce];
            RandomNumberGenerator.Fill(_bytes);
            _left = _bytes.Length;
        }

        var given = _bytes.AsSpan(_left - destination.Length, destination.Length);
        given.CopyTo(destination);
        given.Clear();
        _left -= destination.Length;
    }
}
