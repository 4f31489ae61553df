using System.CommandLine;
using System.Text;
using System.Text.Json;
using Meldpunt.Admin;
using Meldpunt.Admin.QueryLog.Verification;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.Commands;

/// <summary>
/// <c>logboek verifieer</c>: checks every row, the tree, every checkpoint and the statements of erasure, from the database of an installation or from an export.
/// It needs no secret and takes no lock, so that it can run beside the service and by somebody who may read the folder and nothing more.
/// </summary>
internal static class VerifyCommand
{
    /// <summary>Exit code when the log was looked at and is not in order. When it could not be looked at that is <see cref="Shell.Refused"/>.</summary>
    public const int NotInOrder = 3;

    public static Command Create()
    {
        var data = Shell.DataOption(required: false);
        var export = new Option<string?>("--export") { Description = "Bestand van 'logboek exporteer --uit', in plaats van een installatie.", HelpName = "BESTAND" };
        var key = new Option<string?>("--sleutel") { Description = "Openbare sleutel van het logboek, van elders; zonder: die ernaast ligt.", HelpName = "VKEY" };
        var kept = new Option<string?>("--checkpoint") { Description = "Een checkpoint dat iemand bewaarde: het logboek moet het bevatten.", HelpName = "BESTAND" };
        var json = Shell.JsonOption();
        var command = new Command(
            "verifieer", $"Controleer het logboek van begin tot eind. Eindigt met 0 als het in orde is, {NotInOrder} als het niet in orde is, {Shell.Refused} als er niets te controleren viel.")
        {
            data, export, key, kept, json,
        };
        command.SetAction((parsed, cancellation) => Shell.GuardAsync(async () =>
        {
            using var progress = new ProgressLine();
            var request = new VerificationRequest
            {
                VerifierKey = parsed.GetValue(key),
                KeptCheckpoint = parsed.GetValue(kept) is { } file ? await ReadNoteAsync(file, cancellation) : null,
                Progress = progress.Show,
            };
            var report = (parsed.GetValue(data), parsed.GetValue(export)) switch
            {
                ({ } folder, null) => new LogVerifier(TimeProvider.System).Verify(folder, request, cancellation),
                (null, { } path) => new ExportVerifier(TimeProvider.System).Verify(path, request, cancellation),
                _ => throw new AdministrationException("Noem --data of --export, en niet allebei."),
            };
            progress.Dispose();
            await PrintAsync(report, parsed.GetValue(json));
            return report.IsInOrder ? 0 : NotInOrder;
        }));
        return command;
    }

    private static async Task<string> ReadNoteAsync(string path, CancellationToken cancellation)
    {
        const int MaxBytes = 64 * 1024;
        if (new FileInfo(path) is { Exists: true, Length: > MaxBytes })
        {
            throw new VerificationException($"{path} is geen checkpoint.");
        }

        return await File.ReadAllTextAsync(path, Encoding.UTF8, cancellation);
    }

    private static async Task PrintAsync(VerificationReport report, bool asJson)
    {
        await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        if (asJson)
        {
            await using var json = new Utf8JsonWriter(output.BaseStream, JsonText.WriterOptions);
            VerificationText.Write(json, report);
            await json.FlushAsync();
            await output.WriteLineAsync();
            return;
        }

        await output.WriteAsync(VerificationText.Of(report));
    }
}
