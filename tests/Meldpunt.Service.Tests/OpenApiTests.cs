using System.Text.Json.Nodes;
using Meldpunt.Service.Tests.Houses;
using Microsoft.AspNetCore.Routing;

namespace Meldpunt.Service.Tests;

/// <summary>The published interface is the one that is there.</summary>
public sealed class OpenApiTests(TestHouse house) : IClassFixture<TestHouse>
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    [Fact]
    public async Task The_document_names_exactly_the_routes_that_there_are()
    {
        var document = await DocumentAsync();

        var documented = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Where(item => Methods.Contains(item.Key)).Select(item => $"{item.Key.ToUpperInvariant()} /v1{path.Key}"));
        var routed = house.Routes
            .Where(route => route.RoutePattern.RawText!.StartsWith("/v1", StringComparison.Ordinal))
            .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {route.RoutePattern.RawText!.TrimEnd('/')}"));

        Assert.Equal(routed.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Its_version_is_the_one_on_every_response()
    {
        using var client = house.Client(account: null);

        var document = await DocumentAsync();
        var response = await client.ReadAsync("/livez");

        Assert.Equal(Assert.Single(response.Headers.GetValues("API-Version")), document["info"]!.Text("version"));
    }

    [Fact]
    public async Task Anybody_may_read_it_from_anywhere()
    {
        using var client = house.Client(account: null);

        var response = await client.ReadAsync("/v1/openapi.json");

        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    private async Task<JsonObject> DocumentAsync()
    {
        using var client = house.Client(account: null);
        return await (await client.ReadAsync("/v1/openapi.json")).JsonAsync();
    }
}
