using System.Text.Json;

namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>The file beside an export that says under which seal its rows are (section 8).</summary>
internal sealed class ExportSeal
{
    /// <summary>What is put behind the name of the export.</summary>
    public const string FileSuffix = ".zegel.json";

    private const int MaxBytes = 4 * 1024 * 1024;

    public required string Origin { get; init; }

    public required string VerifierKey { get; init; }

    public required string Checkpoint { get; init; }

    public required long FirstRow { get; init; }

    public required long RetentionMonths { get; init; }

    /// <summary>The roots of the complete subtrees before the first row, one after the other.</summary>
    public required byte[] Before { get; init; }

    public required IReadOnlyList<string> Erasures { get; init; }

    /// <summary>Reads the one of an export. Throws <see cref="VerificationException"/> when it is not there or is not one.</summary>
    public static ExportSeal Read(string exportPath)
    {
        var path = exportPath + FileSuffix;
        if (!File.Exists(path) || new FileInfo(path).Length > MaxBytes)
        {
            throw new VerificationException($"Het zegel van deze export ({path}) is er niet, of is te groot.");
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            return new ExportSeal
            {
                Origin = Text(root, "oorsprong"),
                VerifierKey = Text(root, "sleutel"),
                Checkpoint = Text(root, "checkpoint"),
                FirstRow = root.GetProperty("eersteRij").GetInt64(),
                RetentionMonths = root.GetProperty("bewaartermijnMaanden").GetInt64(),
                Before = [.. root.GetProperty("voorafgaand").EnumerateArray().SelectMany(hash => hash.GetBytesFromBase64())],
                Erasures = [.. root.GetProperty("gewist").EnumerateArray().Select(note => note.GetString() ?? string.Empty)],
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new VerificationException($"{path} is geen zegel van een export.");
        }
    }

    private static string Text(JsonElement root, string name) => root.GetProperty(name).GetString() ?? string.Empty;
}
