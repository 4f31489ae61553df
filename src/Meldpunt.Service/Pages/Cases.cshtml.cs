using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.Persons;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Api;
using Meldpunt.Service.Pages.Cases;
using Meldpunt.Service.Pages.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Primitives;

namespace Meldpunt.Service.Pages;

/// <summary><c>/zaken</c>: the cases of a desk, on either side, newest first. The filters stand in the address and hold nothing of a person.</summary>
[Authorize(RoleNames.Security)]
internal sealed class CasesModel(FollowUpStore cases, AccessDirectory directory, PageTexts texts) : PageModel
{
    private const int PageSize = 50;
    private const string CursorParameter = "cursor";

    // Stands for the three states that wait for somebody.
    private const string AllOpen = "open";

    private Dictionary<string, StringValues> _filled = [];

    private static readonly Dictionary<string, FollowUpState> StatesAndOpen =
        FollowUpTerms.States.Append(KeyValuePair.Create(AllOpen, default(FollowUpState))).ToDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> States { get; } = FollowUpTerms.States.Keys.Prepend(AllOpen);

    /// <summary>What is wrong with the filters.</summary>
    public IReadOnlyList<Fault> Faults { get; private set; } = [];

    public IReadOnlyList<CaseView> Cases { get; private set; } = [];

    public bool IsFiltered => _filled.Count > 0;

    /// <summary>Address of the page with older cases; null when there are none.</summary>
    public string? Older { get; private set; }

    public void OnGet()
    {
        // A form sends its empty fields along; they stand for "all".
        _filled = Request.Query.Where(pair => pair.Value.Any(value => !string.IsNullOrEmpty(value))).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        var faults = new List<Fault>();
        var (filter, after) = Read(new ListParameters(new QueryCollection(_filled), faults));
        Faults = faults;
        if (faults.Count > 0)
        {
            return;
        }

        var found = cases.List(filter, after, PageSize + 1);
        Cases = [.. found.Take(PageSize).Select(one => new CaseView(one, filter.ParticipantId, directory, texts))];
        Older = found.Count > PageSize ? OlderThan(found[PageSize - 1]) : null;
    }

    /// <summary>What was chosen in a filter.</summary>
    public string? Chosen(string name) => _filled.TryGetValue(name, out var value) ? value[0] : null;

    public bool IsChosen(string name, string value) => string.Equals(Chosen(name), value, StringComparison.Ordinal);

    private (FollowUpFilter Filter, OpaqueId? After) Read(ListParameters parameters)
    {
        var state = parameters.Choice("toestand", StatesAndOpen);
        var reference = parameters.Reference();
        var afterText = parameters.After();
        OpaqueId after = default;
        if (afterText is not null && !OpaqueId.TryParse(afterText, out after))
        {
            parameters.Add(CursorParameter, "Deze cursor komt niet van hier.");
        }

        var filter = new FollowUpFilter(HttpContext.Caller().Participant!.Id)
        {
            OnlyOpen = state == default(FollowUpState),
            State = state == default(FollowUpState) ? null : state,
            Side = parameters.Choice("rol", FollowUpTerms.Sides),
            MatchYear = reference?.Year,
            MatchNumber = reference?.Number,
            From = parameters.Moment("van", endOfDay: false),
            Until = parameters.Moment("tot", endOfDay: true),
        };
        parameters.RefuseOthers();
        return (filter, after.IsEmpty ? null : after);
    }

    private string OlderThan(FollowUp one) => PageMap.Cases + new QueryBuilder(_filled.Where(pair => !string.Equals(pair.Key, CursorParameter, StringComparison.Ordinal)))
    {
        { CursorParameter, ListParameters.Cursor(one.Id.ToString()) },
    };
}
