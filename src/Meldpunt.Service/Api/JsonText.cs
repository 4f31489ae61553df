using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Meldpunt.Service.Api;

/// <summary>How JSON is written here.</summary>
internal static class JsonText
{
    /// <summary>Content type of every good answer.</summary>
    public const string ContentType = "application/json; charset=utf-8";

    /// <summary>Letters stay letters; what a browser could take for markup is escaped.</summary>
    public static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.BasicLatin, UnicodeRanges.Latin1Supplement, UnicodeRanges.LatinExtendedA),
    };

    /// <summary>A moment as the interface writes it: UTC, milliseconds, Z.</summary>
    public static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A day as the interface writes it.</summary>
    public static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Writes an answer of one JSON object.</summary>
    public static async Task WriteAsync(HttpContext http, int status, Action<Utf8JsonWriter> write, string contentType = ContentType)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        http.Response.ContentLength = buffer.WrittenCount;
        await http.Response.Body.WriteAsync(buffer.WrittenMemory, http.RequestAborted);
    }
}
