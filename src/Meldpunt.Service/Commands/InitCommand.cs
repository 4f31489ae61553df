using System.CommandLine;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
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
        var manager = new Option<string>("--beheerder")
        {
            Description = "Gebruikersnaam van het eerste account, voor beheer. Het heeft geen wachtwoord: de code die wordt getoond opent het.",
            DefaultValueFactory = _ => RoleNames.Management,
        };
        var command = new Command("init", "Maak een nieuwe, lege installatie in een map, met een uitnodiging voor de beheerder.") { data, keyFile, strength, origin, manager };
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetRequiredValue(data), parsed.GetValue(keyFile), parsed.GetValue(strength), parsed.GetValue(origin), parsed.GetRequiredValue(manager)));
        return command;
    }

    private static Task<int> RunAsync(string folder, string? keyFile, string? strength, string? origin, string manager) => Shell.GuardAsync(async () =>
    {
        var first = new NewAccount { UserName = manager, Role = Role.Management };
        first.Check();
        using var root = RootOptions.New(keyFile);
        Installation.Create(folder, root, TimeProvider.System, Shell.Strength(strength) ?? MatchStrength.Balanced, origin);
        await using var installation = Installation.Open(folder, root, TimeProvider.System);
        var (_, code) = await installation.AccountDesk.InviteAsync(Caller.CommandLine, first);
        // What follows has to work as it stands here.
        var how = folder + (keyFile is not null ? $" --sleutelbestand {keyFile}" : RootOptions.AsksPassphrase ? " --wachtzin" : string.Empty);
        await Console.Out.WriteLineAsync(
            $"""
            Er staat een nieuw Meldpunt in {folder}.

            De sleutels staan in {InstallationFolder.Keys(folder)}{(keyFile is null ? string.Empty : $", het hoofdgeheim in {keyFile}")}. Wie ze kwijtraakt, is het register kwijt;
            wie ze naast een kopie van de gegevens bewaart, kan niets meer echt wissen. Bewaar ze apart.

            Het account {manager} heeft nog geen wachtwoord. Deze code opent het, één keer en {InvitationStore.Lifetime.Days} dagen lang:

              {code}

            Typ hem op de pagina /uitnodiging als Meldpunt draait. Wie hem kwijt is, maakt een andere met
            meldpunt account uitnodigen --data {how} --naam {manager}

            Verder:
              meldpunt deelnemer nieuw --data {how} --naam NAAM --telefoon NUMMER --locatie NAAM
                --verklaring DAG --vergunning NUMMER --van DAG --tot DAG
              meldpunt regel --data {how}
              meldpunt serve --data {how}
            """);
        return 0;
    });
}
