using System.CommandLine;
using Meldpunt.Admin;
using Meldpunt.Admin.QueryLog.Signals;

namespace Meldpunt.Service.Commands;

/// <summary><c>deelnemer diensttijden</c>: when the gates of a participant are staffed; a query at another time is a signal for the auditor.</summary>
internal static class ShiftHoursCommand
{
    public static Command Create()
    {
        var data = Shell.DataOption();
        var keyFile = Shell.KeyFileOption();
        var name = new Option<string>("--naam") { Description = "Naam van de deelnemer.", Required = true };
        var hours = new Option<string[]>("--tijden")
        {
            Description = "Diensttijden, zoals 'ma-vr 07:00-23:30' of 'za 09:00-02:00'; mag vaker. Vervangt wat er stond.",
        };
        var none = new Option<bool>("--geen") { Description = "Geen diensttijden meer: dan ook geen signalen daarover." };
        var command = new Command("diensttijden", "Wanneer de poorten van een deelnemer bezet zijn; zonder --tijden of --geen: laat zien wat er staat.")
        {
            data, keyFile, name, hours, none,
        };
        command.SetAction((parsed, _) => Shell.WithInstallationAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(keyFile),
            async installation =>
            {
                var participant = ParticipantCommand.Find(installation, parsed.GetRequiredValue(name));
                var store = new ShiftHoursStore(installation.Database, installation.Writer);
                var lines = parsed.GetValue(hours) ?? [];
                if (lines.Length > 0 && parsed.GetValue(none))
                {
                    throw new AdministrationException("Geef --tijden of --geen, niet beide.");
                }

                if (lines.Length > 0 || parsed.GetValue(none))
                {
                    await store.SetAsync(participant.Id, lines.Length > 0 ? ShiftHours.Parse(lines) : null);
                }

                var now = store.Read().TryGetValue(participant.Id, out var kept) ? kept.Text.Replace(";", Environment.NewLine, StringComparison.Ordinal) : "geen";
                await Console.Out.WriteLineAsync(now);
                return 0;
            }));
        return command;
    }
}
