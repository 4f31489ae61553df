using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.QueryLog.Tree;
using Meldpunt.Admin.QueryLog.Witnesses;
using Meldpunt.Service.Api;
using Meldpunt.Service.Queries;

namespace Meldpunt.Service.QueryLogs;

/// <summary>
/// A selection of the log as a ZIP to carry away: the rows as CSV and as JSON lines, a proof of each, the checkpoint and key they are checked with, and how. Written
/// while it is read, so that it costs no memory and stands on no disk here.
/// </summary>
internal sealed class LogArchive(QueryLogReader log, CosignatureDesk desk, LogSealer sealer, ActReader acts, AccessDirectory directory) : IDisposable
{
    /// <summary>Most rows in one archive; the newest.</summary>
    public const int MaxRows = 100_000;

    /// <summary>Archives that are written at a time: each keeps a processor busy that the gates need.</summary>
    public const int AtOnce = 2;

    private const string TextColumn = "tekst";

    private readonly SemaphoreSlim _places = new(AtOnce);

    /// <summary>Takes a place for writing one; null when there is none.</summary>
    public IDisposable? TryBegin() => _places.Wait(TimeSpan.Zero) ? new Place(_places) : null;

    /// <summary>Writes the newest sealed rows that pass a filter; none for no filter.</summary>
    /// <returns>How many.</returns>
    public async Task<int> WriteAsync(Stream stream, QueryLogFilter? filter, CancellationToken cancellation)
    {
        var note = desk.Newest();
        _ = Checkpoint.TryParse(note.Text, out var checkpoint);
        var isSealed = filter?.OlderThan(checkpoint.Size + 1);
        await using var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellation);
        var count = await WriteLinesAsync(zip, "bevragingen.csv", Csv(isSealed), cancellation) - 1;
        await WriteLinesAsync(zip, "bevragingen.jsonl", Rows(isSealed).Select(Json), cancellation);
        await WriteLinesAsync(zip, "bewijzen.jsonl", Proofs(isSealed, note, checkpoint.Size), cancellation);
        await WriteLinesAsync(zip, "checkpoint.txt", [note.ToString()], cancellation);
        await WriteLinesAsync(zip, "sleutel.txt", [sealer.Key + "\n"], cancellation);
        await WriteLinesAsync(zip, "LEESMIJ.txt", [ArchiveReadMe.Write(count, checkpoint.Size, sealer.Key.ToString())], cancellation);
        return count;
    }

    public void Dispose() => _places.Dispose();

    private IEnumerable<byte[]> Rows(QueryLogFilter? filter) => filter is null ? [] : log.Walk(filter, MaxRows);

    private IEnumerable<string> Csv(QueryLogFilter? filter) => Rows(filter)
        .Select(bytes => QueryLogReader.Read(bytes))
        .Select(row => CsvText.Line(LogColumns.All.Select(column => column.Read(row, directory)).Append(TextOf(row))))
        .Prepend("\uFEFF" + CsvText.Line(LogColumns.All.Select(column => column.Name).Append(TextColumn)));

    // What an act says; nothing for a query.
    private string? TextOf(LoggedQuery row) => row.Purpose == QueryPurpose.Administration ? acts.TextOf(row.Seq) : null;

    private string Json(byte[] bytes)
    {
        var row = QueryLogReader.Read(bytes);
        return JsonLine(json =>
        {
            foreach (var (name, read) in LogColumns.All)
            {
                if (read(row, directory) is long number)
                {
                    json.WriteNumber(name, number);
                }
                else
                {
                    json.WriteString(name, (string?)read(row, directory));
                }
            }

            json.WriteString(TextColumn, TextOf(row));
            json.WriteBase64String("rij", bytes);
        });
    }

    // All against one checkpoint, so that whoever believes it believes them all.
    private IEnumerable<string> Proofs(QueryLogFilter? filter, SignedNote note, long size)
    {
        var series = new ProofSeries(sealer.Tiles, size);
        foreach (var bytes in Rows(filter))
        {
            var seq = QueryLogReader.Read(bytes).Seq;
            var proof = new TlogProof(bytes, seq - 1, series.Prove(seq - 1), note);
            yield return JsonLine(json =>
            {
                json.WriteNumber("volgnummer", seq);
                json.WriteString("bewijs", proof.ToString());
            });
        }
    }

    private static string JsonLine(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonText.WriterOptions))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    private static async Task<int> WriteLinesAsync(ZipArchive zip, string name, IEnumerable<string> lines, CancellationToken cancellation)
    {
        await using var entry = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellation);
        var count = 0;
        foreach (var line in lines)
        {
            await entry.WriteAsync(Encoding.UTF8.GetBytes(line), cancellation);
            count++;
        }

        return count;
    }

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
