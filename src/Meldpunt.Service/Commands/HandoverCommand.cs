using System.CommandLine;
using System.Text.Json;
using Meldpunt.Admin;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Register;
using Meldpunt.Admin.Unidentified;
using Meldpunt.Service.Api;
using Meldpunt.Service.Registrations;
using Meldpunt.Service.Unidentified;

namespace Meldpunt.Service.Commands;

/// <summary><c>deelnemer overdracht</c>: what a participant that went left behind, for the operator to hand over before it is erased (protocol article 7.2).</summary>
internal static class HandoverCommand
{
    public static Command Create()
    {
        var data = Shell.DataOption();
        var keyFile = Shell.KeyFileOption();
        var name = new Option<string>("--deelnemer") { Description = "Naam van de deelnemer die is uitgetreden of uitgesloten.", Required = true };
        var file = new Option<string>("--uit") { Description = "Nieuw bestand, alleen voor de eigenaar leesbaar.", HelpName = "BESTAND", Required = true };
        var command = new Command("overdracht", "Schrijf de gegevens van een vertrokken deelnemer naar een bestand, voordat ze gewist worden.") { data, keyFile, name, file };
        command.SetAction((parsed, cancellation) => Shell.WithInstallationAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(keyFile),
            installation => WriteAsync(installation, parsed.GetRequiredValue(name), parsed.GetRequiredValue(file), cancellation)));
        return command;
    }

    private static async Task<int> WriteAsync(Installation installation, string name, string path, CancellationToken cancellation)
    {
        var participant = installation.Directory.Participants.FirstOrDefault(candidate => string.Equals(candidate.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new AdministrationException($"Er is geen deelnemer met de naam {name}.");
        if (Path.Exists(path))
        {
            throw new AdministrationException($"{path} bestaat al. Kies een andere naam, of haal het eerst weg.");
        }

        var entries = installation.Erasure.Kept(participant);
        int unidentified;
        try
        {
            unidentified = await WriteFileAsync(path, installation, participant, entries, cancellation);
        }
        catch
        {
            // Half a handover looks like a whole one.
            File.Delete(path);
            throw;
        }

        await installation.Erasure.HandedOverAsync(Caller.CommandLine, participant, entries.Count, unidentified);
        await Console.Out.WriteLineAsync($"{entries.Count} registraties en {unidentified} onbekende personen van {participant.Name} staan in {path}. Hier worden ze gewist op {JsonText.Day(participant.EraseOn!.Value)}.");
        return 0;
    }

    private static async Task<int> WriteFileAsync(
        string path, Installation installation, Participant participant, IReadOnlyList<Entry> entries, CancellationToken cancellation)
    {
        await using var file = DurableFile.OpenNew(path);
        await using var json = new Utf8JsonWriter(file, JsonText.WriterOptions);
        json.WriteStartObject();
        json.WriteString("deelnemer", participant.Name);
        json.WriteString("uittredingsdatum", JsonText.Day(participant.LeftOn!.Value));
        json.WriteStartArray("registraties");
        foreach (var entry in entries)
        {
            json.WriteStartObject();
            RegistrationJson.WriteWhole(json, entry, participant.Name, installation.Strength);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("onbekenden");
        var count = 0;
        foreach (var kept in installation.Unidentified.KeptOf(participant.Id))
        {
            Write(json, kept, installation.Directory);
            await json.FlushAsync(cancellation);
            count++;
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellation);
        return count;
    }

    private static void Write(Utf8JsonWriter json, KeptUnidentified kept, AccessDirectory directory)
    {
        json.WriteStartObject();
        UnidentifiedJson.Write(json, kept.Person, directory, kept.Person.ParticipantId);
        json.WriteStartArray("bestanden");
        foreach (var (id, picture) in kept.Pictures)
        {
            json.WriteStartObject();
            json.WriteString("beeld", id.ToString());
            json.WriteString("soort", picture.MediaType);
            json.WriteBase64String("inhoud", picture.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
