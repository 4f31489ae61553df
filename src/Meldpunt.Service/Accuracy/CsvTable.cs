using System.Text;
using CsvHelper;

namespace Meldpunt.Service.Accuracy;

/// <summary>
/// A CSV file (RFC 4180, UTF-8, commas) whose columns are asked for by name and may come in any order. What cannot be read becomes a fault
/// with its line, and the rows after it are read on.
/// </summary>
internal sealed class CsvTable : IDisposable
{
    /// <summary>Longest cell that is read, in characters; one of a person is bound more tightly.</summary>
    public const int MaxCellLength = 1_000;

    private const int MaxRows = 5_000_000;

    /// <summary>A quote that is never closed makes one row of the rest of the file; this is where that stops.</summary>
    private const int MaxRowBytes = 64 * 1024;

    private readonly string _path;
    private readonly CsvFaults _faults;
    private readonly CsvReader _reader;
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    private int _rows;

    private CsvTable(string path, CsvFaults faults)
    {
        _path = path;
        _faults = faults;
        var text = new StreamReader(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        _reader = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = ',',
            TrackLineNumbers = true,
            MaxRecordSize = MaxRowBytes,
            MalformedData = CsvMalformedDataHandling.Skip,
            FieldCountMismatch = CsvFieldCountHandling.Skip,
            OnMalformedRecord = record => faults.Add(path, record.LineNumber, Words(record.Reason)),
            IncludeValuesInExceptions = false,
        });
    }

    /// <summary>Line of the current row, counted from 1, also when cells hold several lines.</summary>
    public long Line => _reader.LineNumber;

    /// <summary>Opens a file and reads its header; null, and faults, when there is none with these columns.</summary>
    public static CsvTable? Open(string path, IEnumerable<string> required, CsvFaults faults)
    {
        CsvTable? table = null;
        try
        {
            table = new CsvTable(path, faults);
            if (table.ReadHeader(required))
            {
                return table;
            }
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            faults.Add(path, "dit bestand is er niet.");
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            faults.Add(path, Words(exception));
        }

        table?.Dispose();
        return null;
    }

    /// <summary>True when the file has this column.</summary>
    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>Goes to the next row that can be read; false when there is none.</summary>
    public bool Read()
    {
        try
        {
            if (!_reader.Read())
            {
                return false;
            }
        }
        catch (CsvFormatException exception)
        {
            _faults.Add(_path, exception.LineNumber, Words(exception));
            return false;
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            _faults.Add(_path, Words(exception));
            return false;
        }

        _rows++;
        if (_rows > MaxRows)
        {
            Fault($"dit bestand heeft meer dan {MaxRows} rijen.");
            return false;
        }

        return true;
    }

    /// <summary>The text of a cell, without spaces around it; null when it is empty, or too long (which is a fault), or when there is no such column.</summary>
    public string? Cell(string column, int maxLength = MaxCellLength)
    {
        var text = _columns.TryGetValue(column, out var index) ? _reader.GetString(index).Trim() : string.Empty;
        if (text.Length > maxLength)
        {
            Fault($"de cel {column} is te lang: hoogstens {maxLength} tekens.");
            return null;
        }

        return text.Length == 0 ? null : text;
    }

    /// <summary>Adds a fault of the current row.</summary>
    public void Fault(string message) => _faults.Add(_path, Line, message);

    public void Dispose() => _reader.Dispose();

    private bool ReadHeader(IEnumerable<string> required)
    {
        var before = _faults.Count;
        var headers = _reader.Headers.ToArray();
        for (var index = 0; index < headers.Length; index++)
        {
            if (!_columns.TryAdd(headers[index].Trim(), index))
            {
                _faults.Add(_path, $"kolom {index + 1} heet hetzelfde als een eerdere.");
            }
        }

        var absent = required.Where(column => !_columns.ContainsKey(column)).ToArray();
        if (absent.Length > 0)
        {
            var hint = headers is [var only] && only.Contains(';', StringComparison.Ordinal) ? " Scheid cellen met komma's, niet met puntkomma's." : string.Empty;
            _faults.Add(_path, $"in de eerste regel ontbreken kolommen: {string.Join(", ", absent)}.{hint}");
        }

        return _faults.Count == before;
    }

    private static bool IsUnreadable(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or DecoderFallbackException or CsvFormatException or ArgumentException;

    private static string Words(Exception exception) => exception switch
    {
        DecoderFallbackException => "dit bestand is geen UTF-8.",
        CsvFormatException => $"een rij is langer dan {MaxRowBytes / 1024} KiB; waarschijnlijk is een aanhalingsteken niet gesloten.",
        _ => $"dit bestand is niet te lezen ({exception.GetType().Name}).",
    };

    private static string Words(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.FieldCountMismatch => "deze rij heeft een ander aantal cellen dan de eerste regel.",
        CsvMalformedReason.UnterminatedQuote => "een aanhalingsteken is niet gesloten.",
        _ => "een aanhalingsteken staat verkeerd; zet de hele cel tussen aanhalingstekens en verdubbel die erin.",
    };
}
