using System.CommandLine;
using Meldpunt.Admin.QueryLog.Witnesses;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.Commands;

/// <summary><c>logboek getuigen [toevoegen | beeindigen]</c>: whose signatures the consortium takes.</summary>
internal static class WitnessListCommand
{
    public static Command Create()
    {
        var data = Shell.DataOption();
        var keyFile = Shell.KeyFileOption();
        var json = Shell.JsonOption();
        var command = new Command("getuigen", "Wie het logboek bewaken, en wat ze het laatst ondertekenden.") { data, keyFile, json, Add(), End() };
        command.SetAction((parsed, _) => Shell.WithInstallationAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(keyFile),
            installation => PrintAsync(installation.Witnesses.All(), installation, parsed.GetValue(json))));
        return command;
    }

    private static Command Add()
    {
        var data = Shell.DataOption();
        var keyFile = Shell.KeyFileOption();
        var json = Shell.JsonOption();
        var name = new Option<string>("--naam") { Description = "Hoe de getuige hier heet.", Required = true };
        var participant = new Option<string>("--deelnemer") { Description = "Van welke deelnemer de machine is.", Required = true };
        var key = new Option<string>("--sleutel") { Description = "De sleutel die 'logboek getuige' toonde.", Required = true };
        var url = new Option<string?>("--url") { Description = "Waar nieuwe zegels gebracht worden; zonder haalt de getuige ze zelf.", HelpName = "URL" };
        var command = new Command("toevoegen", "Neem van nu af de handtekeningen van een getuige aan.") { data, keyFile, json, name, participant, key, url };
        command.SetAction((parsed, _) => Shell.WithInstallationAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(keyFile),
            async installation =>
            {
                var whose = ParticipantCommand.Find(installation, parsed.GetRequiredValue(participant));
                var witness = await installation.Witnesses.RegisterAsync(
                    parsed.GetRequiredValue(name), whose.Id, parsed.GetRequiredValue(key).Trim(), parsed.GetValue(url));
                return await PrintAsync([witness], installation, parsed.GetValue(json));
            }));
        return command;
    }

    private static Command End()
    {
        var data = Shell.DataOption();
        var keyFile = Shell.KeyFileOption();
        var name = new Option<string>("--naam") { Description = "Hoe de getuige hier heet.", Required = true };
        var command = new Command("beeindigen", "Neem van nu af geen handtekeningen van een getuige meer aan; wat zij ondertekende, blijft.") { data, keyFile, name };
        command.SetAction((parsed, _) => Shell.WithInstallationAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(keyFile),
            async installation =>
            {
                await installation.Witnesses.EndAsync(parsed.GetRequiredValue(name));
                return 0;
            }));
        return command;
    }

    private static Task<int> PrintAsync(IEnumerable<LogWitness> witnesses, Admin.Installations.Installation installation, bool asJson) => ShellOutput.PrintAsync(
        witnesses,
        asJson,
        ("naam", witness => witness.Name),
        ("deelnemer", witness => installation.Directory.FindParticipant(witness.ParticipantId)?.Name),
        ("sleutel", witness => witness.Vkey),
        ("url", witness => witness.Address),
        ("sinds", witness => JsonText.Moment(witness.BegunAt)),
        ("beeindigd", witness => witness.EndedAt is { } moment ? JsonText.Moment(moment) : null),
        ("omvang", witness => witness.LastSize),
        ("ondertekend", witness => witness.LastSignedAt is { } moment ? JsonText.Moment(moment) : null),
        ("storing", witness => witness.Trouble),
        ("storingSinds", witness => witness.TroubleSince is { } moment ? JsonText.Moment(moment) : null));
}
