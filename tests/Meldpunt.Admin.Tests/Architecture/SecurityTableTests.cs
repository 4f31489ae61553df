using System.Globalization;
using System.Text.RegularExpressions;

namespace Meldpunt.Admin.Tests.Architecture;

/// <summary><c>docs/security-checks.md</c> says for each of the 54 checks which test holds it, or why it does not apply. Here it is held itself.</summary>
public sealed partial class SecurityTableTests
{
    private const string Document = "docs/security-checks.md";
    private const int Checks = 54;

    [Fact]
    public void Every_check_has_exactly_one_row_in_order() =>
        Assert.Equal(Enumerable.Range(1, Checks), Rows().Select(row => row.Number));

    [Fact]
    public void Every_test_that_a_row_names_is_there()
    {
        var tests = SourceFiles.TestMethods();

        var missing = Rows().SelectMany(row => row.Tests, (row, test) => (row.Number, test)).Where(named => !tests.Contains(named.test));

        Assert.Empty(missing);
    }

    [Fact]
    public void A_row_names_its_tests_or_says_why_there_are_none() =>
        Assert.All(Rows(), row => Assert.True(row.Tests.Count > 0 || row.Reason.Length > 0, row.Number.ToString(CultureInfo.InvariantCulture)));

    [Fact]
    public void Few_rows_have_no_test() =>
        Assert.InRange(Rows().Count(row => row.Tests.Count == 0), 0, 6);

    private static List<(int Number, List<string> Tests, string Reason)> Rows() => SourceFiles.Read(Document)
        .Split('\n')
        .Select(line => Row().Match(line))
        .Where(match => match.Success)
        .Select(match => (
            int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture),
            TestName().Matches(match.Groups["tests"].Value).Select(name => name.Groups["name"].Value).ToList(),
            TestName().Replace(match.Groups["tests"].Value, string.Empty).Trim(' ', ',')))
        .ToList();

    [GeneratedRegex(@"^\| (?<number>\d+) \|[^|]*\| (?<tests>[^|]*) \|$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[A-Za-z0-9_]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex TestName();
}
