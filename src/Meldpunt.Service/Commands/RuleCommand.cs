using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using System.Text.Json;
using Meldpunt.Admin;
using Meldpunt.Index.Matching;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.Commands;

/// <summary><c>regel</c>: the rule over who is the same person; of an installation also the strength in force, and choosing another.</summary>
internal static class RuleCommand
{
    public static Command Create()
    {
        var data = Shell.DataOption(required: false);
        var keyFile = Shell.KeyFileOption();
        var json = Shell.JsonOption();
        var strength = Shell.StrengthOption("Kies hoeveel overeen moet komen voor een match.");
        var command = new Command("regel", "Toon de regel: wie is dezelfde persoon? Met --sterkte: kies een andere sterkte.") { data, keyFile, json, strength };
        command.SetAction((parsed, _) => Shell.GuardAsync(() =>
        {
            var folder = parsed.GetValue(data);
            var asJson = parsed.GetValue(json);
            var chosen = Shell.Strength(parsed.GetValue(strength));
            return (folder, chosen) switch
            {
                (null, null) => ShowAsync(inForce: null, asJson),
                (null, _) => throw new AdministrationException("--sterkte geldt voor een installatie: noem ook --data."),
                _ => ShowOrChooseAsync(folder, parsed.GetValue(keyFile), chosen, asJson),
            };
        }));
        return command;
    }

    private static Task<int> ShowOrChooseAsync(string folder, string? keyFile, MatchStrength? chosen, bool asJson) =>
        Shell.WithInstallationAsync(folder, keyFile, async installation =>
        {
            if (chosen is not { } strength)
            {
                return await ShowAsync(installation.Strength, asJson);
            }

            await installation.ChooseStrengthAsync(strength);
            if (asJson)
            {
                return await ShowAsync(strength, asJson);
            }

            await Console.Out.WriteLineAsync(
                $"""
                De sterkte is nu {strength.ToDutch()}; zij was {installation.Strength.ToDutch()}.

                Een Meldpunt dat draait, houdt de oude tot het opnieuw start. Welke sterkte gold, staat bij elke regel van het logboek.
                """);
            return 0;
        });

    private static async Task<int> ShowAsync(MatchStrength? inForce, bool asJson)
    {
        await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        if (asJson)
        {
            await using var json = new Utf8JsonWriter(output.BaseStream, JsonText.WriterOptions);
            Write(json, RuleText.Sheet, inForce);
            await json.FlushAsync();
            await output.WriteLineAsync();
            return 0;
        }

        // As a comment, so that what is printed stays a rule.
        await output.WriteAsync(RuleText.Source());
        if (inForce is { } strength)
        {
            await output.WriteLineAsync($"\n# In deze installatie geldt: {strength.ToDutch()}.");
        }

        return 0;
    }

    private static void Write(Utf8JsonWriter json, RuleSheet sheet, MatchStrength? inForce)
    {
        json.WriteStartObject();
        json.WriteString("versie", sheet.Version);
        if (inForce is { } strength)
        {
            json.WriteString("sterkte", strength.ToDutch());
        }

        WritePoints(json, "nodig", sheet.Needed);
        json.WriteStartArray("rijen");
        foreach (var (kind, lines) in new[] { ("naam", sheet.Names), ("steun", sheet.Supports), ("meer-nodig", sheet.Demands) })
        {
            foreach (var line in lines)
            {
                json.WriteStartObject();
                json.WriteString("soort", kind);
                WriteWords(json, "woorden", line.Words);
                WriteWords(json, "niet", line.ExcludedWords);
                WritePoints(json, "punten", line);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteWords(Utf8JsonWriter json, string name, ImmutableArray<string> words)
    {
        json.WriteStartArray(name);
        foreach (var word in words)
        {
            json.WriteStringValue(word);
        }

        json.WriteEndArray();
    }

    private static void WritePoints(Utf8JsonWriter json, string name, RuleLine line)
    {
        json.WriteStartObject(name);
        foreach (var strength in Enum.GetValues<MatchStrength>())
        {
            json.WriteNumber(strength.ToDutch(), line.Points[(int)strength]);
        }

        json.WriteEndObject();
    }
}
