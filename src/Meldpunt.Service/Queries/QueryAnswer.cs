using System.Text.Encodings.Web;
using System.Text.Json;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.Queries;

/// <summary>
/// The answer to a query, in the same number of bytes whatever it says, so that nobody on the line can tell by size: the JSON is filled up with
/// spaces, which mean nothing there.
/// </summary>
internal static class QueryAnswer
{
    /// <summary>Bytes of every answer.</summary>
    public const int SizeBytes = 512;

    // Nothing that anybody typed is in an answer, so the plus of a telephone number may stay a plus.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // As long as a reference, for the answer that is not sent.
    private const string NoReference = "M-0000-000000";

    /// <summary>What gate staff read on a match (protocol article 3.2; AVG article 22: a match is a lead and no decision).</summary>
    public const string Instruction =
        "Een match is geen weigering. Bel uw veiligheidsafdeling en noem de referentie. Noem de bezoeker geen reden.";

    /// <summary>Answers one query whose row is durable.</summary>
    public static async Task WriteAsync(HttpContext http, LoggedQuery row, string deskPhone)
    {
        http.Response.StatusCode = StatusCodes.Status201Created;
        http.Response.ContentType = JsonText.ContentType;
        http.Response.ContentLength = SizeBytes;
        await http.Response.Body.WriteAsync(Format(row, deskPhone), http.RequestAborted);
    }

    // Both are written and one is sent, so that the work is the same too.
    internal static byte[] Format(LoggedQuery row, string deskPhone)
    {
        var match = Write(row, QueryOutcome.Match, deskPhone);
        var noMatch = Write(row, QueryOutcome.NoMatch, deskPhone);
        return row.Outcome == QueryOutcome.Match ? match : noMatch;
    }

    private static byte[] Write(LoggedQuery row, QueryOutcome outcome, string deskPhone)
    {
        var body = new byte[SizeBytes];
        using var stream = new MemoryStream(body);
        using (var json = new Utf8JsonWriter(stream, Plain))
        {
            json.WriteStartObject();
            json.WriteString("id", row.QueryId.ToString());
            json.WriteString("tijdstip", JsonText.Moment(row.RecordedAt));
            json.WriteString("uitkomst", QueryTerms.Of(outcome));
            if (outcome == QueryOutcome.Match)
            {
                json.WriteString("referentie", row.Reference ?? NoReference);
                json.WriteString("telefoonnummer", deskPhone);
                json.WriteString("instructie", Instruction);
            }

            json.WriteEndObject();
        }

        body.AsSpan((int)stream.Position).Fill((byte)' ');
        return body;
    }
}
