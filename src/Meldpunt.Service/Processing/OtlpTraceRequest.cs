using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Meldpunt.Admin.Processing;
using Meldpunt.Admin.QueryLog;

namespace Meldpunt.Service.Processing;

/// <summary>
/// An OTLP <c>ExportTraceServiceRequest</c> in its JSON encoding (OTLP 1.x: ids in hexadecimal digits, 64-bit numbers as text, enums as numbers): one span for each
/// record. In JSON so that whoever must judge what leaves can read it on the wire.
/// </summary>
internal static class OtlpTraceRequest
{
    private const string ServiceName = "meldpunt";
    private const int KindInternal = 1;
    private const int StatusOk = 1;
    private const int BytesPerRecord = 640;
    private const int NanosecondDigits = 6;

    private static readonly string ServiceVersion = typeof(OtlpTraceRequest).Assembly.GetName().Version!.ToString(fieldCount: 3);

    /// <summary>Writes the request.</summary>
    public static ReadOnlyMemory<byte> Write(IReadOnlyList<ProcessingRecord> records, Uri activity)
    {
        var buffer = new ArrayBufferWriter<byte>(BytesPerRecord * (records.Count + 1));
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("resourceSpans");
            json.WriteStartObject();
            WriteResource(json);
            json.WriteStartArray("scopeSpans");
            json.WriteStartObject();
            json.WriteStartArray("spans");
            foreach (var record in records)
            {
                WriteSpan(json, record, activity);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteResource(Utf8JsonWriter json)
    {
        json.WriteStartObject("resource");
        json.WriteStartArray("attributes");
        WriteAttribute(json, "service.name", ServiceName);
        WriteAttribute(json, "service.version", ServiceVersion);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // A row is one moment, so its span has no length. Ok whatever the answer was: the query was handled; a fault leaves no row.
    private static void WriteSpan(Utf8JsonWriter json, ProcessingRecord record, Uri activity)
    {
        var moment = record.UnixMilliseconds.ToString(CultureInfo.InvariantCulture) + new string('0', NanosecondDigits);
        json.WriteStartObject();
        json.WriteString("traceId", record.TraceId);
        json.WriteString("spanId", record.SpanId);
        json.WriteString("name", NameOf(record.Purpose));
        json.WriteNumber("kind", KindInternal);
        json.WriteString("startTimeUnixNano", moment);
        json.WriteString("endTimeUnixNano", moment);
        json.WriteStartArray("attributes");
        WriteAttribute(json, "dpl.core.processing_activity_id", activity.AbsoluteUri);
        WriteAttribute(json, "dpl.core.data_subject_id", record.Subject);
        WriteAttribute(json, "dpl.core.data_subject_id_type", $"meldpunt-pseudoniem-{record.SubjectMonth}");
        json.WriteEndArray();
        json.WriteStartObject("status");
        json.WriteNumber("code", StatusOk);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteAttribute(Utf8JsonWriter json, string key, string value)
    {
        json.WriteStartObject();
        json.WriteString("key", key);
        json.WriteStartObject("value");
        json.WriteString("stringValue", value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string NameOf(QueryPurpose purpose) => purpose switch
    {
        QueryPurpose.Gate => "bevraging aan de poort",
        QueryPurpose.Registration => "bevraging bij een registratie",
        QueryPurpose.LogInspection => "inzage in het logboek van bevragingen",
        _ => throw new InvalidDataException("A row of the query log has a purpose that this program does not know."),
    };
}
