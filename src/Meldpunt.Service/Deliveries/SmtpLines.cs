using System.Text;
using Meldpunt.Admin.Messages;

namespace Meldpunt.Service.Deliveries;

/// <summary>Reads the answers of a mail server, with a limit on each line and on their number. One caller at a time.</summary>
internal sealed class SmtpLines(Stream stream)
{
    private const int MaxLine = 1_000;
    private const int MaxLines = 100;
    private const int Digits = 3;

    private readonly byte[] _buffer = new byte[MaxLine];
    private int _length;

    /// <summary>True when more came than was asked for.</summary>
    public bool HasMore => _length > 0;

    /// <summary>One answer: its number, and its lines without it.</summary>
    public async Task<(int Status, IReadOnlyList<string> Texts)> ReadAsync(CancellationToken cancellation)
    {
        var texts = new List<string>();
        while (texts.Count < MaxLines)
        {
            var line = await ReadLineAsync(cancellation);
            if (line.Length < Digits || !int.TryParse(line.AsSpan(0, Digits), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var status))
            {
                break;
            }

            texts.Add(line.Length > Digits ? line[(Digits + 1)..] : string.Empty);
            if (line.Length == Digits || line[Digits] != '-')
            {
                return (status, texts);
            }
        }

        throw new DeliveryTroubleException(DeliveryOutcomes.Unreadable);
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellation)
    {
        int end;
        while ((end = _buffer.AsSpan(0, _length).IndexOf((byte)'\n')) < 0)
        {
            if (_length == _buffer.Length)
            {
                throw new DeliveryTroubleException(DeliveryOutcomes.Unreadable);
            }

            var read = await stream.ReadAsync(_buffer.AsMemory(_length), cancellation);
            _length += read > 0 ? read : throw new DeliveryTroubleException(DeliveryOutcomes.NoConnection);
        }

        var line = Encoding.Latin1.GetString(_buffer, 0, end).TrimEnd('\r');
        _length -= end + 1;
        Buffer.BlockCopy(_buffer, end + 1, _buffer, 0, _length);
        return line;
    }
}
