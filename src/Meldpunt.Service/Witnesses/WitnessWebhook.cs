using System.Buffers;
using System.Text;
using System.Text.Json;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.Witnesses;

/// <summary>Tells another machine of an alarm, so that somebody hears it who does not read a terminal.</summary>
internal static class WitnessWebhook
{
    private const int MaxAnswerBytes = 64 * 1_024;

    /// <summary>Sends it; false when it did not arrive. The address is not repeated anywhere: it often is a password of its own.</summary>
    public static async Task<bool> TrySendAsync(BoundedHttp http, Uri address, WitnessReport report, CancellationToken cancellation)
    {
        try
        {
            var answer = await http.PostAsync(address, Json(report, withEvidence: false), "application/json", MaxAnswerBytes, cancellation);
            return answer.Status is >= StatusCodes.Status200OK and < StatusCodes.Status300MultipleChoices;
        }
        catch (FetchException)
        {
            return false;
        }
    }

    /// <summary>A report as one JSON object.</summary>
    public static string Json(WitnessReport report, bool withEvidence)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, JsonText.WriterOptions))
        {
            json.WriteStartObject();
            report.Write(json, withEvidence);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
