using System.Text.Json;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Messages;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.Deliveries;

/// <summary>Channels and deliveries as the interface writes them: to their own desk only.</summary>
internal static class ChannelJson
{
    public static void Write(Utf8JsonWriter json, ChannelDoor door, Channel channel, string? secret = null)
    {
        var (waiting, givenUp) = door.Outbox.CountOf(channel.Id);
        var open = door.Channels.TryOpen(channel);
        json.WriteString("id", channel.Id.ToString());
        json.WriteString("soort", ChannelTerms.Of(channel.Kind));
        json.WriteString("naam", channel.Label);
        json.WriteString("adres", channel.EndedAt is null ? open?.Address : null);
        json.WriteString("uren", channel.Hours);
        json.WriteString("toestand", StateOf(channel, open is not null));
        json.WriteString("reden", channel.EndedAt is null ? channel.OffBecause : null);
        json.WriteString("toegevoegdOp", JsonText.Moment(channel.CreatedAt));
        WriteMoment(json, "beeindigdOp", channel.EndedAt);
        WriteMoment(json, "vorigGeheimTot", channel.OldUntil);
        json.WriteNumber("wachtend", waiting);
        json.WriteNumber("opgegeven", givenUp);
        if (secret is not null)
        {
            json.WriteString("geheim", secret);
        }
    }

    /// <summary><c>aan</c>, <c>uit</c>, <c>beeindigd</c>, or <c>onleesbaar</c> when its box does not open.</summary>
    public static string StateOf(Channel channel, bool isReadable) => channel.EndedAt is not null ? "beeindigd" : !isReadable ? "onleesbaar" : channel.OffBecause is not null ? "uit" : "aan";

    public static void Write(Utf8JsonWriter json, Delivery delivery, IEnumerable<DeliveryAttempt> attempts)
    {
        json.WriteNumber("id", delivery.Id);
        json.WriteString("melding", delivery.MessageId.ToString());
        json.WriteNumber("volgnummer", delivery.MessageSeq);
        json.WriteString("soort", FollowUpTerms.Of(delivery.Kind));
        json.WriteString("opvolging", delivery.FollowUpId?.ToString());
        json.WriteString("referentie", delivery.Reference);
        json.WriteString("tijdstip", JsonText.Moment(delivery.MadeAt));
        json.WriteString("toestand", ChannelTerms.Of(delivery.State));
        json.WriteString("probleem", delivery.Trouble);
        WriteMoment(json, "volgendePoging", delivery.State == DeliveryState.Waits ? delivery.DueAt : null);
        WriteMoment(json, "afgelopenOp", delivery.EndedAt);
        json.WriteStartArray("pogingen");
        foreach (var attempt in attempts)
        {
            json.WriteStartObject();
            json.WriteString("tijdstip", JsonText.Moment(attempt.TriedAt));
            json.WriteString("uitkomst", attempt.Outcome);
            if (attempt.Status is { } status)
            {
                json.WriteNumber("status", status);
            }
            else
            {
                json.WriteNull("status");
            }

            json.WriteNumber("milliseconden", attempt.Milliseconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMoment(Utf8JsonWriter json, string name, DateTimeOffset? moment) =>
        json.WriteString(name, moment is { } known ? JsonText.Moment(known) : null);
}
