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
        await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        foreach (var row in rows)
        {
            var line = asJson
                ? Json(row, columns)
                : string.Join('\t', columns.Select(column => column.Read(row) ?? "-"));
            await output.WriteLineAsync(line);
        }

        return 0;
    }

    private static string Json<T>(T row, (string Name, Func<T, object?> Read)[] columns)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, JsonText.WriterOptions))
        {
            json.WriteStartObject();
            foreach (var (name, read) in columns)
            {
                if (read(row) is long number)
                {
                    json.WriteNumber(name, number);
                }
                else
                {
                    json.WriteString(name, (string?)read(row));
                }
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
