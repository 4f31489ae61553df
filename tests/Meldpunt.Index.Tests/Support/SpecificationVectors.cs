using System.Globalization;
using System.Text.RegularExpressions;

namespace Meldpunt.Index.Tests.Support;

/// <summary>Reads the fenced blocks of docs/spec/matching.md that are there for the tests: <c>```text folding</c> and such.</summary>
internal static partial class SpecificationVectors
{
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

    private static string Unescape(string line) => Escape().Replace(
        line, match => ((char)int.Parse(match.ValueSpan[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex(@"\\u[0-9A-F]{4}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Escape();
}
