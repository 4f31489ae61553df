using System.Text.RegularExpressions;

namespace Meldpunt.Admin.Tests.Architecture;

/// <summary>What fits in a head, held by a test and not by good intentions. Reads the sources as text, in the layout that the build enforces.</summary>
public sealed partial class TidyTests
{
    private const int MaxFileLines = 300;
    private const int MaxMethodLines = 70;

    [Fact]
    public void No_file_is_longer_than_300_lines()
    {
        var tooLong = SourceFiles.All().Where(file => file.Lines.Length > MaxFileLines).Select(file => $"{file.Path}: {file.Lines.Length} lines");

        Assert.Empty(tooLong);
    }

    [Fact]
    public void No_method_is_longer_than_70_lines()
    {
        var tooLong = SourceFiles.All()
            .SelectMany(file => MethodsOf(file.Lines), (file, method) => (file.Path, method.Line, method.Length))
            .Where(method => method.Length > MaxMethodLines)
            .Select(method => $"{method.Path}({method.Line}): {method.Length} lines");

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Nothing_is_left_for_later_in_a_comment()
    {
        var postponed = SourceFiles.All()
            .SelectMany(file => file.Lines, (file, line) => (file.Path, Line: line))
            .Where(found => Postponed().IsMatch(found.Line))
            .Select(found => $"{found.Path}: {found.Line.Trim()}");

        Assert.Empty(postponed);
    }

    [Fact]
    public void The_length_of_a_method_is_counted_without_the_functions_inside_it()
    {
        string[] lines =
        [
            "public sealed class Example",
            "{",
            "    public int Outer(",
            "        int number)",
            "    {",
            "        if (number > 0)",
            "        {",
            "            return Inner();",
            "        }",
            string.Empty,
            "        int Inner()",
            "        {",
            "            return 1;",
            "        }",
            "    }",
            "}",
        ];

        var methods = MethodsOf(lines).OrderBy(method => method.Line);

        Assert.Equal([(5, 8), (12, 3)], methods);
    }

    /// <summary>Line and length of each body of a method, property or function, from its opening brace to its closing one.</summary>
    private static IEnumerable<(int Line, int Length)> MethodsOf(string[] lines)
    {
        var bodies = new Stack<(int Line, int Indent, int Inner)>();
        for (var index = 1; index < lines.Length; index++)
        {
            var text = lines[index].Trim();
            var indent = lines[index].Length - lines[index].TrimStart().Length;
            if (string.Equals(text, "{", StringComparison.Ordinal) && OpensBody(lines, index, indent))
            {
                bodies.Push((index + 1, indent, 0));
            }
            else if (text.StartsWith('}') && bodies.TryPeek(out var body) && body.Indent == indent)
            {
                bodies.Pop();
                var length = index + 2 - body.Line;
                yield return (body.Line, length - body.Inner);
                if (bodies.TryPop(out var outer))
                {
                    bodies.Push(outer with { Inner = outer.Inner + length });
                }
            }
        }
    }

    // The header above the brace: its first line stands at the brace's own depth.
    private static bool OpensBody(string[] lines, int brace, int indent)
    {
        var first = brace - 1;
        while (first > 0 && (lines[first].Length == 0 || lines[first].Length - lines[first].TrimStart().Length > indent || lines[first].TrimStart().StartsWith('#')))
        {
            first--;
        }

        return indent > 0 && Header().IsMatch(lines[first]) && !Statement().IsMatch(lines[first]) && !TypeDeclaration().IsMatch(lines[first]);
    }

    [GeneratedRegex(@"^\s*[\w\[(].*\(", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Header();

    [GeneratedRegex(
        @"^\s*(if|else|for|foreach|while|do|switch|using|lock|try|catch|finally|fixed|checked|unchecked|return|await foreach|await using|var|new)\b|=>|\s=\s",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Statement();

    [GeneratedRegex(@"\b(class|struct|interface|record|enum|namespace)\s", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Postponed();
}
