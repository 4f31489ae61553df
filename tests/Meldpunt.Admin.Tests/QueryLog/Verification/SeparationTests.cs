using System.Text.RegularExpressions;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Admin.QueryLog.Verification;
using Meldpunt.Admin.Tests.Architecture;

namespace Meldpunt.Admin.Tests.QueryLog.Verification;

/// <summary>The verifier is a second program: a mistake in what writes the log may not be made again by what checks it.</summary>
public sealed partial class SeparationTests
{
    private const string Writing = "Meldpunt.Admin.QueryLog";

    [Fact]
    public void The_verifier_uses_nothing_of_what_writes_the_log_but_the_numbers_of_its_format()
    {
        var ownNamespace = typeof(LogVerifier).Namespace!;
        var beside = typeof(LogFormat).Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith(Writing, StringComparison.Ordinal) == true && !string.Equals(type.Namespace, ownNamespace, StringComparison.Ordinal))
            .ToList();
        var inSight = beside.Where(type => string.Equals(type.Namespace, Writing, StringComparison.Ordinal) && type is { IsNested: false } && type != typeof(LogFormat))
            .Select(type => type.Name.Split('`')[0]);
        var siblings = beside.Select(type => type.Namespace!.Split('.')[^1]).Distinct(StringComparer.Ordinal).Where(name => !string.Equals(name, "QueryLog", StringComparison.Ordinal)).ToList();
        var forbidden = new Regex($@"\b({string.Join('|', inSight)})\b|\b({string.Join('|', siblings)})\.", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

        var found = SourceFiles.All()
            .Where(file => file.Path.Contains("QueryLog/Verification/", StringComparison.Ordinal))
            .SelectMany(file => file.Lines, (file, line) => (file.Path, Code: Comment().Replace(line, string.Empty)))
            .Where(line => forbidden.IsMatch(line.Code))
            .Select(line => $"{line.Path}: {line.Code.Trim()}");

        Assert.Contains("Seal", siblings);
        Assert.Empty(found);
    }

    [Fact]
    public void What_writes_the_log_uses_nothing_of_the_verifier()
    {
        var found = SourceFiles.All()
            .Where(file => file.Path.Contains("/QueryLog/", StringComparison.Ordinal) && !file.Path.Contains("/Verification/", StringComparison.Ordinal))
            .Where(file => file.Lines.Any(line => line.Contains("QueryLog.Verification", StringComparison.Ordinal)))
            .Select(file => file.Path);

        Assert.Empty(found);
    }

    [GeneratedRegex("//.*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Comment();
}
