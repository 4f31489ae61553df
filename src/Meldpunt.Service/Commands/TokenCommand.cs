using System.CommandLine;
using Meldpunt.Admin;
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
        var certificate = new Option<string?>("--certificaat-vingerafdruk")
        {
            Description = "SHA-256 van het clientcertificaat waarmee alleen het werkt, 64 hexadecimale tekens; zie serve --terminal-ca.",
        };
        var command = new Command("nieuw", "Maak een token; het wordt een keer getoond.") { data, keyFile, json, account, label, certificate };
        command.SetAction((parsed, _) => Shell.WithInstallationAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(keyFile),
            async installation =>
            {
                var owner = AccountCommand.Find(installation, parsed.GetRequiredValue(account));
                var token = await installation.AccountDesk.IssueTokenAsync(
                    Caller.CommandLine, owner.Id, parsed.GetRequiredValue(label), ReadFingerprint(parsed.GetValue(certificate)));
                return await ShellOutput.PrintAsync([token], parsed.GetValue(json), ("token", created => created));
            }));
        return command;
    }

    // As programs print it: with colons between the bytes, or without.
    private static byte[]? ReadFingerprint(string? text)
    {
        const int HexDigits = 64;
        var digits = text?.Replace(":", string.Empty, StringComparison.Ordinal).Trim();
        if (digits is null)
        {
            return null;
        }

        return digits.Length == HexDigits && digits.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(digits)
            : throw new AdministrationException("Een vingerafdruk heeft 64 hexadecimale tekens (SHA-256).");
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
