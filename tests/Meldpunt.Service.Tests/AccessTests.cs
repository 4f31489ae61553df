using System.Net;
using System.Net.Http.Headers;
using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Tests.Houses;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Meldpunt.Service.Tests;

/// <summary>No endpoint is open but the few that say why; each role can do its own and nothing more.</summary>
public sealed class AccessTests(TestHouse house) : IClassFixture<TestHouse>
{
    /// <summary>Every route of the interface with the roles that may use it. A route that is missing here fails a test.</summary>
    private static readonly Dictionary<string, string[]> Matrix = new(StringComparer.Ordinal)
    {
        ["POST /v1/bevragingen"] = ["poort"],
        ["GET /v1/bevragingen"] = ["toezicht", "veiligheid"],
        ["GET /v1/bevragingen/signalen"] = ["toezicht"],
        ["GET /v1/bevragingen/{id}/advies"] = ["poort"],
        ["GET /v1/adviezen/stroom"] = ["poort"],
        ["GET /v1/opvolgingen"] = ["veiligheid"],
        ["GET /v1/opvolgingen/{id}"] = ["veiligheid"],
        ["POST /v1/opvolgingen/{id}/raadplegingen"] = ["veiligheid"],
        ["POST /v1/opvolgingen/{id}/adviezen"] = ["veiligheid"],
        ["POST /v1/opvolgingen/{id}/merktekens"] = ["veiligheid"],
        ["POST /v1/opvolgingen/{id}/merktekens/verwijderingen"] = ["veiligheid"],
        ["GET /v1/cijfers/opvolging"] = ["beheer", "toezicht", "veiligheid"],
        ["GET /v1/meldingen"] = ["beheer", "toezicht", "veiligheid"],
        ["GET /v1/meldingen/stroom"] = ["beheer", "toezicht", "veiligheid"],
        ["POST /v1/meldingen/{id}/gezien"] = ["veiligheid"],
        ["GET /v1/bevragingen/{id}/bewijs"] = ["toezicht", "veiligheid"],
        ["POST /v1/registraties"] = ["veiligheid"],
        ["GET /v1/registraties"] = ["veiligheid"],
        ["GET /v1/registraties/{id}"] = ["veiligheid"],
        ["POST /v1/registraties/{id}/bevestigingen"] = ["veiligheid"],
        ["POST /v1/registraties/{id}/afkeuringen"] = ["veiligheid"],
        ["POST /v1/registraties/{id}/incidenten"] = ["veiligheid"],
        ["POST /v1/registraties/{id}/correcties"] = ["veiligheid"],
        ["POST /v1/registraties/{id}/mededelingen"] = ["veiligheid"],
        ["POST /v1/registraties/{id}/beperkingen"] = ["veiligheid"],
        ["POST /v1/registraties/{id}/opheffingen"] = ["veiligheid"],
        ["POST /v1/registraties/{id}/intrekkingen"] = ["veiligheid"],
        ["POST /v1/toetsingen"] = ["veiligheid"],
        ["GET /v1/onbekenden"] = ["veiligheid"],
        ["POST /v1/onbekenden"] = ["veiligheid"],
        ["GET /v1/onbekenden/{id}"] = ["veiligheid"],
        ["POST /v1/onbekenden/{id}/beelden"] = ["veiligheid"],
        ["GET /v1/onbekenden/{id}/beelden/{beeldId}"] = ["veiligheid"],
        ["POST /v1/onbekenden/{id}/intrekkingen"] = ["veiligheid"],
        ["POST /v1/onbekenden/{id}/herkenningen"] = ["veiligheid"],
        ["GET /v1/deelnemers"] = ["beheer"],
        ["POST /v1/deelnemers"] = ["beheer"],
        ["POST /v1/deelnemers/{id}/vergunningen"] = ["beheer"],
        ["POST /v1/deelnemers/{id}/locaties"] = ["beheer"],
        ["POST /v1/deelnemers/{id}/uittredingen"] = ["beheer"],
        ["POST /v1/deelnemers/{id}/uitsluitingen"] = ["beheer"],
        ["GET /v1/kanalen"] = ["beheer", "veiligheid"],
        ["POST /v1/kanalen"] = ["beheer", "veiligheid"],
        ["POST /v1/kanalen/{id}/geheimen"] = ["beheer", "veiligheid"],
        ["POST /v1/kanalen/{id}/onderbrekingen"] = ["beheer", "veiligheid"],
        ["POST /v1/kanalen/{id}/hervattingen"] = ["beheer", "veiligheid"],
        ["POST /v1/kanalen/{id}/beeindigingen"] = ["beheer", "veiligheid"],
        ["POST /v1/kanalen/{id}/proeven"] = ["beheer", "veiligheid"],
        ["GET /v1/kanalen/{id}/bezorgingen"] = ["beheer", "veiligheid"],
        ["POST /v1/bezorgingen/{id}/herhalingen"] = ["beheer", "veiligheid"],
        ["GET /v1/handelingen"] = ["beheer", "toezicht", "veiligheid"],
    };

    private static readonly string[] OpenRoutes =
    [
        "/livez", "/readyz", "/v1/openapi.json", "aanmelden", "uitnodiging", "afmelden", "taal", "aanmelden/terminal", "terminal", "terminal/pin",
        "/logboek/checkpoint", "/logboek/tile/", "/logboek/sleutel", "/logboek/medeondertekeningen",
    ];

