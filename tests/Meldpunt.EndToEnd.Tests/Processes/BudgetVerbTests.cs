namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary><c>grenzen</c>, as an operator uses it.</summary>
public sealed class BudgetVerbTests
{
    [Fact]
    public async Task Limits_are_shown_changed_and_put_back_at_the_shell_and_a_running_service_takes_them_in()
    {
        using var folder = await ServedFolder.CreateAsync();
        using var serving = await folder.ServeAsync();
        string[] verb = ["grenzen", "--data", folder.Path];

        var shown = MeldpuntProcess.Run(verb);
        var wrong = MeldpuntProcess.Run([.. verb, "--bereik", "iedereen"]);
        var both = MeldpuntProcess.Run([.. verb, "--standaard", "--ineens", "2"]);
        var changed = MeldpuntProcess.Run([.. verb, "--bereik", "medewerker", "--span", "spits", "--ineens", "1", "--per-uur", "1", "--json"]);
        var statuses = await AskUntilRefusedAsync(serving);
        var back = MeldpuntProcess.Run([.. verb, "--bereik", "medewerker", "--standaard"]);

        Assert.Equal(12, shown.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("medewerker\tspits\t90\t1200\tja", shown.Output, StringComparison.Ordinal);
        Assert.Equal((1, 1), (wrong.ExitCode, both.ExitCode));
        Assert.StartsWith("meldpunt: --bereik is een van", wrong.Error, StringComparison.Ordinal);
        Assert.Equal("{\"bereik\":\"medewerker\",\"span\":\"spits\",\"ineens\":1,\"perUur\":1,\"standaard\":\"nee\"}", changed.Output.Trim());
        Assert.Equal(429, statuses);
        Assert.Equal(0, back.ExitCode);
        Assert.DoesNotContain("nee", back.Output, StringComparison.Ordinal);
    }

    private static async Task<int> AskUntilRefusedAsync(ServingProcess serving)
    {
        for (var letter = 'a'; letter <= 'z'; letter++)
        {
            using var answer = await serving.AskAsync($$"""{"achternaam":"Zoeker{{letter}}","voornamen":"Anna","geboortedatum":"1984-03-12"}""");
            if ((int)answer.StatusCode != 201)
            {
                return (int)answer.StatusCode;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        return 201;
    }
}
