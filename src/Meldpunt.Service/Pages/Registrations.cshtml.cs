using System.Globalization;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Installations;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Names;
using Meldpunt.Service.Access;
using Meldpunt.Service.Pages.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/registraties</c>: what runs of the desk's own participant, newest first.</summary>
[Authorize(RoleNames.Security)]
internal sealed class RegistrationsModel(EntryStore entries, Installation installation, PageTexts texts, TimeProvider time) : PageModel
{
    private const int PageSize = 50;

    public IReadOnlyList<Entry> Entries { get; private set; } = [];

    /// <summary>The registration that was made just now.</summary>
    public Entry? Made { get; private set; }

    /// <summary>False when who gives the very details of that registration is no match.</summary>
    public bool MadeCanBeFound => Made is not null && Made.CanBeFound(installation.Strength);

    /// <summary>Where the next page begins; null when there is none.</summary>
    public OpaqueId? Older { get; private set; }

    public void OnGet(string? na, string? nieuw)
    {
        var participant = HttpContext.Caller().Participant!.Id;
        var today = DutchCalendar.Today(time);
        Made = OpaqueId.TryParse(nieuw, out var made) ? entries.Find(made, participant, today) : null;
        var page = entries.List(participant, today, OpaqueId.TryParse(na, out var after) ? after : null, PageSize + 1);
        Entries = page.Take(PageSize).ToList();
        Older = page.Count > PageSize ? page[PageSize - 1].Id : null;
    }

    /// <summary>A name as a list has it: Vries, Jan de.</summary>
    public string NameOf(Entry entry)
    {
        if (!entry.HasPerson)
        {
            return texts["registrations.erased"];
        }

        var given = entry.Person.FirstNames ?? texts["person.first-names-unknown"];
        return entry.Person.Prefix is { } prefix ? $"{entry.Person.Surname}, {given} {prefix}" : $"{entry.Person.Surname}, {given}";
    }

    /// <summary>A birth date in words, with what is not known left out.</summary>
    public string BirthDateOf(Entry entry) => entry.Person?.BirthDate switch
    {
        null => string.Empty,
        { IsComplete: true } date => texts.Day(date.Earliest),
        { Month: > 0 } date => string.Join(' ', texts.Day(date.Earliest).Split(' ').Skip(1)),
        BirthDate date => date.Year.ToString("0000", CultureInfo.InvariantCulture),
    };
}
