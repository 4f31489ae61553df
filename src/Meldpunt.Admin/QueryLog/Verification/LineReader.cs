namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>Lines of a stream as bytes, in one buffer: no line of an export is longer than it, and a file that is no export fills no memory.</summary>
internal sealed class LineReader(Stream stream)
{
    private const int MaxLineBytes = 64 * 1024;

    private readonly byte[] _buffer = new byte[2 * MaxLineBytes];
    private int _start;
    private int _end;

    /// <summary>Reads the next line, without its line feed; it stays until the next call. False at the end. Throws when a line is too long to be a row's.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            var rest = _buffer.AsSpan(_start, _end - _start);
            var length = rest.IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = rest[..length];
                _start += length + 1;
                return true;
            }

            if (rest.Length > MaxLineBytes)
            {
                throw new VerificationException("Dit is geen export van het logboek: er staat een regel in die daarvoor te lang is.");
            }

            rest.CopyTo(_buffer);
            (_start, _end) = (0, rest.Length);
            var read = stream.Read(_buffer.AsSpan(_end));
            if (read == 0)
            {
                line = _buffer.AsSpan(0, _end);
                _end = 0;
                return !line.IsEmpty;
            }

            _end += read;
        }
    }
}
