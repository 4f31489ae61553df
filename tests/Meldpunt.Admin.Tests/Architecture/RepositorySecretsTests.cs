using System.Text.RegularExpressions;

namespace Meldpunt.Admin.Tests.Architecture;

/// <summary>No secret that opens anything stands in the repository.</summary>
public sealed partial class RepositorySecretsTests
{
    private static readonly string[] Skipped = ["/.git/", "/bin/", "/obj/", "/artifacts/", "/TestResults/", "/demo-data/", "/node_modules/", "/screenshots/"];

    [Fact]
    public void No_file_of_the_repository_holds_a_token_a_private_key_or_a_secret_of_an_app()
    {
        var root = SourceFiles.Root();
        var files = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(path => !Skipped.Any(part => path[root.Length..].Contains(part, StringComparison.Ordinal)))
            .ToList();

        var found = files.Where(path => Secret().IsMatch(File.ReadAllText(path))).Select(path => Path.GetRelativePath(root, path));

        Assert.True(files.Count > 500, $"{files.Count} files were searched");
        Assert.Empty(found);
        Assert.DoesNotContain(files, path => path.EndsWith(".key", StringComparison.Ordinal) || path.EndsWith(".pfx", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("token: mp", "_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("-----BEGIN ", "PRIVATE KEY-----")]
    [InlineData("-----BEGIN EC ", "PRIVATE KEY-----")]
    [InlineData("otpauth://totp/x?", "secret=JBSWY3DPEHPK3PXP")]
    [InlineData("AKIA", "IOSFODNN7EXAMPLE")]
    [InlineData("PRIVATE+KEY+wacht+1a2b3c4d+", "AXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX")]
    public void Such_a_secret_would_be_found(string beginning, string end) => Assert.Matches(Secret(), beginning + end);

    [GeneratedRegex("mp_(?!0{64})[0-9a-f]{64}|-----BEGIN [A-Z ]*PRIVATE KEY-----|otpauth://[^\\s\"]*secret=[A-Z2-7]{16,}|AKIA[0-9A-Z]{16}|PRIVATE\\+KEY\\+[^\\s\"]{20,}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Secret();
}
