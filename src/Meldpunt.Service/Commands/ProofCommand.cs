using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Meldpunt.Admin;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Admin.QueryLog.Tree;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.Commands;

/// <summary>
/// <c>logboek bewijs</c>: checks proofs that were carried away, one or many, with nothing but the public key. No installation, no connection. Exit code 3 when one
/// does not hold.
/// </summary>
internal static class ProofCommand
{
    private const long MaxFileBytes = 1024L * 1024 * 1024;

    public static Command Create()
    {
        var file = new Argument<string>("BESTAND") { Description = "Een bewijs van één bevraging, of bewijzen.jsonl uit een uitvoerbestand." };
        var key = new Option<string>("--sleutel") { Description = "Openbare sleutel van het logboek, van elders dan uit het uitvoerbestand.", HelpName = "VKEY", Required = true };
        var command = new Command("bewijs", $"Controleer bewijzen dat rijen in het logboek staan. Eindigt met {VerifyCommand.NotInOrder} als er een niet klopt.") { file, key };
        command.SetAction((parsed, cancellation) => Shell.GuardAsync(() => CheckAsync(parsed.GetRequiredValue(file), parsed.GetRequiredValue(key), cancellation)));
        return command;
    }

    private static async Task<int> CheckAsync(string path, string keyText, CancellationToken cancellation)
    {
        if (!NoteVerifier.TryParse(keyText.Trim(), out var key))
        {
            throw new AdministrationException("De sleutel is geen openbare sleutel van een logboek, of is niet heel overgenomen.");
        }

        if (new FileInfo(path) is not { Exists: true, Length: > 0 and <= MaxFileBytes })
        {
            throw new AdministrationException($"{path} is er niet, is leeg of is te groot.");
        }

        var count = 0;
        LoggedQuery? last = null;
        await foreach (var text in ReadAsync(path, cancellation))
        {
            count++;
            last = text is null ? null : Check(text, key);
            if (last is null)
            {
                await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"meldpunt: bewijs {count} klopt niet."));
                return VerifyCommand.NotInOrder;
            }
        }

        await Console.Out.WriteLineAsync(count == 1
            ? string.Create(CultureInfo.InvariantCulture, $"Het bewijs klopt: rij {last!.Seq} van {JsonText.Moment(last.RecordedAt)} staat in het logboek {key.Name}.")
            : string.Create(CultureInfo.InvariantCulture, $"Alle {count} bewijzen kloppen: de rijen staan in het logboek {key.Name}."));
        return 0;
    }

    private static async IAsyncEnumerable<string?> ReadAsync(string path, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        if (reader.Peek() != '{')
        {
            yield return await reader.ReadToEndAsync(cancellation);
            yield break;
        }

        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            yield return ProofIn(line);
        }
    }

    private static string? ProofIn(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.TryGetProperty("bewijs", out var proof) ? proof.GetString() : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // The row that is proven; null when it is not.
    private static LoggedQuery? Check(string text, NoteVerifier key) =>
        TlogProof.TryParse(text, out var proof)
        && proof.Extra is { Length: LogFormat.RowBytes } row
        && proof.Checkpoint.IsSignedBy(key)
        && Checkpoint.TryParse(proof.Checkpoint.Text, out var checkpoint)
        && string.Equals(checkpoint.Origin, key.Name, StringComparison.Ordinal)
        && QueryLogReader.Read(row) is var query
        && query.Seq == proof.Index + 1
        && ProofCheck.Includes(checkpoint.Size, checkpoint.Root, proof.Index, MerkleHash.Leaf(row), proof.Hashes)
            ? query
            : null;
}
