using System.Globalization;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Messages;
using Meldpunt.Admin.Persons;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Api;
using Meldpunt.Service.Signals;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Meldpunt.Service.Deliveries;

/// <summary><c>/v1/kanalen</c> and <c>/v1/bezorgingen</c>: how a desk, or the consortium, is told besides its page, and what became of each message.</summary>
internal static class ChannelEndpoints
{
    private const string Path = ApiVersion.Base + "/kanalen";

    public static void MapChannels(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).RequireAuthorization(AccessSetup.ChannelKeepers);
        group.MapGet(string.Empty, ListAsync);
        group.MapPost(string.Empty, AddAsync).WithMetadata(new RequiresStepUpAttribute());
        group.MapPost("/{id}/geheimen", (string id, HttpContext http, [FromServices] ChannelDoor door) => ChangeAsync(id, http, door, door.Channels.RenewSecretAsync))
            .WithMetadata(new RequiresStepUpAttribute());
        group.MapPost("/{id}/onderbrekingen", (string id, HttpContext http, [FromServices] ChannelDoor door) => ChangeAsync(id, http, door, door.Channels.SwitchOffAsync))
            .WithMetadata(new RequiresStepUpAttribute());
        group.MapPost("/{id}/hervattingen", (string id, HttpContext http, [FromServices] ChannelDoor door) => ChangeAsync(id, http, door, door.Channels.SwitchOnAsync));
        group.MapPost("/{id}/beeindigingen", (string id, HttpContext http, [FromServices] ChannelDoor door) => ChangeAsync(id, http, door, door.Channels.EndAsync))
            .WithMetadata(new RequiresStepUpAttribute());
        group.MapPost("/{id}/proeven", (string id, HttpContext http, [FromServices] ChannelDoor door) => ChangeAsync(id, http, door, door.Channels.TryAsync));
        group.MapGet("/{id}/bezorgingen", ListDeliveriesAsync);
        routes.MapPost(ApiVersion.Base + "/bezorgingen/{id}/herhalingen", SendAgainAsync).RequireAuthorization(AccessSetup.ChannelKeepers);
    }

    private static Task ListAsync(HttpContext http, [FromServices] ChannelDoor door)
    {
        var faults = new List<Fault>();
        new ListParameters(http.Request.Query, faults).RefuseOthers();
        return faults.Count > 0 ? Problem.WriteAsync(http, faults) : JsonText.WriteAsync(http, StatusCodes.Status200OK, json =>
        {
            json.WriteStartArray("kanalen");
            foreach (var channel in door.Channels.List(ChannelStore.OwnerOf(http.Caller())))
            {
                json.WriteStartObject();
                ChannelJson.Write(json, door, channel);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    private static async Task AddAsync(HttpContext http, [FromServices] ChannelDoor door)
    {
        using var body = await JsonBody.ReadAsync(http);
        if (body is null)
        {
            return;
        }

        var faults = new List<Fault>();
        var reader = body.Root(faults);
        var input = new ChannelInput
        {
            Kind = reader.Text(ChannelTerms.Kind),
            Label = reader.Text(ChannelTerms.Label),
            Address = reader.Text(ChannelTerms.Address),
            Hours = reader.Text(ChannelTerms.Hours),
        };
        reader.RefuseOthers();
        await AnswerAsync(http, door, await door.AddAsync(http.Caller(), input, faults));
    }

    private static async Task ChangeAsync(string id, HttpContext http, ChannelDoor door, Func<Caller, OpaqueId, Task<ChannelResult>> change)
    {
        if (door.Find(http.Caller(), id) is not { } channel)
        {
            await Problem.WriteAsync(http, StatusCodes.Status404NotFound);
        }
        else if (await HasNothingAsync(http))
        {
            await AnswerAsync(http, door, await change(http.Caller(), channel.Id));
        }
    }

    // Nothing is asked in the body; an empty object is nothing, too. False when the answer was given.
    private static async Task<bool> HasNothingAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true)
        {
            return true;
        }

        using var body = await JsonBody.ReadAsync(http);
        var faults = new List<Fault>();
        body?.Root(faults).RefuseOthers();
        if (faults.Count > 0)
        {
            await Problem.WriteAsync(http, faults);
        }

        return body is not null && faults.Count == 0;
    }

    private static Task AnswerAsync(HttpContext http, ChannelDoor door, ChannelResult result) =>
        result.IsMissing ? Problem.WriteAsync(http, StatusCodes.Status404NotFound)
        : result.Made is not { } made ? Problem.WriteAsync(http, result.Faults)
        : JsonText.WriteAsync(http, StatusCodes.Status201Created, json => ChannelJson.Write(json, door, made.Channel, made.Secret));

    private static Task ListDeliveriesAsync(string id, HttpContext http, [FromServices] ChannelDoor door)
    {
        if (door.Find(http.Caller(), id) is not { } channel)
        {
            return Problem.WriteAsync(http, StatusCodes.Status404NotFound);
        }

        var faults = new List<Fault>();
        var query = new ListParameters(http.Request.Query, faults);
        var (size, before, state) = (query.PageSize(), SignalEndpoints.ReadCursor(query), query.Choice("toestand", ChannelTerms.States));
        query.RefuseOthers();
        if (faults.Count > 0)
        {
            return Problem.WriteAsync(http, faults);
        }

        var deliveries = door.Outbox.List(channel.Id, before, size + 1, state);
        var attempts = door.Outbox.AttemptsOf(deliveries);
        return JsonText.WriteAsync(http, StatusCodes.Status200OK, json =>
        {
            json.WriteStartArray("bezorgingen");
            foreach (var delivery in deliveries.Take(size))
            {
                json.WriteStartObject();
                ChannelJson.Write(json, delivery, attempts[delivery.Id]);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("volgende", deliveries.Count > size ? ListParameters.Cursor(deliveries[size - 1].Id.ToString(CultureInfo.InvariantCulture)) : null);
        });
    }

    private static async Task SendAgainAsync(string id, HttpContext http, [FromServices] ChannelDoor door)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            await Problem.WriteAsync(http, StatusCodes.Status404NotFound);
        }
        else if (await HasNothingAsync(http))
        {
            var result = await door.Outbox.SendAgainAsync(http.Caller(), number);
            await (result.IsMissing ? Problem.WriteAsync(http, StatusCodes.Status404NotFound)
                : result.Delivery is not { } delivery ? Problem.WriteAsync(http, result.Faults)
                : JsonText.WriteAsync(http, StatusCodes.Status201Created, json => ChannelJson.Write(json, delivery, door.Outbox.AttemptsOf([delivery])[delivery.Id])));
        }
    }
}
