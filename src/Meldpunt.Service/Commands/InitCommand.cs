using System.CommandLine;
using Meldpunt.Admin.Installations;
using Meldpunt.Index.Matching;

namespace Meldpunt.Service.Commands;

/// <summary><c>init</c>: makes an installation, once. Serving never does.</summary>
internal static class InitCommand
{
    public static Command Create()
    {
        var data = Shell.DataOption();
        var keyFile = Shell.KeyFileOption();
        var strength = Shell.StrengthOption($"Hoeveel overeen moet komen voor een match; zonder: {MatchStrength.Balanced.ToDutch()}.");
        var origin = new Option<string?>("--oorsprong")
        {
            Description = "Naam van het logboek in zijn zegel, voorgoed: bij voorkeur het adres zonder https://, zoals meldpunt.example.nl/logboek.",
        };
        var command = new Command("init", "Maak een nieuwe, lege installatie in een map.") { data, keyFile, strength, origin };
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetRequiredValue(data), parsed.GetValue(keyFile), parsed.GetValue(strength), parsed.GetValue(origin)));
        return command;
    }

    private static Task<int> RunAsync(string folder, string? keyFile, string? strength, string? origin) => Shell.GuardAsync(async () =>
    {
        using var root = RootOptions.New(keyFile);
        Installation.Create(folder, root, TimeProvider.System, Shell.Strength(strength) ?? MatchStrength.Balanced, origin);
        await Console.Out.WriteLineAsync(
            $"""
            Er staat een nieuw Meldpunt in {folder}.

            De sleutels staan in {InstallationFolder.Keys(folder)}. Wie ze kwijtraakt, is het register kwijt;
            wie ze naast een kopie van de gegevens bewaart, kan niets meer echt wissen. Bewaar ze apart.

            Verder:
              meldpunt account nieuw --data {folder} --naam NAAM --rol beheer
              meldpunt deelnemer nieuw --data {folder} --naam NAAM --telefoon NUMMER --locatie NAAM
                --verklaring DAG --vergunning NUMMER --van DAG --tot DAG
              meldpunt regel --data {folder}
              meldpunt serve --data {folder}
            """);
        return 0;
    });
}
