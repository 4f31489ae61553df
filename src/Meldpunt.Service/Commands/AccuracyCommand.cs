using System.CommandLine;
using System.Text;
using System.Text.Json;
using Meldpunt.Admin;
using Meldpunt.Admin.Keys;
using Meldpunt.Index.Keys;
using Meldpunt.Index.Matching;
using Meldpunt.Index.Names;
using Meldpunt.Service.Accuracy;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.Commands;

/// <summary><c>toets</c>: asks the matcher queries with known answers, from two CSV files, and says how often it was right. No installation needed.</summary>
internal static class AccuracyCommand
{
    /// <summary>Exit code when the files or the options cannot be used as they are.</summary>
    private const int BadInput = 2;

    public static Command Create()
    {
        var register = new Option<string>("--register") { Description = "CSV met wie geregistreerd staat.", HelpName = "CSV", Required = true };
        var queries = new Option<string>("--bevragingen") { Description = "CSV met bevragingen en wie het was.", HelpName = "CSV", Required = true };
        var json = Shell.JsonOption();
        var strength = new Option<string>("--sterkte")
        {
            Description = "Hoeveel overeen moet komen.",
            HelpName = string.Join('|', MatchStrengths.Names),
            DefaultValueFactory = _ => MatchStrength.Balanced.ToDutch(),
        };
        var mistakes = new Option<string?>("--fout") { Description = "Nieuw bestand voor elke misser en valse match, met de gegevens.", HelpName = "BESTAND" };
        var predictions = new Option<string?>("--voorspellingen") { Description = "Nieuw CSV-bestand met het antwoord op elke bevraging.", HelpName = "BESTAND" };
        var without = new Option<string[]>("--zonder") { Description = "Laat uit de regel de rijen weg waarin dit woord staat; mag vaker.", HelpName = "WOORD" };
        var command = new Command("toets", "Toets de herkenning aan twee CSV-bestanden; zonder installatie.")
        {
            register, queries, json, strength, without, mistakes, predictions,
        };
        command.SetAction((parsed, _) => Shell.GuardAsync(() => RunAsync(
            parsed.GetRequiredValue(register),
            parsed.GetRequiredValue(queries),
            parsed.GetRequiredValue(strength),
            parsed.GetValue(without) ?? [],
            parsed.GetValue(json),
            parsed.GetValue(mistakes),
            parsed.GetValue(predictions))));
        return command;
    }

    private static async Task<int> RunAsync(
        string registerPath, string queryPath, string strengthWord, string[] without, bool asJson, string? mistakePath, string? predictionPath)
    {
        if (!MatchStrengths.TryParse(strengthWord, out var strength))
        {
            return await RefuseAsync([$"--sterkte is een van: {string.Join(", ", MatchStrengths.Names)}."]);
        }

        if (RuleWithout(strength, without) is not { } rule)
        {
            return await RefuseAsync([$"--zonder noemt een woord dat niet in de regel staat: {string.Join(", ", without)}."]);
        }

        var faults = new CsvFaults();
        if (AccuracyInput.Read(registerPath, queryPath, faults) is not { } input)
        {
            return await RefuseAsync(faults.Messages);
        }

        CheckNew(mistakePath);
        CheckNew(predictionPath);
        using var mistakes = mistakePath is null ? null : new MistakeList(DurableFile.OpenNew(mistakePath), input.Register, Explain(rule));
        using var predictions = predictionPath is null ? null : new PredictionList(DurableFile.OpenNew(predictionPath));
        var report = AccuracyRun.Run(input.Register.Values, input.Queries, strength, result =>
        {
            mistakes?.Add(result);
            predictions?.Add(result);
        }, rule: rule);
        Print(report, input.ImpossibleDates, asJson);
        return 0;
    }

    private static MatchRule? RuleWithout(MatchStrength strength, string[] words)
    {
        try
        {
            return MatchRule.Without(strength, words);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static Func<PersonDetails, PersonDetails, string?> Explain(MatchRule rule)
    {
        var comparison = new PersonComparison(SecretKey.Create());
        return (asked, registered) =>
            comparison.Compare(registered, asked, rule) is { } agreement ? string.Join(", ", AgreementText.Words(agreement)) : null;
    }

    // Both files can hold people, so they are made new and their owner's alone; one that is there may belong to others as well.
    private static void CheckNew(string? path)
    {
        if (Path.Exists(path))
        {
            throw new AdministrationException($"{path} bestaat al. Kies een andere naam, of haal het eerst weg.");
        }

        if (path is not null && (path.Length == 0 || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path)))))
        {
            throw new AdministrationException($"De map van '{path}' is er niet.");
        }
    }

    private static void Print(AccuracyReport report, int impossibleDates, bool asJson)
    {
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        if (asJson)
        {
            using var json = new Utf8JsonWriter(output.BaseStream, JsonText.WriterOptions);
            AccuracyJson.Write(json, report, impossibleDates);
            json.Flush();
            output.WriteLine();
        }
        else
        {
            AccuracyTable.Write(output, report, impossibleDates);
        }
    }

    private static async Task<int> RefuseAsync(IEnumerable<string> messages)
    {
        foreach (var message in messages)
        {
            await Console.Error.WriteLineAsync($"meldpunt: {message}");
        }

        return BadInput;
    }
}
