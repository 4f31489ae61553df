using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>
/// One line of an export (section 8): the row itself, and beside it what people read. What can be read from the row as well must be the same there, or somebody would
/// read another log than the one that was sealed. Not thread-safe; one object reads all lines.
/// </summary>
internal sealed class ExportLine
{
    private static readonly string[] Purposes = ["poort", "registratie", "inzage", "administratie", "geweigerd"];
    private static readonly string[] Outcomes = ["geenMatch", "match"];

    private readonly byte[] _row = new byte[LogFormat.RowBytes];
    private readonly List<(string Name, string? Value)> _read = [];

    /// <summary>The row of the line that was read last.</summary>
    public ReadOnlySpan<byte> Row => _row;

    /// <summary>The number that the row bears in itself.</summary>
    public long Seq => BinaryPrimitives.ReadInt64BigEndian(_row.AsSpan(LogFormat.SeqAt));

    /// <summary>Reads a line; false when it holds no row.</summary>
    public bool TryRead(ReadOnlySpan<byte> line)
    {
        _read.Clear();
        try
        {
            var rows = 0;
            var json = new Utf8JsonReader(line);
            Require(json.Read() && json.TokenType == JsonTokenType.StartObject);
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var name = json.GetString()!;
                Require(json.Read());
                if (string.Equals(name, "rij", StringComparison.Ordinal))
                {
                    Require(++rows == 1 && TryDecode(json));
                }
                else
                {
                    _read.Add((name, Value(json)));
                }
            }

            return rows == 1 && json.TokenType == JsonTokenType.EndObject && !json.Read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>True when what people read says what the row says. The row itself must be in order.</summary>
    public bool SaysWhatTheRowSays()
    {
        foreach (var (name, value) in _read)
        {
            if (Expected(name) is { } expected && !string.Equals(value ?? string.Empty, expected, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What is wrong with the text that the line has of an act, or has and should not; null when nothing is. The row itself must be in order.</summary>
    public string? FaultInAct()
    {
        var texts = _read.Where(field => string.Equals(field.Name, "tekst", StringComparison.Ordinal) && field.Value is not null).Select(field => field.Value!).ToList();
        if (!ActCheck.IsAct(_row))
        {
            return texts.Count == 0 ? null : "heeft een tekst, maar is geen handeling";
        }

        return texts.Count > 1 ? "heeft twee teksten" : ActCheck.FaultIn(_row, Encoding.UTF8.GetBytes(texts.FirstOrDefault() ?? string.Empty));
    }

    private static void Require(bool condition)
    {
        if (!condition)
        {
            throw new JsonException();
        }
    }

    private static string? Value(in Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.String => json.GetString(),
        JsonTokenType.Number => json.GetInt64().ToString(CultureInfo.InvariantCulture),
        JsonTokenType.Null => null,
        _ => throw new JsonException(),
    };

    private bool TryDecode(in Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.String || !json.TryGetBytesFromBase64(out var bytes) || bytes.Length != LogFormat.RowBytes)
        {
            return false;
        }

        bytes.CopyTo(_row, 0);
        return true;
    }

    // Null for what the row does not know: names, and what the rule found in words.
    private string? Expected(string name) => name switch
    {
        "volgnummer" => Seq.ToString(CultureInfo.InvariantCulture),
        "id" => Convert.ToHexStringLower(_row.AsSpan(LogFormat.QueryIdAt, LogFormat.IdBytes)),
        "tijdstip" => DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(_row.AsSpan(LogFormat.TimeAt)))
            .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        "doel" => Purposes[_row[LogFormat.PurposeAt] - 1],
        "uitkomst" => _row[LogFormat.PurposeAt] == RowCheck.RefusedPurpose ? string.Empty : Outcomes[_row[LogFormat.OutcomeAt]],
        "referentie" => Reference(),
        _ => null,
    };

    private string Reference()
    {
        var number = BinaryPrimitives.ReadUInt32BigEndian(_row.AsSpan(LogFormat.MatchNumberAt));
        var year = BinaryPrimitives.ReadUInt16BigEndian(_row.AsSpan(LogFormat.MatchYearAt));
        return number == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"M-{year:0000}-{number:000000}");
    }
}
