using System.Globalization;
using System.Text.Json;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;
using Meldpunt.Service.Access;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.Registrations;

/// <summary>What came of an act on a registration, in the status and words of the interface; and the version that was seen.</summary>
internal static class EntryAnswer
{
    // No entry ever has it.
    private const int NoVersion = -1;

    /// <summary>The version in <c>If-Match</c>: null when there is none or any will do; one that no entry has when it cannot be one of ours.</summary>
    public static int? Version(HttpRequest request)
    {
        var header = request.Headers.IfMatch;
        if (header.Count == 0 || (header.Count == 1 && string.Equals(header[0], "*", StringComparison.Ordinal)))
        {
            return null;
        }

        return header.Count == 1 && header[0] is ['"', .. var text, '"']
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : NoVersion;
    }

    /// <summary>Writes 201 with the entry, or why nothing was done.</summary>
    /// <param name="http">The request.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="write">Writes an entry.</param>
    public static Task WriteAsync(HttpContext http, EntryResult result, Action<Utf8JsonWriter, Entry> write)
    {
        if (result.Entry is { } entry)
        {
            http.Response.Headers.Location = $"{RegistrationEndpoints.Path}/{entry.Id}";
            SetTag(http, entry);
            return JsonText.WriteAsync(http, StatusCodes.Status201Created, json => write(json, entry));
        }

        return result switch
        {
            { Known: { } known } => JsonText.WriteAsync(http, StatusCodes.Status201Created, json => KnownJson.Write(json, known)),
            { IsMissing: true } => Problem.WriteAsync(http, StatusCodes.Status404NotFound),
            { IsStale: true } => Problem.WriteAsync(http, StatusCodes.Status412PreconditionFailed),
            { IsKeyReused: true } => Problem.WriteAsync(http, StatusCodes.Status422UnprocessableEntity, result.Faults),
            _ => Problem.WriteAsync(http, result.Faults, json => WriteBans(json, result.BansInTheWay)),
        };
    }

    /// <summary>Writes 201 with the whole entry, or why nothing was done.</summary>
    public static Task WriteWholeAsync(HttpContext http, EntryResult result, MatchStrength strength) =>
        WriteAsync(http, result, (json, entry) => RegistrationJson.WriteWhole(json, entry, http.Caller().Participant!.Name, strength));

    /// <summary>The version of an entry as a tag, so that an act can name what its officer saw.</summary>
    public static void SetTag(HttpContext http, Entry entry) =>
        http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{entry.Version}\"");

    /// <summary>Names the bans that stand in the way of another one, beside the refusal.</summary>
    public static void WriteBans(Utf8JsonWriter json, IReadOnlyList<OpaqueId> bans)
    {
        if (bans.Count > 0)
        {
            json.WriteStartArray("registraties");
            foreach (var id in bans)
            {
                json.WriteStringValue(id.ToString());
            }

            json.WriteEndArray();
        }
    }
}
