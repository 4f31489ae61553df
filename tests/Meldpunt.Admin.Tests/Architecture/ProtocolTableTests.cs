using System.Text.RegularExpressions;

namespace Meldpunt.Admin.Tests.Architecture;

/// <summary><c>docs/protocol.md</c> says which article became what, and which test holds it. Here it is held itself: no article is left out, no test is named that is not there.</summary>
public sealed partial class ProtocolTableTests
{
    private const string Document = "docs/protocol.md";

    // Every numbered article of Bijlage 3, and of 5.2 what can be entered and each criterion.
    private static readonly string[] Articles =
    [
        "3.1", "3.2", "3.3", "3.4", "3.5", "4.1", "4.2", "4.3", "4.4", "5.1", "5.2 a-k", "5.2.1", "5.2.2", "5.2.3", "5.2.4", "5.3", "5.4", "5.5", "5.6", "5.7",
        "6.1", "7.1", "7.2", "7.3", "7.4", "8.1", "8.2", "8.3", "9.1", "9.2", "9.3", "9.4", "9.5", "9.6", "9.7", "10.1", "10.2", "11",
    ];

    [Fact]
    public void Every_article_of_the_protocol_has_a_row() =>
        Assert.Equal(Articles, Rows().Select(row => row.Article).Distinct(StringComparer.Ordinal));

    [Fact]
    public void Every_test_that_a_row_names_is_there()
    {
        var tests = SourceFiles.TestMethods();

        var missing = Rows().SelectMany(row => row.Tests, (row, test) => (row.Article, test)).Where(named => !tests.Contains(named.test));

        Assert.Empty(missing);
    }

    [Fact]
    public void A_row_names_its_tests_or_says_why_there_are_none() =>
        Assert.All(Rows(), row => Assert.True(row.Tests.Count > 0 || row.Reason.Length > 0, row.Article));

    [Theory]
    [InlineData("5.2.1")]
    [InlineData("5.2.2")]
    [InlineData("5.2.3")]
    [InlineData("5.2.4")]
    [InlineData("5.5")]
    [InlineData("7.1")]
    [InlineData("7.2")]
    [InlineData("7.3")]
    [InlineData("9.1")]
    public void What_the_register_stands_on_is_held_by_tests(string article) =>
        Assert.All(Rows().Where(row => string.Equals(row.Article, article, StringComparison.Ordinal)), row => Assert.NotEmpty(row.Tests));

    private static List<(string Article, List<string> Tests, string Reason)> Rows() => SourceFiles.Read(Document)
        .Split('\n')
        .Select(line => Row().Match(line))
        .Where(match => match.Success)
        .Select(match => (
            match.Groups["article"].Value,
            TestName().Matches(match.Groups["tests"].Value).Select(name => name.Groups["name"].Value).ToList(),
            TestName().Replace(match.Groups["tests"].Value, string.Empty).Trim(' ', ',')))
        .ToList();

    [GeneratedRegex(@"^\| (?<article>\d+(\.\d+)*( a-k)?) \|[^|]*\|[^|]*\| (?<tests>[^|]*) \|$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[A-Za-z0-9_]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex TestName();
}
