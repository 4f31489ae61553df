using System.Text.Json;
using Meldpunt.Admin.Persons;
using Meldpunt.Service.Pages;
using Meldpunt.Service.Web;

namespace Meldpunt.Service.Api;

/// <summary>
/// Every error of the interface, as problem details (RFC 9457) with status, title and detail, and all faults at once. Nothing that was
/// typed is repeated. A browser that asked for a page gets <see cref="ErrorPage"/> instead.
/// </summary>
internal static class Problem
{
    /// <summary>Content type of every error.</summary>
    public const string ContentType = "application/problem+json; charset=utf-8";

    /// <summary>The type of a refusal that a second factor, shown once more, takes away.</summary>
    public const string StepUpType = "urn:meldpunt:bevestig";

    private const string FaultyTitle = "De aanvraag klopt niet";

    private static readonly Dictionary<int, (string Title, string Detail)> Texts = new()
    {
        [400] = (FaultyTitle, "De aanvraag kon niet worden gelezen."),
        [401] = ("Niet aangemeld", "Meld u aan of stuur een geldig token mee. Dit token is onbekend, ingetrokken, of van een deelnemer die is uitgetreden."),
        [403] = ("Niet toegestaan", "Dit account mag dit niet doen."),
        [404] = ("Niet gevonden", "Dit bestaat niet, of is niet van u. Let op: een adres eindigt niet op een schuine streep."),
        [405] = ("Methode niet toegestaan", "Dit adres kent deze methode niet."),
        [408] = ("Te traag", "De aanvraag kwam niet op tijd binnen."),
        [411] = ("Lengte ontbreekt", "Stuur de lengte van de inhoud mee."),
        [412] = ("Intussen gewijzigd", "Iemand anders heeft dit intussen gewijzigd; er is niets gedaan. Lees het opnieuw en kijk of het nog nodig is."),
        [413] = ("Te groot", "De inhoud van de aanvraag is te groot."),
        [414] = ("Adres te lang", "Het adres van de aanvraag is te lang."),
        [415] = ("Verkeerde soort inhoud", "Stuur JSON, met Content-Type: application/json."),
        [422] = (FaultyTitle, "De aanvraag kon niet worden uitgevoerd."),
        [429] = ("Te vaak", "Dit is te vaak gevraagd. Wacht even en probeer het opnieuw."),
        [431] = ("Kopregels te groot", "De kopregels van de aanvraag zijn te groot."),
        [500] = ("Fout in Meldpunt", "Er ging iets mis. Er is geen antwoord gegeven. Meld het de beheerder met het kenmerk hieronder."),
        [503] = ("Geen antwoord mogelijk", "Er is niet getoetst. Volg de noodprocedure en probeer het straks opnieuw."),
    };

    /// <summary>Writes an error with its standard words.</summary>
    public static Task WriteAsync(HttpContext http, int status) => WriteAsync(http, status, detail: null, []);

    /// <summary>Writes an error with words of its own.</summary>
    public static Task WriteAsync(HttpContext http, int status, string detail) => WriteAsync(http, status, detail, []);

    /// <summary>Writes that this asks for a second factor once more.</summary>
    public static Task WriteStepUpAsync(HttpContext http) => WriteAsync(
        http, StatusCodes.Status403Forbidden, "Bevestig eerst met uw tweede stap dat u het bent, op de pagina /bevestig. Daarna kan dit vijf minuten lang.", [], type: StepUpType);

    /// <summary>Writes faults: 409 when only the state of the register stands in the way, otherwise 400.</summary>
    public static Task WriteAsync(HttpContext http, IReadOnlyCollection<Fault> faults, Action<Utf8JsonWriter>? more = null)
    {
        var status = faults.All(fault => fault.IsConflict) ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
        return WriteAsync(http, status, faults, more);
    }

    /// <summary>Writes faults with a status of their own, and with what else there is to say.</summary>
    public static Task WriteAsync(HttpContext http, int status, IReadOnlyCollection<Fault> faults, Action<Utf8JsonWriter>? more = null) =>
        WriteAsync(http, status, string.Join(' ', faults.Select(fault => fault.Message).Distinct(StringComparer.Ordinal)), faults, more);

    private static async Task WriteAsync(
        HttpContext http, int status, string? detail, IReadOnlyCollection<Fault> faults, Action<Utf8JsonWriter>? more = null, string? type = null)
    {
        if (ErrorPage.IsWanted(http.Request))
        {
            await ErrorPage.WriteAsync(http, status);
            return;
        }

        var (title, standardDetail) = Texts.GetValueOrDefault(status, (FaultyTitle, "De aanvraag kon niet worden uitgevoerd."));
        if (http.Request.ContentLength > RequestLimits.MaxBodyBytes)
        {
            // Nobody is going to read that body, so the connection ends here, and the asker is told.
            http.Response.Headers.Connection = "close";
        }

        await JsonText.WriteAsync(http, status, Write, ContentType);

        void Write(Utf8JsonWriter json)
        {
            if (type is not null)
            {
                json.WriteString("type", type);
            }

            json.WriteString("title", title);
            json.WriteNumber("status", status);
            json.WriteString("detail", detail ?? standardDetail);
            if (status >= StatusCodes.Status500InternalServerError)
            {
                json.WriteString("kenmerk", http.TraceIdentifier);
            }

            if (faults.Count > 0)
            {
                WriteFaults(json, faults);
            }

            more?.Invoke(json);
        }
    }

    private static void WriteFaults(Utf8JsonWriter json, IReadOnlyCollection<Fault> faults)
    {
        json.WriteStartArray("fouten");
        foreach (var fault in faults)
        {
            json.WriteStartObject();
            json.WriteString("veld", fault.Field);
            json.WriteString("code", fault.Code);
            json.WriteString("melding", fault.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
