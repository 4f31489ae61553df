using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Messages;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.Deliveries;

/// <summary>The body of a webhook: a thin CloudEvent 1.0 in JSON, after the NL GOV profile. Ids, a kind, a reference, a moment; who wants more reads it, signed in.</summary>
internal static class WebhookEvent
{
    public const string ContentType = "application/cloudevents+json";

    private const string TypePrefix = "nl.meldpunt.";

    /// <summary>The bytes. Of one delivery they are the same at every try.</summary>
    public static byte[] Write(OpaqueId installation, Delivery delivery, Uri data)
    {
        var kind = FollowUpTerms.Of(delivery.Kind);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, JsonText.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", delivery.MessageId.ToString());
            json.WriteString("source", $"urn:uuid:{new Guid(installation.ToByteArray(), bigEndian: true)}");
            json.WriteString("type", TypePrefix + Hyphened(kind));
            json.WriteString("time", JsonText.Moment(delivery.MadeAt));
            json.WriteString("sequence", delivery.MessageSeq.ToString(CultureInfo.InvariantCulture));
            json.WriteString("dataref", data.AbsoluteUri);
            json.WriteString("datacontenttype", "application/json");
            json.WriteStartObject("data");
            json.WriteString("soort", kind);
            json.WriteString("opvolging", delivery.FollowUpId?.ToString());
            json.WriteString("referentie", delivery.Reference);
            json.WriteString("wat", delivery.Change);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    // registratieGewijzigd is registratie-gewijzigd in a type.
    private static string Hyphened(string name) => name.Aggregate(
        new StringBuilder(), (text, letter) => char.IsAsciiLetterUpper(letter) ? text.Append('-').Append(char.ToLowerInvariant(letter)) : text.Append(letter)).ToString();
}
