using System.Text.Json;
using Meldpunt.Index.Matching;

namespace Meldpunt.Service.Accuracy;

/// <summary>Writes the figures as one JSON object. Its names are a promise to whoever reads it by machine; members may be added.</summary>
internal static class AccuracyJson
{
    public static void Write(Utf8JsonWriter json, AccuracyReport report, int impossibleDates)
    {
        json.WriteStartObject();
        Share(json, "recall", report.Recall);
        Share(json, "precision", report.Precision);
        json.WriteStartObject("valseMatches");
        json.WriteNumber("hard", report.Hard.FalseMatches);
        json.WriteNumber("random", report.Random.FalseMatches);
        json.WriteNumber("ambigu", report.Ambiguous.FalseMatches);
        json.WriteEndObject();
        json.WriteNumber("hard", report.Hard.Queries);
        json.WriteNumber("random", report.Random.Queries);
        json.WriteNumber("ambigu", report.Ambiguous.Queries);
        json.WriteNumber("sleutelsPerPersoon", Math.Round(report.KeysPerPerson, 3));
        json.WriteStartObject("microseconden");
        json.WriteNumber("p50", Math.Round(report.MicrosecondsP50, 2));
        json.WriteNumber("p99", Math.Round(report.MicrosecondsP99, 2));
        json.WriteEndObject();
        Kinds(json, report);
        json.WriteString("regel", report.Rule);
        json.WriteString("sterkte", report.Strength.ToDutch());
        json.WriteNumber("geregistreerd", report.Registered);
        json.WriteNumber("bevragingen", report.Queries);
        json.WriteNumber("matches", report.Matches);
        json.WriteNumber("zonderOordeel", report.Unlabelled);
        json.WriteNumber("waar", report.True);
        json.WriteNumber("gevonden", report.Found);
        json.WriteNumber("valseMatchesBijWare", report.FalseMatchesOfTrue);
        json.WriteNumber("onmogelijkeGeboortedatums", impossibleDates);
        json.WriteEndObject();
    }

    private static void Kinds(Utf8JsonWriter json, AccuracyReport report)
    {
        json.WriteStartObject("perSoort");
        json.WriteStartObject("verschillen");
        foreach (var (name, count) in report.ByDifference)
        {
            Difference(json, name, count);
        }

        foreach (var (name, count) in report.ByChannel)
        {
            Difference(json, AccuracyTerms.Channel(name), count);
        }

        json.WriteEndObject();
        json.WriteStartObject("buitenstaanders");
        foreach (var (name, isAmbiguous, count) in report.ByOutsider)
        {
            json.WriteStartObject(AccuracyTerms.Outsider(name, isAmbiguous));
            json.WriteNumber("n", count.Queries);
            json.WriteNumber("vals", count.FalseMatches);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Difference(Utf8JsonWriter json, string name, DifferenceCount count)
    {
        json.WriteStartObject(name);
        json.WriteNumber("n", count.Queries);
        json.WriteNumber("gevonden", count.Found);
        Share(json, "recall", count.Recall);
        json.WriteEndObject();
    }

    private static void Share(Utf8JsonWriter json, string name, double? share)
    {
        if (share is { } known)
        {
            json.WriteNumber(name, Math.Round(known, 6));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
