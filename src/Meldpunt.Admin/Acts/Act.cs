using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Acts;

/// <summary>
/// Something that was done to the register or to a participant: one of <see cref="ActKinds"/>, what it was done to, and what else must be known of it. Never anything
/// of a person: ids, kinds, days, grounds, names of participants. Who and when stand in its row in the log.
/// </summary>
public sealed class Act
{
    private const int Version = 1;

    // Quotes and control characters are escaped; letters stay what they are, so that people can read the text.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="kind">One of <see cref="ActKinds"/>.</param>
    /// <param name="subjectId">The entry, unidentified person, participant, account or terminal.</param>
    /// <param name="participantId">Whose register it concerns: its desk may read the act. The empty id for what is the consortium's own.</param>
    /// <param name="details">What else must be known, names and values; none for null. Empty values are left out.</param>
    public Act(string kind, OpaqueId subjectId, OpaqueId participantId, IEnumerable<KeyValuePair<string, string?>>? details = null)
    {
        Kind = kind;
        SubjectId = subjectId;
        ParticipantId = participantId;
        Details = (details ?? [])
            .Where(detail => !string.IsNullOrEmpty(detail.Value))
            .ToImmutableSortedDictionary(detail => detail.Key, detail => detail.Value!, StringComparer.Ordinal);
    }

    public string Kind { get; }

    public OpaqueId SubjectId { get; }

    public OpaqueId ParticipantId { get; }

    /// <summary>In order of their names.</summary>
    public ImmutableSortedDictionary<string, string> Details { get; }

    /// <summary>The one line of JSON that is hashed into the row.</summary>
    public string ToText()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("v", Version);
            json.WriteString("handeling", Kind);
            json.WriteString("betreft", SubjectId.ToString());
            json.WriteString("deelnemer", ParticipantId.ToString());
            json.WriteStartObject("gegevens");
            foreach (var (name, value) in Details)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Reads a text. Throws <see cref="InvalidDataException"/>, without repeating it, when it is none.</summary>
    public static Act Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return new Act(
                root.GetProperty("handeling").GetString()!,
                IdOf(root.GetProperty("betreft")),
                IdOf(root.GetProperty("deelnemer")),
                root.GetProperty("gegevens").EnumerateObject().Select(detail => KeyValuePair.Create(detail.Name, detail.Value.GetString())));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException("The text of an act cannot be read.", exception);
        }
    }

    public override string ToString() => nameof(Act);

    private static OpaqueId IdOf(JsonElement element) =>
        OpaqueId.TryParse(element.GetString(), out var id) || string.Equals(element.GetString(), default(OpaqueId).ToString(), StringComparison.Ordinal)
            ? id
            : throw new InvalidOperationException("No id.");
}
