using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace Meldpunt.Service.Logging;

/// <summary>Writes log lines to a text writer, whole lines at a time.</summary>
internal sealed class TextWriterSink(TextWriter writer, ITextFormatter formatter) : ILogEventSink
{
    private readonly Lock _lock = new();

    public void Emit(LogEvent logEvent)
    {
        using var line = new StringWriter();
        formatter.Format(logEvent, line);
        lock (_lock)
        {
            writer.Write(line.ToString());
            writer.Flush();
        }
    }
}
