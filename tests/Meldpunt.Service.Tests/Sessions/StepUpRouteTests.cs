using Meldpunt.Service.Access;
using Meldpunt.Service.Tests.Houses;
using Microsoft.AspNetCore.Routing;

namespace Meldpunt.Service.Tests.Sessions;

/// <summary>Every route that asks for a second factor shown just now. One more or one less fails a test.</summary>
public sealed class StepUpRouteTests(TestHouse house) : IClassFixture<TestHouse>
{
    private static readonly string[] Whole =
    [
        "GET /logboek/uitvoer",
        "GET /v1/bevragingen/{id}/bewijs",
        "POST /v1/registraties/{id}/bevestigingen",
        "POST /v1/deelnemers/{id}/uittredingen",
        "POST /v1/deelnemers/{id}/uitsluitingen",
        "POST /v1/kanalen",
        "POST /v1/kanalen/{id}/geheimen",
        "POST /v1/kanalen/{id}/onderbrekingen",
        "POST /v1/kanalen/{id}/beeindigingen",
    ];

    // Pages of which only some forms ask for it, in the form itself.
    private static readonly string[] InForm = ["/registraties/{id}", "/deelnemers/{id}", "/medewerkers", "/medewerkers/{id}", "/inzage", "/account", "/lokpersonen", "/grenzen", "/bureau/kanalen"];

    [Fact]
    public void The_routes_that_ask_for_a_second_factor_once_more_are_these_and_no_others() =>
        Assert.Equal(Whole.Order(StringComparer.Ordinal), NamesOf(inForm: false).Order(StringComparer.Ordinal));

    [Fact]
    public void The_pages_with_a_form_that_asks_for_it_are_these_and_no_others() =>
        Assert.Equal(InForm.Order(StringComparer.Ordinal), NamesOf(inForm: true).Order(StringComparer.Ordinal));

    private IEnumerable<string> NamesOf(bool inForm) => house.Routes
        .Where(route => route.Metadata.GetMetadata<RequiresStepUpAttribute>() is { } needed && needed.InForm == inForm)
        .SelectMany(route => inForm
            ? [PathOf(route)]
            : route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {PathOf(route)}"))
        .Distinct(StringComparer.Ordinal);

    private static string PathOf(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.Trim('/');
}
