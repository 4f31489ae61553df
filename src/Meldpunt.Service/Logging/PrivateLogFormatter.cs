using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using Serilog.Events;
using Serilog.Formatting;

namespace Meldpunt.Service.Logging;

/// <summary>
/// One JSON object a line. An exception is its type and its stack and never its message, because a message may repeat what somebody typed,
/// and no rule can keep libraries from that.
/// </summary>
internal sealed class PrivateLogFormatter : ITextFormatter
{
    private const int MaxInnerExceptions = 5;

    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write("{\"tijd\":\"");
        output.Write(logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        output.Write("\",\"niveau\":\"");
        output.Write(logEvent.Level);
        output.Write("\",\"bericht\":");
        WriteText(logEvent.RenderMessage(CultureInfo.InvariantCulture), output);
        if (logEvent.Properties.TryGetValue("SourceContext", out var source) && source is ScalarValue { Value: string name })
        {
            output.Write(",\"bron\":");
            WriteText(name, output);
        }

        if (logEvent.Exception is { } exception)
        {
            output.Write(",\"fout\":");
            WriteText(Describe(exception), output);
        }

        output.WriteLine('}');
    }

    // Everything but plain ASCII is escaped: a log is read in terminals, and some of those take commands from letters that JSON lets through.
    private static void WriteText(string text, TextWriter output)
    {
        output.Write('"');
        output.Write(JavaScriptEncoder.Default.Encode(text));
        output.Write('"');
    }

    private static string Describe(Exception exception)
    {
        var parts = new List<string>();
        for (var current = exception; current is not null && parts.Count < MaxInnerExceptions; current = current.InnerException)
        {
            // Methods only: no file paths of the machine on which it was built.
            parts.Add($"{current.GetType().FullName}\n{new StackTrace(current, fNeedFileInfo: false)}");
        }

        return string.Join("caused by ", parts);
    }
}
