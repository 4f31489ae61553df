using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Calendar;
using Meldpunt.Admin.Register;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Pages.Forms;
using Meldpunt.Service.Pages.Letters;
using Meldpunt.Service.Pages.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/registraties/{id}/brief</c>: a letter to whoever is registered, ready for paper, and below it how it was given.</summary>
[Authorize(RoleNames.Security)]
internal sealed class LetterModel(EntryStore entries, AccessDirectory directory, TimeProvider time) : PageModel
{
    private const string KindParameter = "soort";
    private const string LanguageParameter = "taal";

    public static IReadOnlyList<string> Languages { get; } = [TextCatalogue.Dutch.Language, TextCatalogue.English.Language];

    public Entry Entry { get; private set; } = null!;

    /// <summary>Null while nothing has been decided, before a second officer has confirmed; and where telling is impossible.</summary>
    public Letter? Letter { get; private set; }

    public LetterKind Kind { get; private set; }

    /// <summary>Of the letter; the page itself has the reader's.</summary>
    public string Language { get; private set; } = TextCatalogue.Dutch.Language;

    public IReadOnlyList<LetterKind> Kinds => LetterTerms.For(Entry.Kind);

    public string EntryAddress => PageMap.Entry(Entry.Id);

    /// <summary>The form that says how the letter was given; the page of the entry takes it in.</summary>
    public ActView Tell => new(Entry, EntryAct.Tell, TypedForm.Empty);

    public IActionResult OnGet(string id, string? soort, string? taal)
    {
        var participant = HttpContext.Caller().Participant!;
        var today = DutchCalendar.Today(time);
        if (!OpaqueId.TryParse(id, out var entryId)
            || entries.Find(entryId, participant.Id, today) is not { Person: { } person } entry
            || LetterTerms.Read(soort, entry.Kind) is not { } kind
            || (taal is not null && !Languages.Contains(taal, StringComparer.Ordinal)))
        {
            return NotFound();
        }

        (Entry, Kind, Language) = (entry, kind, taal ?? Language);
        var names = directory.Participants.Where(other => other.TakesPartOn(today)).Select(other => other.Name).Order(StringComparer.Ordinal).ToList();
        Letter = entry.State == EntryState.AwaitsConfirmation || entry.Notice == NoticeKind.Impossible
            ? null
            : new Letter(kind, entry, person, participant, names, today, new PageTexts(TextCatalogue.Of(Language)));
        return Page();
    }

    /// <summary>Address of the same entry's letter of a kind in a language.</summary>
    public string AddressOf(LetterKind kind, string language) =>
        $"{PageMap.Letter(Entry.Id)}?{KindParameter}={LetterTerms.Of(kind)}&{LanguageParameter}={language}";
}
