using System.Globalization;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Persons;
using Meldpunt.Service.Access;
using Meldpunt.Service.Api;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/handelingen</c>: what was done to the register and to participants; a desk sees what concerns its own participant.</summary>
[Authorize(AccessSetup.ActReaders)]
internal sealed class ActsModel(ActReader acts) : PageModel
{
    private const int PageSize = 100;

    public IReadOnlyList<ActRecord> Acts { get; private set; } = [];

    /// <summary>Address of the page with older acts; null when there are none.</summary>
    public string? Older { get; private set; }

    public bool SeesAll => HttpContext.Caller().Participant is null;

    public void OnGet()
    {
        // A cursor that is none begins at the newest: an address says nothing that could do harm here.
        var after = new ListParameters(Request.Query, new List<Fault>()).After();
        long? before = long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var seq) ? seq : null;
        var found = acts.List(HttpContext.Caller().Participant?.Id, subjectId: null, before, PageSize + 1);
        Acts = found.Take(PageSize).ToList();
        Older = found.Count > PageSize
            ? $"{PageMap.Acts}?cursor={ListParameters.Cursor(found[PageSize - 1].Row.Seq.ToString(CultureInfo.InvariantCulture))}"
            : null;
    }
}
