using System.Text.RegularExpressions;

namespace Meldpunt.Admin.Tests.Architecture;

/// <summary>What says by its answer that somebody may not come in is always listened to: no statement throws such an answer away.</summary>
public sealed partial class HeardAnswerTests
{
    // Of the framework, and without an answer.
    private static readonly string[] WithoutAnswer = ["http.SignInAsync(", "handler.SignInAsync("];

    [Fact]
    public void Nobody_signs_somebody_in_without_hearing_whether_they_came_in()
    {
        var service = SourceFiles.All().Where(file => file.Path.Contains("Meldpunt.Service", StringComparison.Ordinal)).ToList();
        var calls = service.SelectMany(file => file.Lines).Count(line => line.Contains(".SignInAsync(", StringComparison.Ordinal));

        var ignored = service
            .SelectMany(file => file.Lines.Where(IsIgnored).Select(line => $"{file.Path}: {line.Trim()}"))
            .ToList();

        Assert.True(calls > 5, "the method has another name");
        Assert.Empty(ignored);
    }

    [Theory]
    [InlineData("        await door.SignInAsync(http, account, SignInMethods.Password, terminalId: default);", true)]
    [InlineData("        _ = await sessions.SignInAsync(http, account, methods, default);", true)]
    [InlineData("        await door.VerifiedAsync(http, method);", true)]
    [InlineData("        await secondStep.CompleteAsync(http, account, method);", true)]
    [InlineData("        var _ = door.SignInAsync(http, account, method, default);", true)]
    [InlineData("        return await door.SignInAsync(http, account, method, default);", false)]
    [InlineData("            && await door.SignInAsync(http, account, method, default))", false)]
    [InlineData("        await handler.SignInAsync(principal, properties);", false)]
    public void A_line_that_throws_the_answer_away_is_known(string line, bool isIgnored) => Assert.Equal(isIgnored, IsIgnored(line));

    private static bool IsIgnored(string line) =>
        Ignoring().IsMatch(line) && !WithoutAnswer.Any(known => line.Contains(known, StringComparison.Ordinal));

    [GeneratedRegex(@"^\s*(?:(?:var )?_ = )?(?:await )?\w+\.(?:SignInAsync|VerifiedAsync|CompleteAsync|AfterPasswordAsync)\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Ignoring();
}
