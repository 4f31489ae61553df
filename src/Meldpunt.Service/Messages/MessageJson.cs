using System.Text.Json;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Messages;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.Messages;

/// <summary>A message in the interface: thin, with nothing of anybody in it.</summary>
internal static class MessageJson
{
    public static void Write(Utf8JsonWriter json, Message message)
    {
        json.WriteString("id", message.Id.ToString());
        json.WriteNumber("volgnummer", message.Seq);
        json.WriteString("soort", FollowUpTerms.Of(message.Kind));
        json.WriteString("tijdstip", JsonText.Moment(message.MadeAt));
        json.WriteString("opvolging", message.CaseId?.ToString());
        json.WriteString("referentie", message.Reference);

        // Who hears of a changed entry is never who registered it, and its id is for nobody else: it would tie matches of one entry together.
        json.WriteNull("registratie");
        json.WriteString("wat", message.Change);
        json.WriteString("gezien", message.SeenAt is { } seen ? JsonText.Moment(seen) : null);
    }
}