    [Fact]
    public async Task Every_route_of_the_interface_asks_for_a_credential()
    {
        using var stranger = house.Client(account: null);

        foreach (var route in Matrix.Keys)
        {
            var response = await CallAsync(stranger, route);

            Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{route} answered {response.StatusCode}");
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task Each_role_may_use_its_own_routes_and_no_other()
    {
        foreach (var (route, allowed) in Matrix)
        {
            foreach (var role in RoleNames.All)
            {
                using var client = house.Client(role);

                var response = await CallAsync(client, route);

                var isForbidden = response.StatusCode == HttpStatusCode.Forbidden;
                Assert.True(isForbidden != allowed.Contains(role, StringComparer.Ordinal), $"{role} at {route}: {response.StatusCode}");
            }
        }
    }

    [Fact]
    public void The_matrix_names_every_route_of_the_interface_and_the_open_routes_are_the_known_ones()
    {
        var closed = house.Routes.Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is null).ToList();
        var open = house.Routes.Except(closed).Select(route => route.RoutePattern.RawText!).Where(path => path.Length > 0);
        var interfaceRoutes = closed
            .Where(route => route.RoutePattern.RawText!.StartsWith("/v1", StringComparison.Ordinal))
            .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {route.RoutePattern.RawText!.TrimEnd('/')}"));

        Assert.Equal(Matrix.Keys.Order(StringComparer.Ordinal), interfaceRoutes.Order(StringComparer.Ordinal));
        Assert.All(open, path => Assert.Contains(OpenRoutes, known => path.TrimStart('/').StartsWith(known.TrimStart('/'), StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData("mp_0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("x")]
    [InlineData("")]
    public async Task A_token_that_nobody_gave_out_opens_nothing(string token)
    {
        using var client = house.Client(account: null);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {token}");

        var response = await client.PostAsync(Talk.Queries, Talk.Person());

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("token", (await response.JsonAsync()).Text("detail"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_revoked_token_opens_nothing()
    {
        var account = house.Installation.Accounts.FindByName("poort")!;
        var token = await house.Installation.Accounts.IssueTokenAsync(account.Id, "kort");
        house.Installation.Directory.Refresh();
        using var client = house.Client(account: null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var before = await client.PostAsync(Talk.Queries, Talk.Person());

        await house.Installation.Accounts.RevokeTokenAsync(token);
        house.Installation.Directory.Refresh();
        var after = await client.PostAsync(Talk.Queries, Talk.Person());

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Unauthorized), (before.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task A_security_desk_sees_only_the_queries_of_its_own_participant_whatever_it_filters_on()
    {
        using var gate = house.Client("poort");
        using var otherGate = house.Client("poort-haven");
        using var desk = house.Client("veiligheid-haven");
        await gate.PostAsync(Talk.Queries, Talk.Person());
        await otherGate.PostAsync(Talk.Queries, Talk.Person());

        var all = await (await desk.ReadAsync(Talk.Queries)).JsonAsync();
        var byId = await (await desk.ReadAsync($"{Talk.Queries}?deelnemer={house.Lion.Id}")).JsonAsync();
        var byName = await (await desk.ReadAsync($"{Talk.Queries}?deelnemer=De%20Leeuw")).JsonAsync();
        var ownPlace = await (await desk.ReadAsync($"{Talk.Queries}?locatie=Noord")).JsonAsync();
        var byPlace = await (await desk.ReadAsync($"{Talk.Queries}?locatie=Rokin")).JsonAsync();

        Assert.NotEmpty(all["bevragingen"]!.AsArray());
        Assert.All(all["bevragingen"]!.AsArray(), row => Assert.Equal("Haven", row!.Text("deelnemer")));
        Assert.NotEmpty(ownPlace["bevragingen"]!.AsArray());
        Assert.Empty(byId["bevragingen"]!.AsArray());
        Assert.Empty(byName["bevragingen"]!.AsArray());
        Assert.Empty(byPlace["bevragingen"]!.AsArray());
    }

    [Fact]
    public async Task A_security_desk_cannot_read_a_registration_of_another_participant()
    {
        using var desk = house.Client("veiligheid");
        using var other = house.Client("veiligheid-haven");
        var id = (await (await desk.PostAsync(Talk.Registrations, Talk.Ban(Talk.Person("Faber", "Gijs")))).JsonAsync()).Text("id");

        var own = await desk.ReadAsync($"{Talk.Registrations}/{id}");
        var foreign = await other.ReadAsync($"{Talk.Registrations}/{id}");
        var absent = await other.ReadAsync($"{Talk.Registrations}/{new string('a', 32)}");
        var list = await (await other.ReadAsync(Talk.Registrations)).JsonAsync();

        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal(await absent.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), await foreign.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.DoesNotContain(list["registraties"]!.AsArray(), row => string.Equals(row!.Text("id"), id, StringComparison.Ordinal));
    }

    private static Task<HttpResponseMessage> CallAsync(HttpClient client, string route)
    {
        var parts = route.Split(' ');
        var path = parts[1].Replace("{id}", new string('a', 32), StringComparison.Ordinal).Replace("{beeldId}", new string('b', 32), StringComparison.Ordinal);
        return string.Equals(parts[0], "POST", StringComparison.Ordinal) ? client.PostTextAsync(path, "{}") : client.ReadAsync(path);
    }
}
