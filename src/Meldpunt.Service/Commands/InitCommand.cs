using System.CommandLine;
using Meldpunt.Admin.Installations;

namespace Meldpunt.Service.Commands;

/// <summary><c>init</c>: makes an installation, once. Serving never does.</summary>
internal static class InitCommand
{
    public static Command Create()
    {
        var data = Shell.DataOption();
        var keyFile = Shell.KeyFileOption();
        var command = new Command("init", "Maak een nieuwe, lege installatie in een map.") { data, keyFile };
        command.SetAction((parsed, _) => RunAsync(parsed.GetRequiredValue(data), parsed.GetValue(keyFile)));
        return command;
    }

    private static Task<int> RunAsync(string folder, string? keyFile) => Shell.GuardAsync(async () =>
    {
        Installation.Create(folder, Shell.KeyFile(keyFile), TimeProvider.System);
        await Console.Out.WriteLineAsync(
            $"""
            Er staat een nieuw Meldpunt in {folder}.

            De sleutels staan in {InstallationFolder.Keys(folder)}. Wie ze kwijtraakt, is het register kwijt;
            wie ze naast een kopie van de gegevens bewaart, kan niets meer echt wissen. Bewaar ze apart.

            Verder:
              meldpunt account nieuw --data {folder} --naam NAAM --rol beheer
              meldpunt deelnemer nieuw --data {folder} --naam NAAM --telefoon NUMMER --locatie NAAM
              meldpunt serve --data {folder}
            """);
        return 0;
    });
}
