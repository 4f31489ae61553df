using System.Globalization;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.QueryLog;
using Meldpunt.Service.Access;
using Meldpunt.Service.Api;
using Meldpunt.Service.Pages.Texts;
using Meldpunt.Service.Queries;
using Meldpunt.Service.QueryLogs;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Primitives;

namespace Meldpunt.Service.Pages;

/// <summary>
/// <c>/logboek</c>: who asked, from where, when, and whether it matched; never about whom. The filters stand in the address and are those of the
/// interface, so what a desk may see is decided in one place.
/// </summary>
[Authorize(AccessSetup.LogReaders)]
internal sealed class QueryLogModel(QueryLogReader log, ActReader acts, AccessDirectory directory, LogStatus status, LogRetentionView retention, PageTexts texts) : PageModel
{
    private const string CursorParameter = "cursor";
    private const int PageSize = 100;
    private Dictionary<string, StringValues> _filled = [];

    public IReadOnlyList<LoggedQuery> Rows { get; private set; } = [];

    /// <summary>Whether the log is in order.</summary>
    public LogStatus Status => status;

    /// <summary>How long rows are kept.</summary>
    public LogRetentionView Retention => retention;

    /// <summary>What is wrong with the filters.</summary>
    public IReadOnlyList<Fault> Faults { get; private set; } = [];

    public bool HasFaultyFilter => Faults.Count > 0;

    public bool IsFiltered => _filled.Count > 0;

    /// <summary>True for the consortium's auditor; a desk sees its own participant only.</summary>
    public bool SeesAll => HttpContext.Caller().Participant is null;

    /// <summary>Address of the page with older rows; null when there are none.</summary>
    public string? Older { get; private set; }

    public IEnumerable<Participant> Participants => directory.Participants.OrderBy(participant => participant.Name, StringComparer.Ordinal);

    public IEnumerable<Location> Locations => directory.Locations
        .Where(location => SeesAll || location.ParticipantId == HttpContext.Caller().Participant!.Id)
        .OrderBy(location => location.Name, StringComparer.Ordinal);

    /// <summary>Whose rows there can be, by participant; an address holds their ids only.</summary>
    public IEnumerable<IGrouping<string, Account>> Accounts => directory.Accounts
        .Where(account => SeesAll || account.ParticipantId == HttpContext.Caller().Participant!.Id)
        .OrderBy(account => account.UserName, StringComparer.Ordinal)
        .GroupBy(account => account.ParticipantId is { } id ? directory.FindParticipant(id)!.Name : texts["layout.consortium"], StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal);

    public static IEnumerable<string> Outcomes => QueryTerms.Outcomes.Keys;

    public void OnGet()
    {
        // A form sends its empty fields along; they stand for "all".
        _filled = Request.Query
            .Where(pair => pair.Value.Any(value => !string.IsNullOrEmpty(value)))
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        var faults = new List<Fault>();
        var parameters = new ListParameters(new QueryCollection(_filled), faults);
        var filter = QueryEndpoints.ReadFilter(parameters, HttpContext.Caller(), directory);
        parameters.RefuseOthers();
        Faults = faults;
        if (filter is null || HasFaultyFilter)
        {
            return;
        }

        var rows = log.List(filter, PageSize + 1);
        Rows = rows.Take(PageSize).ToList();
        Older = rows.Count > PageSize ? OlderThan(rows[PageSize - 1]) : null;
    }

    /// <summary>What was chosen in a filter.</summary>
    public string? Chosen(string name) => _filled.TryGetValue(name, out var value) ? value[0] : null;

    public bool IsChosen(string name, object value) =>
        string.Equals(Chosen(name), Convert.ToString(value, CultureInfo.InvariantCulture), StringComparison.Ordinal);

    public string? ParticipantOf(LoggedQuery row) => row.ParticipantId.IsEmpty ? texts["layout.consortium"] : directory.FindParticipant(row.ParticipantId)?.Name;

    /// <summary>What was done, when the row is no query but an act.</summary>
    public Act? ActOf(LoggedQuery row) =>
        row.Purpose == QueryPurpose.Administration && acts.TextOf(row.Seq) is { } text ? Act.Parse(text) : null;

    public string? LocationOf(LoggedQuery row) => directory.FindLocation(row.LocationId)?.Name;

    /// <summary>What the desk calls the terminal that it was asked on; null for any other browser, and for a machine's token.</summary>
    public string? TerminalOf(LoggedQuery row) => directory.FindTerminal(row.TerminalId)?.Label;

    public string? AccountOf(LoggedQuery row) => AccountWords.Of(texts, directory, row);

    /// <summary>What an account is called in the choice of a filter.</summary>
    public string NameOf(Account account) => AccountWords.Of(texts, account);

    /// <summary>Where the proof of a row is, for whoever may read the row.</summary>
    public static string ProofOf(LoggedQuery row) => $"{QueryEndpoints.Path}/{row.QueryId}/bewijs";

    /// <summary>Address of the selection as a file.</summary>
    public string Archive => LogArchiveEndpoint.Path + new QueryBuilder(_filled.Where(pair => !string.Equals(pair.Key, CursorParameter, StringComparison.Ordinal)));

    private string OlderThan(LoggedQuery row)
    {
        var address = new QueryBuilder(_filled.Where(pair => !string.Equals(pair.Key, CursorParameter, StringComparison.Ordinal)))
        {
            { CursorParameter, ListParameters.Cursor(row.Seq.ToString(CultureInfo.InvariantCulture)) },
        };
        return PageMap.QueryLog + address;
    }
}
