using System.Net;
using Meldpunt.Admin.Accounts;
using Meldpunt.Service.Tests.Houses;
using Microsoft.AspNetCore.Authorization;

namespace Meldpunt.Service.Tests;

/// <summary>Every closed address that is not of the interface, with the roles that may open it. One that is missing here fails a test.</summary>
public sealed class PageAccessTests(TestHouse house) : IClassFixture<TestHouse>
{
    private static readonly Dictionary<string, string[]> Matrix = new(StringComparer.Ordinal)
    {
        ["/poort"] = ["poort"],
        ["/poort/advies/{id}"] = ["poort"],
        ["/bureau"] = ["veiligheid"],
        ["/bureau/instellingen"] = ["veiligheid"],
        ["/bureau/kanalen"] = ["veiligheid", "beheer"],
        ["/bureau/nu"] = ["veiligheid"],
        ["/zaken"] = ["veiligheid"],
        ["/zaken/{id}"] = ["veiligheid"],
        ["/zaken/{id}/nu"] = ["veiligheid"],
        ["/registraties"] = ["veiligheid"],
        ["/registraties/{id}"] = ["veiligheid"],
        ["/registraties/{id}/brief"] = ["veiligheid"],
        ["/registreren"] = ["veiligheid"],
        ["/onbekenden"] = ["veiligheid"],
        ["/onbekenden/nieuw"] = ["veiligheid"],
        ["/onbekenden/{id}"] = ["veiligheid"],
        ["/onbekenden/{id}/herkenning"] = ["veiligheid"],
        ["/registreren/{concept}/{stap?}"] = ["veiligheid"],
        ["/registreren/{concept}/bekend"] = ["veiligheid"],
        ["/registreren/{concept}/controle"] = ["veiligheid"],
        ["/logboek"] = ["veiligheid", "toezicht"],
        ["/logboek/uitvoer"] = ["veiligheid", "toezicht"],
        ["/inzage"] = ["veiligheid", "toezicht"],
        ["/signalen"] = ["toezicht"],
        ["/lokpersonen"] = ["toezicht"],
        ["/grenzen"] = ["beheer"],
        ["/deelnemers"] = ["beheer"],
        ["/deelnemers/{id}"] = ["beheer"],
        ["/handelingen"] = ["veiligheid", "toezicht", "beheer"],
        ["/terminals"] = ["veiligheid"],
        ["/regel"] = ["veiligheid", "toezicht", "beheer"],
        ["/cijfers"] = ["veiligheid", "toezicht", "beheer"],
        ["/zaken/{id}/merkteken"] = ["veiligheid"],
        // By a session only: PeoplePageTests.
        ["/medewerkers"] = [],
        ["/medewerkers/{id}"] = [],

        // One's own, for whoever signed in with a browser: no token opens these.
        ["/account"] = [],
        ["/account/instellen"] = [],
        ["/account/wachtwoord"] = [],
        ["/account/sessies"] = [],
        ["/bevestig"] = [],
    };

    [Fact]
    public void The_matrix_names_every_page_that_is_closed()
    {
        var closed = house.Routes
            .Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(route => "/" + route.RoutePattern.RawText!.Trim('/'))
            .Where(path => !path.StartsWith("/v1", StringComparison.Ordinal) && path.Length > 1)
            .Distinct(StringComparer.Ordinal);

        Assert.Equal(Matrix.Keys.Order(StringComparer.Ordinal), closed.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Each_role_opens_its_own_pages_and_no_other()
    {
        using var desk = house.Client("veiligheid");
        var id = (await (await desk.PostAsync(Talk.Registrations, Talk.Warning())).JsonAsync()).Text("id");
        foreach (var role in RoleNames.All)
        {
            using var client = house.Client(role);
            foreach (var (path, allowed) in Matrix)
            {
                // Of one entry and one participant; of an unidentified person that there is not. A draft that is not there leads back to where one is begun.
                var one = path.StartsWith("/registraties", StringComparison.Ordinal) ? id : house.Lion.Id.ToString();
                var response = await client.ReadAsync(AddressOf(path).Replace("{id}", one, StringComparison.Ordinal));
                var found = path.Contains("{concept}", StringComparison.Ordinal) ? HttpStatusCode.Redirect
                    : path.StartsWith("/onbekenden/{id}", StringComparison.Ordinal) || path.StartsWith("/poort/advies", StringComparison.Ordinal) || path.StartsWith("/zaken/{id}", StringComparison.Ordinal) ? HttpStatusCode.NotFound
                    : HttpStatusCode.OK;
                var expected = allowed.Contains(role, StringComparer.Ordinal) ? found : HttpStatusCode.Forbidden;
                Assert.True(response.StatusCode == expected, $"{role} at {path}: {response.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task A_stranger_opens_none_of_them()
    {
        using var stranger = house.Client(account: null);

        foreach (var path in Matrix.Keys)
        {
            Assert.Equal(HttpStatusCode.Redirect, (await stranger.ReadAsync(AddressOf(path))).StatusCode);
        }
    }

    private static string AddressOf(string path) => path
        .Replace("{concept}", new string('0', 31) + "1", StringComparison.Ordinal)
        .Replace("{stap?}", "wie", StringComparison.Ordinal);
}
