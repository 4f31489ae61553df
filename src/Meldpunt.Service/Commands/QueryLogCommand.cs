using System.CommandLine;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Service.Api;
using Meldpunt.Service.Queries;

namespace Meldpunt.Service.Commands;

/// <summary><c>logboek exporteer</c>: the query log on standard output, oldest first, on a running installation too.</summary>
internal static class QueryLogCommand
{
    public static Command Create()
    {
        var data = Shell.DataOption();
        var keyFile = Shell.KeyFileOption();
        var json = Shell.JsonOption();
        var export = new Command("exporteer", "Schrijf het logboek naar standaarduitvoer.") { data, keyFile, json };
        export.SetAction((parsed, _) => Shell.WithInstallationAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(keyFile),
            installation => ShellOutput.PrintAsync<LoggedQuery>(
                installation.QueryLogReader.All(),
                parsed.GetValue(json),
                ("volgnummer", row => row.Seq),
                ("id", row => row.QueryId.ToString()),
                ("tijdstip", row => JsonText.Moment(row.RecordedAt)),
                ("doel", row => QueryTerms.Of(row.Purpose)),
                ("uitkomst", row => QueryTerms.Of(row.Outcome)),
                ("deelnemer", row => installation.Directory.FindParticipant(row.ParticipantId)?.Name),
                ("locatie", row => installation.Directory.FindLocation(row.LocationId)?.Name),
                ("medewerker", row => installation.Directory.FindAccount(row.AccountId)?.UserName),
                ("terminal", row => row.TerminalId.IsEmpty ? null : row.TerminalId.ToString()),
                ("referentie", row => row.Reference),
                ("regel", row => row.Rule),
                ("overeenkomst", row => row.AgreementWords is { Count: > 0 } words ? string.Join("; ", words) : null))));
        return new Command("logboek", "Het logboek van bevragingen.") { export, WitnessCommand.Create(), WitnessListCommand.Create() };
    }
}
