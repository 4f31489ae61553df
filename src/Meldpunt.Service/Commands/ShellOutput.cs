using System.Buffers;
using System.Text;
using System.Text.Json;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.Commands;

/// <summary>Prints rows: columns for people, one JSON object a line for machines.</summary>
internal static class ShellOutput
{
    /// <summary>Prints every row and returns exit code 0.</summary>
    public static async Task<int> PrintAsync<T>(IEnumerable<T> rows, bool asJson, params (string Name, Func<T, object?> Read)[] columns)
    {
        await WriteAsync(Console.OpenStandardOutput(), rows, asJson, columns);
        return 0;
    }

    /// <summary>Writes every row to a stream, and closes it.</summary>
    public static async Task WriteAsync<T>(Stream stream, IEnumerable<T> rows, bool asJson, params (string Name, Func<T, object?> Read)[] columns)
    {
        await using var output = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        foreach (var row in rows)
        {
            var line = asJson
                ? Json(row, columns)
                : string.Join('\t', columns.Select(column => column.Read(row) ?? "-"));
            await output.WriteLineAsync(line);
        }
    }

    private static string Json<T>(T row, (string Name, Func<T, object?> Read)[] columns)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, JsonText.WriterOptions))
        {
            json.WriteStartObject();
            foreach (var (name, read) in columns)
            {
                switch (read(row))
                {
                    case long number:
                        json.WriteNumber(name, number);
                        break;
                    case byte[] bytes:
                        json.WriteBase64String(name, bytes);
                        break;
                    case var text:
                        json.WriteString(name, (string?)text);
                        break;
                }
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
