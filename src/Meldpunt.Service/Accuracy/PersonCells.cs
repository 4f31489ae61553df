using Meldpunt.Index.Names;

namespace Meldpunt.Service.Accuracy;

/// <summary>Reads the person of a row. Milder than the gate, which would ask again: data sets have rows without a surname and days that never were.</summary>
internal sealed class PersonCells
{
    /// <summary>Birth dates of the right form that no calendar has; the matcher gets none in their place.</summary>
    public int ImpossibleDates { get; private set; }

    /// <summary>The person of the current row; faults go to the table.</summary>
    /// <param name="table">The file, at a row.</param>
    /// <param name="origin">The column that says how the data was taken.</param>
    public PersonDetails Read(CsvTable table, string origin) => new()
    {
        Surname = table.Cell(CsvColumns.Surname, PersonDetails.MaxNameLength) ?? string.Empty,
        Prefix = table.Cell(CsvColumns.Prefix, PersonDetails.MaxNameLength),
        FirstNames = table.Cell(CsvColumns.FirstNames, PersonDetails.MaxNameLength),
        BirthDate = Date(table),
        Birthplace = table.Cell(CsvColumns.Birthplace, PersonDetails.MaxNameLength),
        Address = table.Cell(CsvColumns.Address, PersonDetails.MaxNameLength),
        Postcode = table.Cell(CsvColumns.Postcode, PersonDetails.MaxNameLength),
        IsTransliterated = string.Equals(table.Cell(origin), CsvColumns.MachineReadableZone, StringComparison.OrdinalIgnoreCase),
    };

    private BirthDate Date(CsvTable table)
    {
        var text = table.Cell(CsvColumns.BirthDate);
        if (text is null)
        {
            return default;
        }

        if (BirthDate.TryParse(text, out var date))
        {
            return date;
        }

        if (HasForm(text))
        {
            ImpossibleDates++;
        }
        else
        {
            table.Fault($"de cel {CsvColumns.BirthDate} is geen datum in de vorm jjjj-mm-dd.");
        }

        return default;
    }

    private static bool HasForm(string text) =>
        text.Length == BirthDate.TextLength
        && text.Index().All(character => character.Index is 4 or 7 ? character.Item == '-' : char.IsAsciiDigit(character.Item));
}
