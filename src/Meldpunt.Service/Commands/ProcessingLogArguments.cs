using System.CommandLine;
using Meldpunt.Admin.Installations;
using Meldpunt.Service.Processing;

namespace Meldpunt.Service.Commands;

/// <summary>The options of <c>serve</c> that name the second log, and what is refused of them.</summary>
internal sealed class ProcessingLogArguments
{
    /// <summary>Where OTLP over HTTP takes in spans, when an address names no path.</summary>
    private const string TracesPath = "/v1/traces";

    private readonly Option<string?> _endpoint = new("--dataverwerkingen")
    {
        Description = "Logboek Dataverwerkingen: adres van een OTLP-ontvanger (HTTP, JSON). Elke bevraging gaat erheen, met het pseudoniem van wie het betreft.",
        HelpName = "URL",
    };

    private readonly Option<string?> _activity = new("--verwerkingsactiviteit")
    {
        Description = "De verwerkingsactiviteit in uw register van verwerkingsactiviteiten; hoort bij --dataverwerkingen.",
        HelpName = "URI",
    };

    private readonly Option<bool> _withoutTls = new("--dataverwerkingen-zonder-tls")
    {
        Description = "Sta http toe naar een andere machine dan deze; het netwerk ertussen bewaakt u dan zelf.",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_endpoint);
        command.Options.Add(_activity);
        command.Options.Add(_withoutTls);
    }

    /// <summary>The second log that was asked for; null for none. Throws in words when it cannot be.</summary>
    public ProcessingLogOptions? Read(ParseResult parsed) =>
        Read(parsed.GetValue(_endpoint), parsed.GetValue(_activity), parsed.GetValue(_withoutTls));

    /// <inheritdoc cref="Read(ParseResult)"/>
    internal static ProcessingLogOptions? Read(string? endpoint, string? activity, bool withoutTls)
    {
        if (endpoint is null)
        {
            return activity is null && !withoutTls
                ? null
                : throw new InstallationException("--verwerkingsactiviteit en --dataverwerkingen-zonder-tls horen bij --dataverwerkingen.");
        }

        if (activity is null)
        {
            throw new InstallationException("Geef bij --dataverwerkingen ook --verwerkingsactiviteit: de URI in uw register van verwerkingsactiviteiten.");
        }

        return new ProcessingLogOptions { Endpoint = ReadEndpoint(endpoint, withoutTls), Activity = ReadActivity(activity) };
    }

    // A secret in an address stands in the list of processes; a query or fragment has no meaning here.
    private static Uri ReadEndpoint(string text, bool withoutTls)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || !(Is(uri, Uri.UriSchemeHttps) || Is(uri, Uri.UriSchemeHttp))
            || uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            throw new InstallationException("--dataverwerkingen is een https-adres, zonder naam, wachtwoord, ? of #.");
        }

        if (Is(uri, Uri.UriSchemeHttp) && !uri.IsLoopback && !withoutTls)
        {
            throw new InstallationException(
                "--dataverwerkingen zonder TLS mag alleen naar deze machine zelf. Geef een https-adres, of --dataverwerkingen-zonder-tls.");
        }

        return string.Equals(uri.AbsolutePath, "/", StringComparison.Ordinal) ? new Uri(uri, TracesPath) : uri;
    }

    private static Uri ReadActivity(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && !Is(uri, Uri.UriSchemeFile)
            ? uri
            : throw new InstallationException("--verwerkingsactiviteit is een volledige URI.");

    private static bool Is(Uri uri, string scheme) => string.Equals(uri.Scheme, scheme, StringComparison.Ordinal);
}
