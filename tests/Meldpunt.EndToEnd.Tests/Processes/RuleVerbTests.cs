using System.Text.Json.Nodes;

namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary><c>regel</c>: the rule at the shell, and choosing how much must agree.</summary>
public sealed class RuleVerbTests
{
    [Fact]
    public void Without_an_installation_it_prints_the_rule_that_is_built_in()
    {
        var (exitCode, output, error) = MeldpuntProcess.Run(["regel"]);

        Assert.True(exitCode == 0, error);
        Assert.StartsWith("# Wie is dezelfde persoon?", output, StringComparison.Ordinal);
        Assert.Contains("versie koppeling-1", output, StringComparison.Ordinal);
        Assert.DoesNotContain("In deze installatie", output, StringComparison.Ordinal);
    }

    [Fact]
    public void For_machines_it_holds_every_row_with_its_points_in_each_strength()
    {
        var rule = JsonNode.Parse(MeldpuntProcess.Run(["regel", "--json"]).Output)!;

        Assert.Equal("koppeling-1", rule["versie"]!.GetValue<string>());
        Assert.Null(rule["sterkte"]);
        var rows = rule["rijen"]!.AsArray();
        Assert.Equal(["naam", "steun", "meer-nodig"], rows.Select(row => row!["soort"]!.GetValue<string>()).Distinct(StringComparer.Ordinal));
        Assert.Equal(["achternaam-klank", "voornaam-gelijk"], rows[0]!["woorden"]!.AsArray().Select(word => word!.GetValue<string>()));
        Assert.All(rows, row => Assert.Equal(["streng", "gewogen", "ruim"], row!["punten"]!.AsObject().Select(points => points.Key)));
    }

    [Fact]
    public void An_installation_is_made_with_a_strength_and_keeps_another_once_it_is_chosen()
    {
        using var folder = new TemporaryFolder();
        var house = folder.Sub("huis");
        Assert.Equal(0, MeldpuntProcess.Run(["init", "--data", house, "--sterkte", "ruim"]).ExitCode);

        var made = StrengthOf(house);
        var (exitCode, output, error) = MeldpuntProcess.Run(["regel", "--data", house, "--sterkte", "streng"]);
        var chosen = StrengthOf(house);
        var shown = MeldpuntProcess.Run(["regel", "--data", house]).Output;

        Assert.True(exitCode == 0, error);
        Assert.Contains("tot het opnieuw start", output, StringComparison.Ordinal);
        Assert.Equal(("ruim", "streng"), (made, chosen));
        Assert.EndsWith("# In deze installatie geldt: streng.", shown.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_installation_is_balanced_when_nobody_says_otherwise()
    {
        using var folder = new TemporaryFolder();
        MeldpuntProcess.Run(["init", "--data", folder.Sub("huis")]);

        Assert.Equal("gewogen", StrengthOf(folder.Sub("huis")));
    }

    [Theory]
    [InlineData("init", "zacht", "een van: streng, gewogen, ruim")]
    [InlineData("regel", "zacht", "een van: streng, gewogen, ruim")]
    [InlineData("regel", "ruim", "staat geen Meldpunt")]
    public void A_strength_that_cannot_be_chosen_is_refused_in_words_and_makes_nothing(string verb, string strength, string reason)
    {
        using var folder = new TemporaryFolder();

        var (exitCode, _, error) = MeldpuntProcess.Run([verb, "--data", folder.Sub("huis"), "--sterkte", strength]);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("meldpunt: ", error, StringComparison.Ordinal);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.Sub("huis")));
    }

    [Fact]
    public void A_strength_without_an_installation_to_hold_it_is_refused()
    {
        var (exitCode, output, error) = MeldpuntProcess.Run(["regel", "--sterkte", "ruim"]);

        Assert.Equal((1, string.Empty), (exitCode, output));
        Assert.Contains("--data", error, StringComparison.Ordinal);
    }

    private static string StrengthOf(string house) =>
        JsonNode.Parse(MeldpuntProcess.Run(["regel", "--data", house, "--json"]).Output)!["sterkte"]!.GetValue<string>();
}
