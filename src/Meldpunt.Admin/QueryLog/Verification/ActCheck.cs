using System.Security.Cryptography;
using System.Text.Json;

namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>
/// What the text of an act must be (docs/spec/query-log.md, section 9): the one whose hash stands in the row that was sealed. The sentences repeat nothing of it.
/// </summary>
internal static class ActCheck
{
    private const byte Purpose = 4;
    private const int Version = 1;

    /// <summary>True for a row that stands for an act.</summary>
    public static bool IsAct(ReadOnlySpan<byte> row) => row[LogFormat.PurposeAt] == Purpose;

    /// <summary>What is wrong with the text beside the row of an act, as the end of a sentence that starts with its number; null when nothing is.</summary>
    /// <param name="row">The row.</param>
    /// <param name="text">UTF-8; empty when there is none.</param>
    public static string? FaultIn(ReadOnlySpan<byte> row, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return "is een handeling waarvan de tekst ontbreekt";
        }

        Span<byte> hash = stackalloc byte[LogFormat.HashBytes];
        SHA256.HashData(text, hash);
        return hash.SequenceEqual(row.Slice(LogFormat.SubjectAt, LogFormat.HashBytes)) ? null : "is een handeling met een andere tekst dan die is vastgelegd";
    }

    /// <summary>True when a text that hashes to its row says what it is kept under: whom it is about, and whose it is.</summary>
    public static bool IsKeptUnder(ReadOnlySpan<byte> text, ReadOnlySpan<byte> subjectId, ReadOnlySpan<byte> participantId)
    {
        try
        {
            var json = new Utf8JsonReader(text);
            using var document = JsonDocument.ParseValue(ref json);
            var root = document.RootElement;
            return root.GetProperty("v").GetInt32() == Version
                && string.Equals(root.GetProperty("betreft").GetString(), Convert.ToHexStringLower(subjectId), StringComparison.Ordinal)
                && string.Equals(root.GetProperty("deelnemer").GetString(), Convert.ToHexStringLower(participantId), StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return false;
        }
    }
}
