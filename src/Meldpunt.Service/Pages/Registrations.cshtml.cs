using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Pages.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/registraties</c>: what runs of the desk's own participant, newest first.</summary>
[Authorize(RoleNames.Security)]
internal sealed class RegistrationsModel(EntryStore entries, Installation installation, PageTexts texts, TimeProvider time) : PageModel
{
    private const int PageSize = 50;
    private const string AfterParameter = "na";
    private const string StateParameter = "toestand";

    public IReadOnlyList<Entry> Entries { get; private set; } = [];

    /// <summary>The registration that was made just now.</summary>
    public Entry? Made { get; private set; }

    /// <summary>False when who gives the very details of that registration is no match.</summary>
    public bool MadeCanBeFound => Made is not null && Made.CanBeFound(installation.Strength);

    /// <summary>The last entry that is shown when there are older ones.</summary>
    public OpaqueId? Older { get; private set; }

    public bool IsFirstPage { get; private set; }

    /// <summary>The state that is shown; null for all.</summary>
    public EntryState? State { get; private set; }

    /// <summary>The states that can be chosen, each with its address; all of them first.</summary>
    public IEnumerable<(string Address, string TextKey, bool IsChosen)> States => EntryTerms.States
        .Select(pair => (AddressOf(pair.Key), "entry.state." + pair.Key, State == pair.Value))
        .Prepend((PageMap.Registrations, "list.all", State is null));

    /// <summary>Where the next page is; null when there is none.</summary>
    public string? OlderAddress => Older is not { } older ? null
        : State is { } state ? $"{AddressOf(EntryTerms.Of(state))}&{AfterParameter}={older}"
        : $"{PageMap.Registrations}?{AfterParameter}={older}";

    public IActionResult OnGet(string? na, string? nieuw, string? toestand)
    {
        if (toestand is not null)
        {
            if (!EntryTerms.States.TryGetValue(toestand, out var state))
            {
                return NotFound();
            }

            State = state;
        }

        var participant = HttpContext.Caller().Participant!.Id;
        var today = DutchCalendar.Today(time);
        Made = OpaqueId.TryParse(nieuw, out var made) ? entries.Find(made, participant, today) : null;
        var page = entries.List(participant, today, OpaqueId.TryParse(na, out var after) ? after : null, PageSize + 1, State);
        Entries = page.Take(PageSize).ToList();
        Older = page.Count > PageSize ? page[PageSize - 1].Id : null;
        IsFirstPage = na is null;
        return Page();
    }

    /// <summary>A name as a list has it; a withdrawn entry has none.</summary>
    public string NameOf(Entry entry) => entry.HasPerson ? PersonWords.InList(texts, entry.Person) : texts["registrations.erased"];

    public string BirthDateOf(Entry entry) => entry.HasPerson ? PersonWords.BirthDate(texts, entry.Person) : string.Empty;

    private static string AddressOf(string state) => $"{PageMap.Registrations}?{StateParameter}={state}";
}
