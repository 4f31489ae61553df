using System.CommandLine;
using System.Text.Json;
using Meldpunt.Admin;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Service.Api;
using Meldpunt.Service.Queries;

namespace Meldpunt.Service.Commands;

/// <summary>
/// <c>logboek exporteer</c>: the query log, oldest first, on a running installation too; to standard output, or to a file with its seal beside it
/// (docs/spec/query-log.md, section 8).
/// </summary>
internal static class ExportCommand
{
    private const string SealSuffix = ".zegel.json";

    public static Command Create()
    {
        var data = Shell.DataOption();
        var keyFile = Shell.KeyFileOption();
        var json = Shell.JsonOption();
        var file = new Option<string?>("--uit")
        {
            Description = $"Nieuw bestand voor de verzegelde rijen, als JSON, met het zegel ernaast in BESTAND{SealSuffix}; te controleren met 'logboek verifieer --export'.",
            HelpName = "BESTAND",
        };
        var command = new Command("exporteer", "Schrijf het logboek naar standaarduitvoer, of met zijn zegel naar een bestand.") { data, keyFile, json, file };
        command.SetAction((parsed, cancellation) => Shell.WithInstallationAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(keyFile),
            installation => parsed.GetValue(file) is { } path
                ? WriteAsync(installation, path, cancellation)
                : ShellOutput.PrintAsync(Rows(installation.QueryLogReader.AllBytes()), parsed.GetValue(json), Columns(installation, parsed.GetValue(json)))));
        return command;
    }

    private static async Task<int> WriteAsync(Installation installation, string path, CancellationToken cancellation)
    {
        if (Path.Exists(path) || Path.Exists(path + SealSuffix))
        {
            throw new AdministrationException($"{path} of {path}{SealSuffix} bestaat al. Kies een andere naam, of haal het eerst weg.");
        }

        var extent = SealedExtent.Read(installation) ?? throw new AdministrationException("Er is nog geen rij verzegeld; start Meldpunt eerst, of exporteer zonder --uit.");

        await WriteRowsAsync(installation, path, extent);
        await using var seal = DurableFile.OpenNew(path + SealSuffix);
        await using var json = new Utf8JsonWriter(seal, JsonText.WriterOptions);
        WriteSeal(json, installation, extent);
        await json.FlushAsync(cancellation);
        await Console.Out.WriteLineAsync($"{extent.LastRow - extent.FirstRow + 1} rijen staan in {path}, hun zegel in {path}{SealSuffix}.");
        return 0;
    }

    private static async Task WriteRowsAsync(Installation installation, string path, SealedExtent extent)
    {
        // It names staff: its owner's alone.
        var file = DurableFile.OpenNew(path);
        try
        {
            await ShellOutput.WriteAsync(file, Rows(Sealed(installation.QueryLogReader, extent)), asJson: true, Columns(installation, asJson: true));
        }
        catch
        {
            // Half an export looks like a whole one.
            File.Delete(path);
            throw;
        }
    }

    // Exactly the rows under the seal. When the oldest were erased while it was read, the seal no longer says so.
    private static IEnumerable<byte[]> Sealed(QueryLogReader reader, SealedExtent extent)
    {
        var last = extent.FirstRow - 1;
        foreach (var row in reader.AllBytes(last).TakeWhile(row => QueryLogReader.Read(row).Seq <= extent.LastRow))
        {
            yield return QueryLogReader.Read(row).Seq == ++last ? row : throw Incomplete();
        }

        if (last != extent.LastRow)
        {
            throw Incomplete();
        }
    }

    private static AdministrationException Incomplete() =>
        new("Onder het lezen zijn rijen gewist, of er ontbreken rijen. Controleer het logboek met 'logboek verifieer' en exporteer opnieuw.");

    private static void WriteSeal(Utf8JsonWriter json, Installation installation, SealedExtent extent)
    {
        json.WriteStartObject();
        json.WriteString("oorsprong", installation.LogIdentity.Origin);
        json.WriteString("sleutel", installation.LogIdentity.Vkey);
        json.WriteString("checkpoint", extent.Checkpoint);
        json.WriteNumber("eersteRij", extent.FirstRow);
        json.WriteNumber("bewaartermijnMaanden", installation.Retention.ShortestMonths());
        json.WriteStartArray("voorafgaand");
        foreach (var hash in extent.Before)
        {
            json.WriteStringValue(hash.ToBase64());
        }

        json.WriteEndArray();
        json.WriteStartArray("gewist");
        foreach (var note in extent.Erasures)
        {
            json.WriteStringValue(note);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IEnumerable<Exported> Rows(IEnumerable<byte[]> rows) => rows.Select(bytes => new Exported(QueryLogReader.Read(bytes), bytes));

    // In columns for people the bytes of a row would only be in the way.
    private static (string Name, Func<Exported, object?> Read)[] Columns(Installation installation, bool asJson)
    {
        var forReading = LogColumns.All.Select(column => (column.Name, (Func<Exported, object?>)(row => column.Read(row.Query, installation.Directory))));
        var withText = forReading.Append(("tekst", row => row.Query.Purpose == QueryPurpose.Administration ? installation.ActReader.TextOf(row.Query.Seq) : null));
        return asJson ? [.. withText, ("rij", row => row.Bytes)] : [.. withText];
    }

    private sealed record Exported(LoggedQuery Query, byte[] Bytes);
}
