namespace Meldpunt.EndToEnd.Tests.Processes;

/// <summary><c>deelnemer diensttijden</c>, as an operator uses it.</summary>
public sealed class ShiftHoursVerbTests
{
    [Fact]
    public void Hours_are_given_shown_and_taken_away_at_the_shell()
    {
        using var folder = new TemporaryFolder();
        var house = folder.Sub("huis");
        MeldpuntProcess.Run(["init", "--data", house]);
        MeldpuntProcess.Run(["deelnemer", "nieuw", "--data", house, "--naam", "De Leeuw", "--telefoon", "+31 20 555 0101", "--locatie", "Rokin"]);
        string[] verb = ["deelnemer", "diensttijden", "--data", house, "--naam", "De Leeuw"];

        var none = MeldpuntProcess.Run(verb);
        var wrong = MeldpuntProcess.Run([.. verb, "--tijden", "altijd"]);
        var given = MeldpuntProcess.Run([.. verb, "--tijden", "ma-vr 07:00-23:30", "--tijden", "za 09:00-02:00"]);
        var shown = MeldpuntProcess.Run(verb);
        var taken = MeldpuntProcess.Run([.. verb, "--geen"]);

        Assert.Equal((0, "geen"), (none.ExitCode, none.Output.Trim()));
        Assert.Equal(1, wrong.ExitCode);
        Assert.StartsWith("meldpunt: altijd is geen diensttijd", wrong.Error, StringComparison.Ordinal);
        Assert.Equal(0, given.ExitCode);
        Assert.Equal(["ma-vr 07:00-23:30", "za 09:00-02:00"], shown.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("geen", taken.Output.Trim());
    }
}
