using System.CommandLine;
using Meldpunt.Admin;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Participants;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.Commands;

/// <summary><c>deelnemer nieuw | lijst | vergunning | locatie | uittreden | uitsluiten | overdracht | diensttijden</c>.</summary>
internal static class ParticipantCommand
{
    public static Command Create() => new("deelnemer", "Deelnemers van het samenwerkingsverband.")
    {
        Join(), List(), Permit(), AddLocation(), Leave(), Exclude(), HandoverCommand.Create(), ShiftHoursCommand.Create(),
    };

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
        var name = NameOption();
        var phone = new Option<string>("--telefoon") { Description = "Telefoonnummer van de veiligheidsafdeling.", Required = true };
        var locations = new Option<string[]>("--locatie") { Description = "Naam van een locatie; mag vaker.", Required = true };
        var papers = new PapersOptions();
        var command = new Command("nieuw", "Een deelnemer treedt toe. Zonder verklaring en vergunning heeft hij nog geen toegang.")
        {
            data, keyFile, json, name, phone, locations, papers.Signed, papers.Number, papers.From, papers.Until,
        };
        command.SetAction((parsed, _) => Shell.WithInstallationAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(keyFile),
            async installation =>
            {
                var participant = await installation.Participants.JoinAsync(
                    Caller.CommandLine, parsed.GetRequiredValue(name), parsed.GetRequiredValue(phone), parsed.GetRequiredValue(locations), papers.Read(parsed));
                return await PrintAsync([participant], parsed.GetValue(json));
            }));
        return command;
    }

    private static Command Permit()
    {
        var papers = new PapersOptions();
        return Change("vergunning", "Leg de verklaring of een volgende vergunning van een deelnemer vast.", [papers.Signed, papers.Number, papers.From, papers.Until], async (installation, participant, parsed) =>
        {
            var read = papers.Read(parsed);
            if (read is { DeclarationSignedOn: null, Permit: null })
            {
                throw new AdministrationException("Geef --verklaring, of --vergunning met --van en --tot.");
            }

            return read.Permit is { } permit
                ? await installation.Participants.PermitAsync(Caller.CommandLine, participant.Id, permit, read.DeclarationSignedOn)
                : await installation.Participants.SignAsync(Caller.CommandLine, participant.Id, read.DeclarationSignedOn!.Value);
        });
    }

    private static Command AddLocation()
    {
        var location = new Option<string>("--locatie") { Description = "Naam van de locatie.", Required = true };
        return Change("locatie", "Een deelnemer heeft er een locatie bij.", [location], (installation, participant, parsed) =>
            installation.Participants.AddLocationAsync(Caller.CommandLine, participant.Id, parsed.GetRequiredValue(location)));
    }

    private static Command Leave()
    {
        var keep = HandOverOption();
        return Change("uittreden", "Een deelnemer treedt nu uit: geen toegang meer, en zijn registraties matchen niet meer.", [keep], (installation, participant, parsed) =>
            ErasedAsync(installation, installation.Participants.LeaveAsync(Caller.CommandLine, participant.Id, parsed.GetValue(keep))));
    }

    private static Command Exclude()
    {
        var keep = HandOverOption();
        var reason = new Option<string>("--reden") { Description = "Waarom; staat in het logboek van handelingen.", Required = true };
        return Change("uitsluiten", "Een deelnemer wordt nu uitgesloten.", [reason, keep], (installation, participant, parsed) =>
            ErasedAsync(installation, installation.Participants.ExcludeAsync(Caller.CommandLine, participant.Id, parsed.GetRequiredValue(reason), parsed.GetValue(keep))));
    }

    // What must go at once goes before the verb is done.
    private static async Task<Participant> ErasedAsync(Installation installation, Task<Participant> leaving)
    {
        var participant = await leaving;
        await installation.Erasure.RunAsync();
        return participant;
    }

    private static Command Change(
        string verb, string description, IReadOnlyList<Option> options, Func<Installation, Participant, ParseResult, Task<Participant>> change)
    {
        var data = Shell.DataOption();
        var keyFile = Shell.KeyFileOption();
        var json = Shell.JsonOption();
        var name = NameOption();
        var command = new Command(verb, description) { data, keyFile, json, name };
        foreach (var option in options)
        {
            command.Add(option);
        }

        command.SetAction((parsed, _) => Shell.WithInstallationAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(keyFile),
            async installation => await PrintAsync(
                [await change(installation, Find(installation, parsed.GetRequiredValue(name)), parsed)], parsed.GetValue(json))));
        return command;
    }

    private static Option<string> NameOption() => new("--naam") { Description = "Naam van de deelnemer.", Required = true };

    private static Option<bool> HandOverOption() => new("--overdragen")
    {
        Description = $"Bewaar de gegevens {Leaving.HandOverDays} dagen, onleesbaar voor anderen, om ze over te dragen. Zonder: wis ze nu.",
    };

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

    private static Task<int> PrintAsync(IEnumerable<Participant> participants, bool asJson) => ShellOutput.PrintAsync(
        participants,
        asJson,
        ("id", participant => participant.Id.ToString()),
        ("naam", participant => participant.Name),
        ("telefoonnummer", participant => participant.DeskPhone),
        ("toetredingsdatum", participant => JsonText.Day(participant.JoinedOn)),
        ("uittredingsdatum", participant => Day(participant.LeftOn)),
        ("verklaring", participant => Day(participant.DeclarationSignedOn)),
        ("vergunning", participant => participant.PermitNumber),
        ("van", participant => Day(participant.PermitFrom)),
        ("tot", participant => Day(participant.PermitUntil)),
        ("wissenOp", participant => Day(participant.EraseOn)));

    private static string? Day(DateOnly? day) => day is { } there ? JsonText.Day(there) : null;
}
