using System.Globalization;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Persons;
using Meldpunt.Admin.QueryLog.Signals;
using Meldpunt.Service.Api;
using Meldpunt.Service.Signals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/signalen</c>: where the questions of an account look unlike those of a gate, for the auditor; never about whom they were.</summary>
[Authorize(RoleNames.Oversight)]
internal sealed class SignalsModel(SignalStore store, AccessDirectory directory) : PageModel
{
    private const int PageSize = 50;

    public IReadOnlyList<Signal> Signals { get; private set; } = [];

    public bool HasFaultyCursor { get; private set; }

    /// <summary>Address of the page with older signals; null when there are none.</summary>
    public string? Older { get; private set; }

    /// <summary>A moment for machines, and for who hovers over it.</summary>
    public static string Utc(DateTimeOffset moment) => JsonText.Moment(moment);

    public void OnGet()
    {
        var faults = new List<Fault>();
        var parameters = new ListParameters(Request.Query, faults);
        var before = SignalEndpoints.ReadCursor(parameters);
        parameters.RefuseOthers();
        HasFaultyCursor = faults.Count > 0;
        if (HasFaultyCursor)
        {
            return;
        }

        var signals = store.List(before, PageSize + 1);
        Signals = signals.Take(PageSize).ToList();
        Older = signals.Count > PageSize
            ? $"{PageMap.Signals}?cursor={ListParameters.Cursor(signals[PageSize - 1].Id.ToString(CultureInfo.InvariantCulture))}"
            : null;
    }

    public string? ParticipantOf(Signal signal) => directory.FindParticipant(signal.ParticipantId)?.Name;

    public string? AccountOf(Signal signal) => directory.FindAccount(signal.AccountId)?.UserName;
}
