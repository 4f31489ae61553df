using System.CommandLine;

namespace Meldpunt.Service.Commands;

/// <summary>The command line: <c>meldpunt VERB</c>.</summary>
internal static class MeldpuntCommand
{
    public static RootCommand Create() => new("Meldpunt: het Centraal Meldpunt van een collectief toegangsverbod.")
    {
        DemoCommand.Create(),
        InitCommand.Create(),
        ServeCommand.Create(),
        ParticipantCommand.Create(),
        AccountCommand.Create(),
        TokenCommand.Create(),
        QueryLogCommand.Create(),
        BudgetCommand.Create(),
        KeyCommand.Create(),
        RuleCommand.Create(),
        AccuracyCommand.Create(),
        RootOptions.Passphrase,
    };
}
