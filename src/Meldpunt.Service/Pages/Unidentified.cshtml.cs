using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Unidentified;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/onbekenden</c>: persons who could not be identified, of all participants that take part, newest first.</summary>
[Authorize(RoleNames.Security)]
internal sealed class UnidentifiedModel(UnidentifiedViewer viewer, AccessDirectory directory) : PageModel
{
    private const int PageSize = 20;
    private const int ShortLength = 240;

    public IReadOnlyList<UnidentifiedPerson> Persons { get; private set; } = [];

    /// <summary>Where the next page begins; null when there is none.</summary>
    public OpaqueId? Older { get; private set; }

    /// <summary>True right after one was withdrawn.</summary>
    public bool WasWithdrawn { get; private set; }

    /// <summary>A telephone number as an address has it.</summary>
    public static string TelOf(Participant? participant) => string.Concat((participant?.DeskPhone ?? string.Empty).Where(sign => char.IsAsciiDigit(sign) || sign == '+'));

    /// <summary>The beginning of a description, whole words.</summary>
    public static string ShortOf(UnidentifiedPerson person)
    {
        var text = person.Description;
        if (text.Length <= ShortLength)
        {
            return text;
        }

        var end = text.LastIndexOf(' ', ShortLength);
        return text[..(end > ShortLength / 2 ? end : ShortLength)].TrimEnd() + " …";
    }

    public Participant? ParticipantOf(UnidentifiedPerson person) => directory.FindParticipant(person.ParticipantId);

    public async Task OnGetAsync(string? na, string? gedaan)
    {
        WasWithdrawn = string.Equals(gedaan, "ingetrokken", StringComparison.Ordinal);
        var page = await viewer.ListAsync(HttpContext.Caller(), OpaqueId.TryParse(na, out var after) ? after : null, PageSize);
        Persons = page.Persons;
        Older = page.Next;
    }
}
