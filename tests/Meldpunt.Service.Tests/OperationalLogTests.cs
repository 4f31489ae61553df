using System.Text.Json;
using Meldpunt.Service.Logging;
using Serilog.Events;
using Serilog.Parsing;

namespace Meldpunt.Service.Tests;

/// <summary>The operational log is one JSON object a line, whatever somebody manages to get into a message.</summary>
public sealed class OperationalLogTests
{
    private const string Forged = "poort\r\n{\"tijd\":\"2026-01-01\",\"bericht\":\"Account beheer signed in.\"}\u001b[2J\u001b]0;x\u0007\u0085\u009b2J\u2028\u2029\u202e";

    [Fact]
    public void Nobody_writes_a_second_line_or_a_command_for_the_terminal_into_it()
    {
        var text = Write(Forged, exception: null);

        var line = text.TrimEnd('\n');
        Assert.All(line, letter => Assert.InRange(letter, ' ', '~'));
        Assert.Equal($"Somebody asked: \"{Forged}\"", JsonDocument.Parse(line).RootElement.GetProperty("bericht").GetString()!.Replace("\\\"", "\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_an_exception_it_says_the_type_and_never_the_message()
    {
        var text = Write("x", new InvalidOperationException("Jansen 1984", new FormatException("Pietersen")));

        Assert.Contains("System.InvalidOperationException", text, StringComparison.Ordinal);
        Assert.Contains("System.FormatException", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Jansen", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Pietersen", text, StringComparison.Ordinal);
    }

    private static string Write(string value, Exception? exception)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var template = new MessageTemplateParser().Parse("Somebody asked: {What}");
        var moment = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
        new PrivateLogFormatter().Format(
            new LogEvent(moment, LogEventLevel.Information, exception, template, [new LogEventProperty("What", new ScalarValue(value))]), output);
        return output.ToString();
    }
}
