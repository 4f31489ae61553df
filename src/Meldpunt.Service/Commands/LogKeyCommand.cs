using System.CommandLine;
using Meldpunt.Admin.QueryLog.Verification;

namespace Meldpunt.Service.Commands;

/// <summary><c>logboek sleutel</c>: the public key of the log as text, to be handed to those who will check it.</summary>
internal static class LogKeyCommand
{
    public static Command Create()
    {
        var data = Shell.DataOption();
        var command = new Command("sleutel", "Toon de openbare sleutel waarmee het logboek te controleren is.") { data };
        command.SetAction((parsed, _) => Shell.GuardAsync(async () =>
        {
            await Console.Out.WriteLineAsync(LogVerifier.ReadVerifierKey(parsed.GetRequiredValue(data)));
            return 0;
        }));
        return command;
    }
}
