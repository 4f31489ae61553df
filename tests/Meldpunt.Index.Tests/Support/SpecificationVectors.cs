using System.Globalization;
using System.Text.RegularExpressions;
using Meldpunt.Index.Names;

namespace Meldpunt.Index.Tests.Support;

/// <summary>Reads the fenced blocks of docs/spec/matching.md that are there for the tests: <c>```text folding</c> and such.</summary>
internal static partial class SpecificationVectors
{
    private const string Scanned = "scan";

    /// <summary>The lines of one block, comments and empty lines left out, with <c>\uXXXX</c> read as that code unit.</summary>
    public static IReadOnlyList<string> Lines(string block)
    {
        var lines = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Vectors", "matching.md"))
            .SkipWhile(line => !string.Equals(line, $"```text {block}", StringComparison.Ordinal))
            .Skip(1)
            .TakeWhile(line => !string.Equals(line, "```", StringComparison.Ordinal))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(Unescape)
            .ToList();
        Assert.NotEmpty(lines);
        return lines;
    }

    /// <summary>The lines of one block, parted by bars into so many cells; cells that are left out at the end are empty.</summary>
    public static IEnumerable<string[]> Rows(string block, int cells) => Lines(block).Select(line => Cells(line, cells));

    /// <summary>A person written as <c>prefix|surname|first names|birth date|birthplace|address|postcode|scan</c>; an empty cell is an absent part.</summary>
    public static PersonDetails Person(string line)
    {
        var cells = Cells(line.Trim(), cells: 8);
        return new PersonDetails
        {
            Prefix = OrAbsent(cells[0]),
            Surname = cells[1],
            FirstNames = OrAbsent(cells[2]),
            BirthDate = TestPersons.Date(cells[3]),
            Birthplace = OrAbsent(cells[4]),
            Address = OrAbsent(cells[5]),
            Postcode = OrAbsent(cells[6]),
            IsTransliterated = IsScanned(cells[7]),
        };
    }

    /// <summary>True for the cell of somebody whose name came out of a machine-readable zone; any other word but none is a mistake in the block.</summary>
    public static bool IsScanned(string cell)
    {
        Assert.True(cell is Scanned or "", cell);
        return cell.Length > 0;
    }

    private static string[] Cells(string line, int cells)
    {
        var parts = line.Split('|');
        Assert.True(parts.Length <= cells, line);
        return [.. parts, .. Enumerable.Repeat(string.Empty, cells - parts.Length)];
    }

    private static string? OrAbsent(string cell) => cell.Length == 0 ? null : cell;

    private static string Unescape(string line) => Escape().Replace(
        line, match => ((char)int.Parse(match.ValueSpan[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex(@"\\u[0-9A-F]{4}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Escape();
}
