using Meldpunt.Service.Accuracy;

namespace Meldpunt.Service.Commands;

/// <summary>One line on standard error that says how far a long task is, and is gone when it ends. Nothing where standard error is no terminal.</summary>
internal sealed class ProgressLine : IDisposable
{
    private const int BarWidth = 30;

    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private int _length;

    /// <summary>Shows how much is done, and of how much.</summary>
    public void Show(long done, long all)
    {
        if (!_isTerminal || all == 0)
        {
            return;
        }

        var filled = (int)(BarWidth * Math.Min(done, all) / all);
        var line = $"[{new string('#', filled)}{new string('.', BarWidth - filled)}] {DutchNumbers.Of(done)} van {DutchNumbers.Of(all)} rijen";
        Console.Error.Write("\r" + line.PadRight(_length));
        _length = line.Length;
    }

    public void Dispose()
    {
        if (_length > 0)
        {
            Console.Error.Write($"\r{new string(' ', _length)}\r");
            _length = 0;
        }
    }
}
