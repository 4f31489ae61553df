using System.CommandLine;

namespace Meldpunt.Service.Commands;

/// <summary><c>logboek</c>: what can be done with the query log from the shell.</summary>
internal static class QueryLogCommand
{
    public static Command Create() => new("logboek", "Het logboek van bevragingen.")
    {
        ExportCommand.Create(),
        VerifyCommand.Create(),
        ProofCommand.Create(),
        LogKeyCommand.Create(),
        RetentionCommand.Create(),
        WitnessCommand.Create(),
        WitnessListCommand.Create(),
    };
}
