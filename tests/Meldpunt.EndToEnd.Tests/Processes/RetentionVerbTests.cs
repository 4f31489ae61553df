namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary><c>logboek bewaartermijn</c>, as an operator uses it.</summary>
public sealed class RetentionVerbTests
{
    [Fact]
    public void The_period_is_shown_and_a_longer_one_is_chosen_at_once()
    {
        using var folder = new TemporaryFolder();
        MeldpuntProcess.Run(["init", "--data", folder.Sub("huis")]);

        var before = Run(folder);
        var longer = Run(folder, "--maanden", "36");
        var after = Run(folder);

        Assert.Contains("24 maanden bewaard", before.Output, StringComparison.Ordinal);
        Assert.Equal(0, longer.ExitCode);
        Assert.Contains("is nu 36 maanden; zij was 24 maanden", longer.Output, StringComparison.Ordinal);
        Assert.Contains("36 maanden bewaard", after.Output, StringComparison.Ordinal);
        Assert.Contains("daarvoor 24 maanden", after.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shorter_period_asks_for_a_yes_and_says_what_goes()
    {
        using var folder = new TemporaryFolder();
        MeldpuntProcess.Run(["init", "--data", folder.Sub("huis")]);

        var refused = Run(folder, "--maanden", "1");
        var still = Run(folder);
        var done = Run(folder, "--maanden", "1", "--ja");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("Wat gewist is, komt niet terug", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--ja", refused.Error, StringComparison.Ordinal);
        Assert.Contains("24 maanden bewaard", still.Output, StringComparison.Ordinal);
        Assert.Equal(0, done.ExitCode);
        Assert.Contains("is nu 1 maand; zij was 24 maanden", done.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("121")]
    [InlineData("-3")]
    public void A_period_that_cannot_be_is_refused_in_words(string months)
    {
        using var folder = new TemporaryFolder();
        MeldpuntProcess.Run(["init", "--data", folder.Sub("huis")]);

        var refused = Run(folder, "--maanden", months, "--ja");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("1 tot 120 maanden", refused.Error, StringComparison.Ordinal);
    }

    private static (int ExitCode, string Output, string Error) Run(TemporaryFolder folder, params string[] options) =>
        MeldpuntProcess.Run(["logboek", "bewaartermijn", "--data", folder.Sub("huis"), .. options]);
}
