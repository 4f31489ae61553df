using System.Text.Json.Nodes;

namespace Meldpunt.Service.Tests.FollowUps;

/// <summary>One event of a stream, as it came over the line.</summary>
internal sealed record HeardEvent(string? Id, string Name, string Data)
{
    public JsonObject Json => JsonNode.Parse(Data)!.AsObject();

    public long Seq => long.Parse(Id!, System.Globalization.CultureInfo.InvariantCulture);
}
