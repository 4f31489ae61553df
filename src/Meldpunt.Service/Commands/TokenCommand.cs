using System.CommandLine;
using Meldpunt.Admin.Access;

namespace Meldpunt.Service.Commands;

/// <summary><c>token nieuw | intrekken</c>.</summary>
internal static class TokenCommand
{
    public static Command Create() => new("token", "Tokens van terminals en systemen.") { New(), Revoke() };

    private static Command New()
    {
        var data = Shell.DataOption();
        var keyFile = Shell.KeyFileOption();
        var json = Shell.JsonOption();
        var account = new Option<string>("--account") { Description = "Gebruikersnaam van het account.", Required = true };
        var label = new Option<string>("--label") { Description = "Waar het token staat, bijvoorbeeld: slagboom 2.", Required = true };
        var command = new Command("nieuw", "Maak een token; het wordt een keer getoond.") { data, keyFile, json, account, label };
        command.SetAction((parsed, _) => Shell.WithInstallationAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(keyFile),
            async installation =>
            {
                var owner = AccountCommand.Find(installation, parsed.GetRequiredValue(account));
                var token = await installation.AccountDesk.IssueTokenAsync(Caller.CommandLine, owner.Id, parsed.GetRequiredValue(label));
                return await ShellOutput.PrintAsync([token], parsed.GetValue(json), ("token", created => created));
            }));
        return command;
    }

    // The token comes by standard input, because a command line can be read by every process of the machine.
    private static Command Revoke()
    {
        var data = Shell.DataOption();
        var keyFile = Shell.KeyFileOption();
        var command = new Command("intrekken", "Trek een token in, nu. Het token wordt van standaardinvoer gelezen.") { data, keyFile };
        command.SetAction((parsed, _) => Shell.WithInstallationAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(keyFile),
            async installation =>
            {
                var token = (await Console.In.ReadLineAsync())?.Trim() ?? string.Empty;
                await installation.AccountDesk.RevokeTokenAsync(Caller.CommandLine, token);
                return 0;
            }));
        return command;
    }
}
