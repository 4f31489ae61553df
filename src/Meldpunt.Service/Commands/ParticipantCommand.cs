using System.CommandLine;
using Meldpunt.Admin;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Participants;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.Commands;

/// <summary><c>deelnemer nieuw | lijst | uittreden | diensttijden</c>.</summary>
internal static class ParticipantCommand
{
    public static Command Create() => new("deelnemer", "Deelnemers van het samenwerkingsverband.") { Join(), List(), Leave(), ShiftHoursCommand.Create() };

    /// <summary>The participant of this name that takes part; throws in words when there is none.</summary>
    public static Participant Find(Installation installation, string name) =>
        installation.Directory.Participants.FirstOrDefault(candidate =>
            candidate.LeftOn is null && string.Equals(candidate.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new AdministrationException($"Er is geen deelnemer met de naam {name}.");

    private static Command Join()
    {
        var data = Shell.DataOption();
        var keyFile = Shell.KeyFileOption();
        var json = Shell.JsonOption();
        var name = new Option<string>("--naam") { Description = "Naam van de deelnemer.", Required = true };
        var phone = new Option<string>("--telefoon") { Description = "Telefoonnummer van de veiligheidsafdeling.", Required = true };
        var locations = new Option<string[]>("--locatie") { Description = "Naam van een locatie; mag vaker.", Required = true };
        var command = new Command("nieuw", "Een deelnemer treedt toe.") { data, keyFile, json, name, phone, locations };
        command.SetAction((parsed, _) => Shell.WithInstallationAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(keyFile),
            async installation =>
            {
                var participant = await installation.Participants.JoinAsync(
                    parsed.GetRequiredValue(name), parsed.GetRequiredValue(phone), parsed.GetRequiredValue(locations));
                return await PrintAsync([participant], parsed.GetValue(json));
            }));
        return command;
    }

    private static Command List()
    {
        var data = Shell.DataOption();
        var keyFile = Shell.KeyFileOption();
        var json = Shell.JsonOption();
        var command = new Command("lijst", "Alle deelnemers, ook wie is uitgetreden.") { data, keyFile, json };
        command.SetAction((parsed, _) => Shell.WithInstallationAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(keyFile),
            installation => PrintAsync(
                installation.Directory.Participants.OrderBy(participant => participant.Name, StringComparer.Ordinal), parsed.GetValue(json))));
        return command;
    }

    private static Command Leave()
    {
        var data = Shell.DataOption();
        var keyFile = Shell.KeyFileOption();
        var json = Shell.JsonOption();
        var name = new Option<string>("--naam") { Description = "Naam van de deelnemer.", Required = true };
        var command = new Command("uittreden", "Een deelnemer treedt nu uit: geen toegang meer, en zijn registraties matchen niet meer.")
        {
            data, keyFile, json, name,
        };
        command.SetAction((parsed, _) => Shell.WithInstallationAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(keyFile),
            async installation =>
            {
                var participant = Find(installation, parsed.GetRequiredValue(name));
                return await PrintAsync([await installation.Participants.LeaveAsync(participant.Id)], parsed.GetValue(json));
            }));
        return command;
    }

    private static Task<int> PrintAsync(IEnumerable<Participant> participants, bool asJson) => ShellOutput.PrintAsync(
        participants,
        asJson,
        ("id", participant => participant.Id.ToString()),
        ("naam", participant => participant.Name),
        ("telefoonnummer", participant => participant.DeskPhone),
        ("toetredingsdatum", participant => JsonText.Day(participant.JoinedOn)),
        ("uittredingsdatum", participant => participant.LeftOn is { } day ? JsonText.Day(day) : null));
}
