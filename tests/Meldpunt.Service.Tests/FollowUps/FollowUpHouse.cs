using System.Text.Json.Nodes;
using Meldpunt.Admin.Messages;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Tests.Houses;

namespace Meldpunt.Service.Tests.FollowUps;

/// <summary>What tests of follow-up do: the lion registered somebody, and a gate of the harbour meets her.</summary>
internal static class FollowUpHouse
{
    public const string Cases = "/v1/opvolgingen";
    public const string Messages = "/v1/meldingen";
    public const string Stream = "/v1/meldingen/stroom";
    public const string Advices = "/v1/adviezen/stroom";

    /// <summary>The desk of the lion registers a person.</summary>
    public static async Task RegisterAsync(this TestHouse house, string surname = "Berg")
    {
        using var desk = house.Client("veiligheid");
        (await desk.PostAsync(Talk.Registrations, Talk.Ban(Talk.Person(surname)))).EnsureSuccessStatusCode();
    }

    /// <summary>The desk of the lion registers somebody else of that name, so that one visitor matches several.</summary>
    public static async Task RegisterNamesakeAsync(this TestHouse house, string surname = "Berg")
    {
        using var desk = house.Client("veiligheid");
        var look = await (await desk.PostAsync("/v1/toetsingen", new JsonObject { ["persoon"] = Talk.Person(surname), ["incidentdatum"] = "2026-10-21" })).JsonAsync();
        var ban = Talk.Ban(Talk.Person(surname));
        ban["anderePersoonDan"] = new JsonArray([.. look["bekend"]!.AsArray().Select(known => (JsonNode)known!.Text("registratie"))]);
        (await desk.PostAsync(Talk.Registrations, ban)).EnsureSuccessStatusCode();
    }

    /// <summary>A gate asks about her and has a match; returns its id and reference when its cases are there.</summary>
    public static async Task<(string QueryId, string Reference)> MatchAsync(this TestHouse house, string gate = "poort-haven", string surname = "Berg")
    {
        using var client = house.Client(gate);
        var answer = await (await client.PostAsync(Talk.Queries, Talk.Person(surname))).JsonAsync();
        Assert.Equal("match", answer.Text("uitkomst"));
        var queryId = OpaqueId.TryParse(answer.Text("id"), out var id) ? id : throw new InvalidOperationException("No id.");
        await Talk.UntilAsync(() => house.Installation.FollowUps.OfQuery(queryId).Count > 0, "a case was opened");
        return (answer.Text("id"), answer.Text("referentie"));
    }

    /// <summary>The first case of a question.</summary>
    public static string CaseOf(this TestHouse house, string queryId)
    {
        _ = OpaqueId.TryParse(queryId, out var id);
        return house.Installation.FollowUps.OfQuery(id)[0].Id.ToString();
    }

    public static JsonObject Spoken(string outcome = "bevestigd", string? with = null)
    {
        var call = new JsonObject { ["resultaat"] = "gesproken", ["uitkomst"] = outcome };
        if (with is not null)
        {
            call["gesprokenMet"] = with;
        }

        return call;
    }

    public static JsonObject Advice(string advice, string? conditions = null)
    {
        var input = new JsonObject { ["advies"] = advice };
        if (conditions is not null)
        {
            input["voorwaarden"] = conditions;
        }

        return input;
    }

    /// <summary>The harbour's desk called and advises its gate.</summary>
    public static async Task AdviseAsync(this TestHouse house, string caseId, string advice, string? conditions = null)
    {
        using var desk = house.Client("veiligheid-haven");
        (await desk.PostAsync($"{Cases}/{caseId}/raadplegingen", Spoken())).EnsureSuccessStatusCode();
        (await desk.PostAsync($"{Cases}/{caseId}/adviezen", Advice(advice, conditions))).EnsureSuccessStatusCode();
    }

    /// <summary>Messages that are durable, and of which the bell rang, without a match for each.</summary>
    public static async Task TellAsync(this TestHouse house, OpaqueId participantId, int count)
    {
        await house.Installation.Writer.WriteAsync(connection =>
        {
            for (var number = 0; number < count; number++)
            {
                MessageStore.Write(connection, new MessageDraft(participantId, MessageKind.Trial), house.Time.GetUtcNow());
            }

            return count;
        });
        house.Installation.Bell.Ring(participantId);
    }

    /// <summary>Listens with the token of an account.</summary>
    public static Task<Listener> ListenAsync(this TestHouse house, string account, string path, string? lastEventId = null) =>
        Listener.OpenAsync(house.Client(account), path, lastEventId);
}
