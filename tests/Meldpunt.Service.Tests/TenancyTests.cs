using System.Net;
using Meldpunt.Service.Tests.Houses;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Meldpunt.Service.Tests;

/// <summary>
/// One participant never reaches what is another's. Not by a list of routes that somebody keeps: every route that there is, with an id in it, is asked by the other participant for
/// something that is there and for something that is not, and has to answer both the same.
/// </summary>
public sealed class TenancyTests : IAsyncLifetime
{
    private const string Absent = "0123456789abcdef0123456789abcdef";

    // Every desk sees unidentified persons: somebody has to recognise them (article 5.3). Who weighed it and why is in no answer to another's.
    private static readonly string[] SeenByEveryDesk = ["/v1/onbekenden/{id}", "/v1/onbekenden/{id}/beelden/{beeldId}", "/onbekenden/{id}"];

    private readonly TestHouse _house = new();
    private readonly Dictionary<string, string> _owned = new(StringComparer.Ordinal);

    public async ValueTask InitializeAsync()
    {
        await _house.InitializeAsync();
        using var desk = _house.Client("veiligheid");
        using var gate = _house.Client("poort");
        var entry = (await (await desk.PostAsync(Talk.Registrations, Talk.Ban())).JsonAsync()).Text("id");
        var query = (await (await gate.PostAsync(Talk.Queries, Talk.Person())).JsonAsync()).Text("id");
        _owned["registraties"] = entry;
        _owned["bevragingen"] = query;
        _owned["account"] = _house.Installation.Accounts.FindByName("poort")!.Id.ToString();
        _owned["desk"] = _house.Installation.Accounts.FindByName("veiligheid")!.Id.ToString();
        _owned["onbekenden"] = await MakeUnidentifiedAsync(desk);
        await Talk.UntilAsync(() => _house.Installation.FollowUps.CountOpen(_house.Lion.Id) > 0, "the match opened a case");
        _owned["opvolgingen"] = _house.Installation.FollowUps.Open(_house.Lion.Id, 1)[0].Id.ToString();
        _owned["meldingen"] = _house.Installation.Messages.Newest(_house.Lion.Id, beforeSeq: null, 1)[0].Id.ToString();
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task Whatever_is_anothers_answers_as_if_it_were_not_there()
    {
        using var other = _house.Client("veiligheid-haven");
        var asked = 0;

        foreach (var (method, pattern) in RoutesOfADesk().Where(route => route.Pattern.Contains('{', StringComparison.Ordinal) && !SeenByEveryDesk.Contains(route.Pattern, StringComparer.Ordinal)))
        {
            foreach (var (kind, id) in _owned)
            {
                var foreign = await CallAsync(other, method, pattern, id);
                var absent = await CallAsync(other, method, pattern, Absent);

                Assert.True(
                    (foreign.Status, foreign.Text) == (absent.Status, absent.Text.Replace(Absent, id, StringComparison.Ordinal)),
                    $"{method} {pattern} tells that a thing of another ({kind}) is there: {foreign.Status} and {absent.Status}");
                asked++;
            }
        }

        Assert.True(asked > 50, "hardly any route has an id in it: is this still the route table?");
    }

    [Fact]
    public async Task No_list_and_no_page_shows_anything_that_is_anothers()
    {
        using var other = _house.Client("veiligheid-haven");
        using var otherGate = _house.Client("poort-haven");
        var hidden = _owned.Where(owned => !string.Equals(owned.Key, "onbekenden", StringComparison.Ordinal)).ToList();

        // Streams have no end to read to; whose they are is in StreamTests and AdviceStreamTests.
        foreach (var (method, pattern) in RoutesOfADesk().Where(route => !route.Pattern.Contains('{', StringComparison.Ordinal) && string.Equals(route.Method, "GET", StringComparison.Ordinal)
            && !route.Pattern.EndsWith("/stroom", StringComparison.Ordinal)))
        {
            foreach (var client in new[] { other, otherGate })
            {
                var answer = await CallAsync(client, method, pattern, Absent);

                Assert.All(hidden, owned => Assert.False(answer.Text.Contains(owned.Value, StringComparison.Ordinal), $"{pattern} shows another's {owned.Key}"));
            }
        }
    }

    [Fact]
    public async Task Its_own_desk_does_find_each_of_them()
    {
        // The positive control: what was asked for above is there.
        using var desk = _house.Client("veiligheid");

        Assert.Equal(HttpStatusCode.OK, (await desk.ReadAsync($"{Talk.Registrations}/{_owned["registraties"]}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await desk.ReadAsync($"/registraties/{_owned["registraties"]}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await desk.ReadAsync($"/v1/opvolgingen/{_owned["opvolgingen"]}")).StatusCode);
        Assert.Contains(_owned["meldingen"], await (await desk.ReadAsync("/v1/meldingen")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await desk.ReadAsync($"/v1/onbekenden/{_owned["onbekenden"]}")).StatusCode);
        Assert.Contains(_owned["bevragingen"], await (await desk.ReadAsync(Talk.Queries)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private IEnumerable<(string Method, string Pattern)> RoutesOfADesk() => _house.Routes
        .Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is null)
        .SelectMany(MethodsOf)
        .Distinct();

    private static IEnumerable<(string Method, string Pattern)> MethodsOf(RouteEndpoint route)
    {
        var pattern = "/" + route.RoutePattern.RawText!.Trim('/');
        return route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Select(method => (method, pattern)) ?? [("GET", pattern)];
    }

    private static async Task<(HttpStatusCode Status, string Text)> CallAsync(HttpClient client, string method, string pattern, string id)
    {
        var path = string.Join('/', pattern.Split('/').Select(part => part.StartsWith('{') ? id : part));
        var answer = string.Equals(method, "POST", StringComparison.Ordinal) ? await client.PostTextAsync(path, "{}") : await client.ReadAsync(path);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<string> MakeUnidentifiedAsync(HttpClient desk)
    {
        var made = await desk.PostAsync("/v1/onbekenden", UnidentifiedTests.Body());
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return (await made.JsonAsync()).Text("id");
    }
}
